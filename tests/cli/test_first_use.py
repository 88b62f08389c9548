"""What somebody meets in the first hour: mistakes, pipes, odd machines, long answers."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sepkit.cli import COMMANDS
from tests.cli.runner import sepkit

WRITING = (
    *("build", "demo", "export", "init", "new"),
    *("evaluate routes", "evaluate conflicts", "evaluate requirements", "evaluate removed-names"),
    *("train routes", "train conflicts", "spec requirements"),
)


@pytest.mark.parametrize("command", WRITING)
def test_every_command_that_writes_says_so_with_the_same_option(command: str) -> None:
    text = sepkit(*command.split(), "--help").out

    assert re.search(r"^  -o, --output\b", text, re.MULTILINE)


def test_the_older_names_of_output_options_still_work(
    sample_repository: Path, tmp_path: Path
) -> None:
    asked = ("--title", "Quiet Horns", "--purpose", "Less noise.", "--repo", sample_repository)

    assert sepkit("build", "--out", tmp_path / "a", "--repo", sample_repository).code == 0
    assert sepkit("new", "--folder", tmp_path, *asked).code == 0
    assert (tmp_path / "a" / "index.html").is_file()
    assert (tmp_path / "0000-quiet-horns.md").is_file()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("status", "--formt", "json"), "`--format`"),
        (("show",), "sepkit show --help"),
        (("spec", "lst"), "`list`"),
        (("schema", "regster"), "`register`"),
        (("statsu",), "`status`"),
        (("serve", "--port", "99999999"), "65535"),
    ],
)
def test_a_wrong_command_line_is_answered_in_two_lines(words: tuple[str, ...], told: str) -> None:
    ran = sepkit(*words)

    assert ran.code == 2
    assert ran.err.startswith("error: ")
    assert "\n  help: " in ran.err
    assert told in ran.err
    assert len(ran.err.strip().split("\n")) == 2


def test_a_wrong_option_never_moves_the_cursor() -> None:
    assert "\x1b" not in sepkit("status", "--\x1b]0;owned\x07").err


@pytest.mark.parametrize(
    ("words", "near"),
    [
        (("show", "SEP-6"), "`SEP-6"),
        (("queue", "lihgts"), "`wg-lights`"),
        (("graph", "--group", "lihgts"), "`wg-lights`"),
    ],
)
def test_a_name_that_is_not_there_is_answered_with_one_that_is(
    words: tuple[str, ...], near: str, sample_repository: Path
) -> None:
    ran = sepkit(*words, "--repo", sample_repository)

    assert ran.code == 2
    assert near in ran.err.partition("help:")[2]


@pytest.mark.parametrize("place", ["{file}/x", "{file}"])
def test_a_site_that_cannot_be_written_is_the_operators_mistake(
    place: str, sample_repository: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("mine")
    folder = place.format(file=tmp_path / "file")

    ran = sepkit("build", "-o", folder, "--repo", sample_repository)

    assert ran.code == 2
    assert "Traceback" not in ran.err
    assert folder in ran.err
    assert (tmp_path / "file").read_text() == "mine"


@pytest.mark.parametrize("command", ["export -o", "annotate 60 --sarif", "train routes -o"])
def test_a_file_that_cannot_be_written_is_the_operators_mistake(
    command: str, sample_repository: Path, tmp_path: Path
) -> None:
    ran = sepkit(*command.split(), tmp_path / "none" / "x.json", "--repo", sample_repository)

    assert ran.code == 2
    assert "cannot be written" in ran.err


def test_a_cache_that_cannot_be_written_costs_time_and_nothing_else(
    sample_repository: Path, tmp_path: Path
) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file, where a folder is wanted")
    cache = str(blocked / "cache")

    read = sepkit("status", "--repo", sample_repository, SEPKIT_CACHE=cache)
    built = sepkit(
        "build", "-o", tmp_path / "site", "--repo", sample_repository, SEPKIT_CACHE=cache
    )

    assert (read.code, read.err) == (0, "")
    assert built.code == 0
    assert "Traceback" not in built.err


def test_a_machine_without_a_home_is_enough(sample_repository: Path, tmp_path: Path) -> None:
    bare = {k: v for k, v in os.environ.items() if k not in ("HOME", "SEPKIT_CACHE")}
    done = subprocess.run(
        [sys.executable, "-P", "-m", "sepkit", "status", "--repo", str(sample_repository)],
        env={**bare, "XDG_CACHE_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")


def test_a_reader_that_goes_away_is_no_error(sample_repository: Path) -> None:
    command = f"{sys.executable} -P -m sepkit export --repo {sample_repository} | head -c 1"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)

    assert (done.stdout, done.stderr) == ("{", "")


def test_somebody_who_stops_a_long_read_sees_one_word(sample_repository: Path) -> None:
    code = (
        "import sys, time, sepkit.cli.reading as r;"
        "r.Reading.result = property(lambda self: (print('reading', flush=True), time.sleep(30)));"
        "from sepkit.cli import run;"
        f"sys.exit(run(['status', '--repo', {str(sample_repository)!r}]))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "reading\n"
        time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=20)

    assert (process.returncode, told) == (130, "stopped\n")


@pytest.mark.parametrize("columns", ["60", "200"])
def test_summaries_keep_to_the_width_of_the_terminal(columns: str, sample_repository: Path) -> None:
    printed = sepkit("show", "SEP-60", "--repo", sample_repository, COLUMNS=columns).out

    assert max(map(len, printed.split("\n"))) <= max(int(columns), 80)


def test_a_clone_without_pull_requests_says_what_it_cannot_see(
    sample_repository: Path, tmp_path: Path
) -> None:
    subprocess.run(
        ["git", "clone", "-q", str(sample_repository), str(tmp_path / "clone")], check=True
    )
    place = ("--repo", tmp_path / "clone")

    assert "git clone --mirror" in sepkit("status", *place).out
    assert "No proposal is in flight here" in sepkit("route", *place).out
    assert "LAND ORDER of what is in flight\n  none\n" in sepkit("graph", *place).out


def test_a_pull_request_without_a_proposal_is_told_apart_from_one_without_flaws(
    sample_repository: Path,
) -> None:
    ran = sepkit("annotate", "99999", "--repo", sample_repository)

    assert ran.out == "pull request 99999 brings no proposal\n"


def test_a_graph_of_one_group_leaves_the_others_out(sample_repository: Path) -> None:
    whole = sepkit("graph", "--repo", sample_repository).out.split("\n")
    own = sepkit("graph", "--group", "lights", "--repo", sample_repository).out.split("\n")

    assert len(own) < len(whole)
    assert own[0] == "RELATIONS"


def test_every_command_is_in_the_first_page_of_the_readme() -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text("utf-8")

    assert [name for name, _, _ in COMMANDS if f"`{name}" not in readme] == []


def test_a_repository_without_a_record_says_which_branch_is_missing(
    sample_repository: Path,
) -> None:
    ran = sepkit("audit", "verify", "--repo", sample_repository)

    assert ran.code == 3
    assert "no branch `sepkit-audit`" in ran.err


def test_a_summary_wraps_what_a_narrow_terminal_cannot_hold(sample_repository: Path) -> None:
    printed = sepkit("status", "--repo", sample_repository, COLUMNS="60").out

    assert "call for formal review when" in " ".join(printed.split()).replace(" 104 d SEP-60", "")
    assert max(map(len, printed.split("\n"))) <= 80
