"""The whole command line over hostile repositories: exit codes, terminals, files, memory."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.security.conftest import Read
from tests.security.running import Ran, files_below, run_sepkit

ACTIVE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069"
    "\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
"""What moves a cursor, turns a line round, hides text or forges a line."""
COMMANDS = (
    ("status", "--all"),
    ("queue",),
    ("route",),
    ("conflicts",),
    ("graph",),
    ("groups", "--check"),
    ("history",),
    ("doctor",),
)
MEGABYTES = 700


@pytest.fixture(scope="session")
def aside(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where measurements, home and cache of the runs stand."""
    return tmp_path_factory.mktemp("aside")


@pytest.fixture(autouse=True)
def _one_cache(aside: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEPKIT_CACHE", str(aside / "cache"))


@pytest.fixture
def watched(hostile: Read, tmp_path: Path) -> Iterator[Path]:
    """An empty working folder; afterwards nothing was written to it or to the repository."""
    before = files_below(hostile.folder)
    yield tmp_path
    assert list(tmp_path.iterdir()) == []
    assert files_below(hostile.folder) == before


@pytest.fixture(scope="session")
def exported(hostile: Read, aside: Path, tmp_path_factory: pytest.TempPathFactory) -> Ran:
    folder = tmp_path_factory.mktemp("cwd")
    return run_sepkit(
        "export",
        "--repo",
        hostile.folder,
        cwd=folder,
        aside=aside,
        SEPKIT_CACHE=str(aside / "cache"),
    )


def test_the_export_is_whole_and_small(exported: Ran, hostile: Read) -> None:
    counts = json.loads(exported.out)["counts"]

    assert exported.code == 0, exported.err
    assert counts["seen"] == counts["read"] + counts["partly"] + counts["refused"]
    assert counts["seen"] == hostile.register.counts.seen
    assert exported.megabytes < MEGABYTES
    assert ACTIVE.search(exported.err) is None


def test_the_export_holds_no_command_for_a_runner(exported: Ran) -> None:
    assert "##[" not in exported.out
    assert not re.search(r"^\s*::", exported.out, re.MULTILINE)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_a_terminal_gets_nothing_that_acts(
    command: tuple[str, ...], hostile: Read, watched: Path, aside: Path
) -> None:
    ran = run_sepkit(*command, "--repo", hostile.folder, cwd=watched, aside=aside)

    assert ran.code in (0, 1), ran.err
    assert "Traceback" not in ran.err
    assert ACTIVE.search(ran.out) is None
    assert ACTIVE.search(ran.err) is None
    assert max(map(len, ran.out.split("\n"))) < 2_500


@pytest.mark.parametrize("name", ["title 0", "title 4", "title 7", "title 18", "markup", "bidi"])
def test_one_proposal_is_shown_without_anything_that_acts(
    name: str, hostile: Read, watched: Path, aside: Path
) -> None:
    key = str(hostile.pulls[name])

    ran = run_sepkit("show", key, "--repo", hostile.folder, cwd=watched, aside=aside)

    assert ran.code == 0, ran.err
    assert ACTIVE.search(ran.out) is None


def test_a_refusal_is_told_with_place_and_reason(hostile: Read, watched: Path, aside: Path) -> None:
    ran = run_sepkit("doctor", "--repo", hostile.folder, cwd=watched, aside=aside)
    pull = hostile.pulls["three megabytes"]

    assert f"seps/{pull}-hostile.md" in ran.out
    assert "3000178 bytes" in ran.out or "1048576" in ran.out
