"""What makes runs fast and no load can change: processes, modules, and documents read anew.

Seconds differ from machine to machine; `make bench` prints them as ratios and asserts nothing.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import sepkit.dialects
from sepkit.model import Document, RepoPath
from sepkit.pipeline import ReadRequest, read_register
from tests.sources.builders import git

MOST_GIT_PROCESSES = 6
"""Of one cold run, however many refs there are."""

SLOW_MODULES = frozenset(
    {
        *("jinja2", "jsonschema", "markdown_it", "mkdocs", "networkx", "nh3", "numpy", "yaml"),
        *("asyncio", "concurrent.futures", "importlib.metadata", "subprocess", "urllib.request"),
        *("github", "logging", "tree_sitter"),
    }
)
"""What takes more than 20 ms to import."""

RUN = """
import atexit, os, sys
sys.argv[0] = "sepkit"
def tell():
    with open(os.environ["MODULES"], "w") as file:
        file.write("\\n".join(sys.modules))
atexit.register(tell)
from sepkit.__main__ import main
main()
"""


def modules_after(folder: Path, *arguments: str) -> set[str]:
    """Run a command in a process of its own and return what it has imported."""
    told = folder / "modules"
    subprocess.run(
        [sys.executable, "-P", "-c", RUN, *arguments],
        env={**os.environ, "MODULES": str(told)},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return set(told.read_text().split("\n"))


def test_the_version_is_told_without_importing_a_command(tmp_path: Path) -> None:
    modules = modules_after(tmp_path, "--version")

    assert not modules & {"click", "sepkit.cli", "sepkit.model", "sepkit.answers"}


def test_help_imports_nothing_slow_and_no_command(tmp_path: Path) -> None:
    modules = modules_after(tmp_path, "--help")

    assert modules & SLOW_MODULES == set()
    assert modules & {"sepkit.cli.status", "sepkit.model"} == set()


@pytest.mark.parametrize("command", ["status", "export"])
def test_an_answer_given_again_needs_neither_click_nor_the_model(
    sample_repository: Path, tmp_path: Path, command: str
) -> None:
    modules_after(tmp_path, command, "--repo", str(sample_repository))

    modules = modules_after(tmp_path, command, "--repo", str(sample_repository))

    assert (
        modules & (SLOW_MODULES | {"click", "json", "sepkit.cli", "sepkit.model.register"}) == set()
    )


def test_an_answer_that_is_written_to_a_file_is_never_taken_for_one_on_the_screen(
    sample_repository: Path, tmp_path: Path
) -> None:
    modules_after(tmp_path, "export", "--repo", str(sample_repository))

    modules_after(tmp_path, "export", "--repo", str(sample_repository), "-o", str(tmp_path / "x"))

    assert (tmp_path / "x").stat().st_size > 0


def test_a_cold_run_starts_a_handful_of_git_processes(
    sample_repository: Path, tmp_path: Path
) -> None:
    real = shutil.which("git")
    log = tmp_path / "log"
    stand_in = tmp_path / "bin" / "git"
    stand_in.parent.mkdir()
    stand_in.write_text(f'#!/bin/sh\necho "$*" >> "{log}"\nexec "{real}" "$@"\n')
    stand_in.chmod(0o755)

    subprocess.run(
        [sys.executable, "-P", "-m", "sepkit", "export", "--repo", str(sample_repository)],
        env={**os.environ, "PATH": f"{stand_in.parent}{os.pathsep}{os.environ['PATH']}"},
        stdout=subprocess.DEVNULL,
        check=True,
    )

    started = log.read_text().splitlines()
    assert 1 <= len(started) <= MOST_GIT_PROCESSES, started


@pytest.fixture
def documents_read(monkeypatch: pytest.MonkeyPatch) -> list[RepoPath]:
    """Return the paths of the documents that are read anew, as they are."""
    read: list[RepoPath] = []
    original = sepkit.dialects.read_document

    def counted(data: bytes, *, path: RepoPath, **rest: object) -> Document:
        read.append(path)
        return original(data, path=path, **rest)  # type: ignore[arg-type] # passed on as given

    monkeypatch.setattr(sepkit.dialects, "read_document", counted)
    return read


def test_a_warm_run_reads_no_document_and_a_moved_pull_request_one(
    sample_repository: Path, tmp_path: Path, documents_read: list[RepoPath]
) -> None:
    copy = tmp_path / "copy.git"
    git(tmp_path, "clone", "-q", "--mirror", str(sample_repository), str(copy))
    request = ReadRequest(location=str(copy), cache_folder=tmp_path / "cache")
    cold = read_register(request).register
    assert documents_read
    documents_read.clear()

    warm = read_register(request).register
    assert warm == cold
    assert documents_read == []

    moved = next(p for p in cold.proposals if p.in_flight and len(p.copies) == 0)
    move(copy, moved.origin.ref, moved.origin.path)
    touched = read_register(request).register

    assert documents_read == [moved.origin.path]
    again = ReadRequest(location=str(copy), cache_folder=tmp_path / "another")
    assert read_register(again).register == touched


def move(repository: Path, ref: str, path: RepoPath) -> None:
    """Add a commit to a ref that adds a line to a file."""
    text = git(repository, "show", f"{ref}:{path}") + "\n\nOne more line.\n"
    (repository / "text").write_text(text)
    blob = git(repository, "hash-object", "-w", "text")
    index = {"GIT_INDEX_FILE": str(repository / "moved-index")}
    environment = {**os.environ, **index}
    for arguments in (
        ["read-tree", ref],
        ["update-index", "--cacheinfo", f"100644,{blob},{path}"],
    ):
        subprocess.run(["git", *arguments], cwd=repository, env=environment, check=True)
    done = subprocess.run(
        ["git", "write-tree"], cwd=repository, env=environment, capture_output=True, check=True
    )
    commit = git(repository, "commit-tree", done.stdout.decode().strip(), "-p", ref, "-m", "more")
    git(repository, "update-ref", ref, commit)
