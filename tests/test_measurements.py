"""A published figure is what its command gives today: each shipped measurement is made again."""

import json
import shlex
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from sepkit.cli import run
from sepkit.learnt import MEASUREMENTS
from sepkit.model import Measurement, decode

SHIPPED = sorted(MEASUREMENTS.glob("*.json"))
OUTSIDE = {"sigs.yaml": "kubernetes-sigs.yaml"}
"""Ownership files under the name that a process gives them, and under theirs in `../shared`."""


def read(path: Path) -> Measurement:
    return decode(Measurement, json.loads(path.read_text("utf-8")))


def _place(command: str) -> str:
    words = shlex.split(command)
    return words[words.index("--repo") + 1]


@pytest.fixture(name="bench", scope="module")
def _bench(corpora: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the commands run as they stand: repositories, labels, files beside them."""
    folder = tmp_path_factory.mktemp("bench")
    for name in {Path(_place(read(path).command)) for path in SHIPPED}:
        bundle = corpora / "corpora" / f"{name.stem}.bundle"
        if name.suffix == ".bundle":
            shutil.copyfile(bundle, folder / name)
        else:
            command = ["git", "clone", "--quiet", "--mirror", str(bundle), str(folder / name)]
            subprocess.run(command, check=True)
    for named, source in OUTSIDE.items():
        shutil.copyfile(corpora / "corpora" / source, folder / named)
    shutil.copytree(corpora / "corpora" / "conformance", folder / "conformance")
    for table in sorted((corpora / "labels").glob("*.csv")):
        shutil.copyfile(table, folder / table.name)
    return folder


@pytest.mark.corpora
@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_measurement_is_what_its_command_gives(
    path: Path,
    bench: Path,
    monkeypatch: pytest.MonkeyPatch,
    same_as_file: Callable[[Path, str], None],
) -> None:
    """`pytest --accept` writes the new figures; why they changed belongs into the commit."""
    monkeypatch.chdir(bench)
    monkeypatch.setenv("SEPKIT_CACHE", str(bench / "cache"))
    written = bench / path.name
    program, *arguments = shlex.split(read(path).command)

    code = run([*arguments, "--output", str(written)])

    assert (program, code) == ("sepkit", 0)
    same_as_file(path, written.read_text("utf-8"))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_measurement_says_what_was_measured_and_what_to_beware_of(path: Path) -> None:
    found = read(path)

    assert path.stem.startswith(f"{found.preset}-{found.subject}")
    assert found.count > 0
    assert found.figures
    assert found.caveat
    assert all(len(row) == len(t.columns) for t in found.tables for row in t.rows)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_measurement_is_written_in_one_form(path: Path) -> None:
    from sepkit.cli.measuring import render_measurement

    assert path.read_text("utf-8") == render_measurement(read(path))


def test_routes_are_measured_on_two_processes() -> None:
    presets = {read(path).preset for path in SHIPPED if read(path).subject == "routes"}

    assert {"kep", "mcp"} <= presets


def test_no_label_about_a_single_proposal_is_shipped() -> None:
    """Labels belong to the people who wrote them; declared owners are the proposals' own words."""
    for path in SHIPPED:
        found = read(path)
        if found.subject == "routes" and found.labels != "declared owners":
            cells = [cell for table in found.tables for row in table.rows for cell in row]

            assert not [cell for cell in cells if "SEP-" in cell]
