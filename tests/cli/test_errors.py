import subprocess
from pathlib import Path

import pytest

from tests.cli.runner import sepkit


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(folder), *arguments], check=True, capture_output=True)


@pytest.fixture
def empty_repository(tmp_path: Path) -> Path:
    folder = tmp_path / "empty"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    return folder


def test_a_folder_that_is_no_repository_is_named(tmp_path: Path) -> None:
    ran = sepkit("status", "--repo", tmp_path / "nowhere")

    assert ran.code == 3
    assert "nowhere" in ran.err
    assert "help:" in ran.err
    assert "Traceback" not in ran.err


def test_a_repository_without_commits_is_named(empty_repository: Path) -> None:
    ran = sepkit("status", "--repo", empty_repository)

    assert ran.code == 3
    assert "Traceback" not in ran.err


def test_a_repository_without_proposals_is_named(empty_repository: Path) -> None:
    (empty_repository / "readme.txt").write_text("nothing here")
    git(empty_repository, "add", ".")
    git(empty_repository, "-c", "user.name=A", "-c", "user.email=a@b", "commit", "-qm", "first")

    ran = sepkit("status", "--repo", empty_repository)

    assert ran.code == 3
    assert "--preset" in ran.err


def test_a_revision_that_does_not_exist_is_named_with_what_is_near(
    sample_repository: Path,
) -> None:
    ran = sepkit("status", "--repo", sample_repository, "--rev", "mian")

    assert ran.code == 3
    assert "mian" in ran.err
    assert "main" in ran.err.partition("help:")[2]


def test_a_url_that_does_not_answer_is_an_error_of_the_network() -> None:
    ran = sepkit("status", "--repo", "https://127.0.0.1:9/spec.git")

    assert ran.code == 5
    assert "Traceback" not in ran.err


def test_a_broken_configuration_is_named_with_its_line(empty_repository: Path) -> None:
    (empty_repository / "sepkit.yml").write_text("preset: mcp\nkey: [1\n")
    git(empty_repository, "add", ".")
    git(empty_repository, "-c", "user.name=A", "-c", "user.email=a@b", "commit", "-qm", "first")

    ran = sepkit("status", "--repo", empty_repository)

    assert ran.code == 4
    assert "sepkit.yml:" in ran.err


@pytest.mark.parametrize("value", ["yesterday", "2026-13-01", "2026-02-30"])
def test_an_as_of_that_is_no_day_is_a_usage_error(value: str, sample_repository: Path) -> None:
    ran = sepkit("status", "--repo", sample_repository, "--as-of", value)

    assert ran.code == 2
    assert value in ran.err


def test_a_wrong_preset_is_answered_with_the_right_ones(sample_repository: Path) -> None:
    ran = sepkit("status", "--repo", sample_repository, "--preset", "mpc")

    assert ran.code == 2
    assert "mcp" in ran.err


def test_a_mistyped_command_is_answered_with_the_near_one() -> None:
    ran = sepkit("statsu")

    assert ran.code == 2
    assert "`status`" in ran.err


def test_a_terminal_never_gets_an_argument_unescaped() -> None:
    ran = sepkit("status", "--repo", "\x1b]0;owned\x07")

    assert "\x1b" not in ran.err
    assert ran.code == 3
