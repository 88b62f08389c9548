"""The sample's repository is the same one everywhere, and harms nobody's folder."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sepkit.model import SepkitError, UsageError
from sepkit.sample import SAMPLE_AS_OF, SAMPLE_COMMIT, build_sample
from sepkit.sample import builder as builder_module

SECONDS = 5.0
"""Far above the half second that is meant, so that a busy machine does not fail the test."""


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", *arguments], cwd=folder, capture_output=True, check=True, encoding="utf-8"
    )
    return done.stdout


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_sample(tmp_path_factory.mktemp("sample") / "lamp")


def refs_of(folder: Path) -> list[str]:
    return git(folder, "for-each-ref", "--format=%(objectname) %(refname)").split("\n")


def test_the_tip_of_main_is_the_promised_commit(sample: Path) -> None:
    assert git(sample, "rev-parse", "HEAD").strip() == SAMPLE_COMMIT
    assert git(sample, "symbolic-ref", "HEAD").strip() == "refs/heads/main"


def test_the_as_of_instant_is_the_date_of_the_tip(sample: Path) -> None:
    date = git(sample, "log", "-1", "--format=%cI").strip()

    assert date.replace("+00:00", "Z") == SAMPLE_AS_OF


def test_the_repository_is_sound_and_its_work_tree_clean(sample: Path) -> None:
    assert git(sample, "fsck", "--strict", "--no-dangling") == ""
    assert git(sample, "status", "--porcelain", "--ignored") == ""
    assert (sample / "seps" / "11-how-lamp-decides.md").is_file()


def test_thirty_and_more_pull_requests_have_a_head_and_most_a_trial_merge(sample: Path) -> None:
    names = git(sample, "for-each-ref", "--format=%(refname)", "refs/pull/").split()
    heads = {name.split("/")[2] for name in names if name.endswith("/head")}
    merges = {name.split("/")[2] for name in names if name.endswith("/merge")}

    assert len(heads) == 34
    assert merges < heads
    assert heads - merges == {"38", "41", "44", "53", "61", "78", "88", "92"}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TZ", "Pacific/Chatham"),
        ("LC_ALL", "tr_TR.UTF-8"),
        ("GIT_AUTHOR_DATE", "2001-01-01T00:00:00Z"),
        ("GIT_DIR", "/nowhere"),
        ("GIT_OBJECT_DIRECTORY", "/nowhere"),
        ("GIT_CONFIG_PARAMETERS", "'core.autocrlf'='true'"),
        ("GIT_DEFAULT_HASH", "sha256"),
    ],
)
def test_the_environment_does_not_change_the_commits(
    sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    with monkeypatch.context() as patch:
        patch.setenv(name, value)
        built = build_sample(tmp_path / "lamp")

    assert refs_of(built) == refs_of(sample)


def test_the_users_git_configuration_does_not_count(
    sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = tmp_path / "ran"
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    hook = hooks / "post-checkout"
    hook.write_text(f"#!/bin/sh\ntouch {ran}\n", encoding="utf-8")
    hook.chmod(0o755)
    home = tmp_path / "home"
    home.mkdir()
    (home / ".gitconfig").write_text(
        "[core]\n  autocrlf = true\n  eol = crlf\n"
        f"  hooksPath = {hooks}\n[init]\n  defaultBranch = trunk\n[commit]\n  gpgSign = true\n",
        encoding="utf-8",
    )
    with monkeypatch.context() as patch:
        patch.setenv("HOME", str(home))
        built = build_sample(tmp_path / "lamp")

    assert refs_of(built) == refs_of(sample)
    assert b"\r" not in (built / "README.md").read_bytes()
    assert not ran.exists()


def test_umask_and_current_folder_do_not_change_the_commits(
    sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = os.umask(0o077)
    try:
        built = build_sample(Path("deep/er/lamp"))
    finally:
        os.umask(before)

    assert built == Path("deep/er/lamp")
    assert refs_of(tmp_path / built) == refs_of(sample)


@pytest.mark.parametrize("ends", [b"\n", b"\r\n"], ids=["lf", "crlf"])
def test_the_package_builds_the_same_from_wherever_it_stands(
    sample: Path, tmp_path: Path, ends: bytes
) -> None:
    """A clone of sepkit made with `core.autocrlf` has other bytes in the sample's files."""
    package = Path(builder_module.__file__).parents[1]
    copied = tmp_path / "site" / "sepkit"
    for name in ("__init__.py", "version.py"):
        copied.mkdir(parents=True, exist_ok=True)
        shutil.copy(package / name, copied / name)
    for name in ("model", "markup", "sample"):
        shutil.copytree(package / name, copied / name, ignore=shutil.ignore_patterns("*.pyc"))
    for path in (copied / "sample").rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes().replace(b"\n", ends))
    code = (
        "import pathlib, sys, sepkit.sample as s;"
        "assert s.__file__.startswith(sys.argv[1]), s.__file__;"
        "s.build_sample(pathlib.Path(sys.argv[2]))"
    )
    subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "site"), str(tmp_path / "lamp")],
        check=True,
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(tmp_path / "site")},
    )

    assert refs_of(tmp_path / "lamp") == refs_of(sample)


def test_building_twice_leaves_the_first_as_it_is(tmp_path: Path) -> None:
    folder = build_sample(tmp_path / "lamp")
    (folder / "note.txt").write_text("mine", encoding="utf-8")

    assert build_sample(folder) == folder
    assert (folder / "note.txt").read_text(encoding="utf-8") == "mine"


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    folder = tmp_path / "lamp"
    folder.mkdir()

    build_sample(folder)

    assert (folder / "seps").is_dir()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["lamp"]


def test_a_folder_with_other_files_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("three years", encoding="utf-8")

    with pytest.raises(UsageError, match="is not empty and holds no sample"):
        build_sample(tmp_path)

    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "lamp"
    path.write_text("a lamp", encoding="utf-8")

    with pytest.raises(UsageError, match="holds no sample"):
        build_sample(path)


def test_the_sample_of_another_version_is_refused(tmp_path: Path) -> None:
    folder = build_sample(tmp_path / "lamp")
    (folder / ".git" / builder_module.MARKER).write_text("older\n", encoding="ascii")

    with pytest.raises(UsageError, match="another version"):
        build_sample(folder)


def test_without_git_the_message_says_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(UsageError, match="`git` is not installed"):
        build_sample(tmp_path / "lamp")
    assert list(tmp_path.iterdir()) == []


def test_two_runs_at_once_end_in_one_sample(sample: Path, tmp_path: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(4) as pool:
        built = list(pool.map(build_sample, [tmp_path / "lamp"] * 4))

    assert refs_of(built[0]) == refs_of(sample)
    assert [path.name for path in tmp_path.iterdir()] == ["lamp"]


def test_three_processes_are_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    run = subprocess.run

    def counted(command: list[str], **kwargs: object) -> object:
        asked.append(" ".join(command[1:]))
        return run(command, **kwargs)  # type: ignore[call-overload]

    monkeypatch.setattr(subprocess, "run", counted)
    start = time.monotonic()
    build_sample(tmp_path / "lamp")

    assert len(asked) == 3
    assert time.monotonic() - start < SECONDS


def test_a_folder_below_a_file_is_an_error_that_names_it(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")

    with pytest.raises(SepkitError, match=r"cannot write the sample to `.*lamp`: \w"):
        build_sample(tmp_path / "file" / "lamp")


def test_what_git_says_stands_in_the_error_and_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(builder_module, "_stream", lambda _: b"commit to the deep\n")

    with pytest.raises(SepkitError, match=r"`git fast-import` failed: .*fatal"):
        build_sample(tmp_path / "lamp")
    assert list(tmp_path.iterdir()) == []
