"""The real proposals beside the checkout: all are read, and the figures are known."""

import csv
import os
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from sepkit.dialects import UnreadableError, load_dialect, read_claim, read_document
from sepkit.model import Document, ObjectId, RepoPath

SHARED = Path(__file__).parents[3] / "shared"
pytestmark = [
    pytest.mark.corpora,
    pytest.mark.skipif(
        not SHARED.is_dir(), reason="the real proposals are not beside the checkout"
    ),
]


@cache
def repository(name: str, folder: Path) -> Path:
    """Return a bare mirror of a bundle, made once a run."""
    target = folder / f"{name}.git"
    if not target.is_dir():
        bundle = SHARED / "corpora" / f"{name}.bundle"
        git("clone", "--quiet", "--mirror", str(bundle), str(target), at=folder)
    return target


def git(*arguments: str, at: Path, given: bytes = b"") -> bytes:
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1"}
    done = subprocess.run(
        ["git", *arguments], cwd=at, input=given, capture_output=True, check=True, env=environment
    )
    return done.stdout


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("corpora")


def blobs(where: Path, rev: str) -> list[tuple[str, str]]:
    entries = git("ls-tree", "-r", "-z", rev, at=where).decode().split("\0")
    pairs = [entry.split("\t", 1) for entry in entries if entry]
    return [(path, meta.split()[2]) for meta, path in pairs]


def contents(where: Path, ids: list[str]) -> dict[str, bytes]:
    out = git("cat-file", "--batch", at=where, given="".join(f"{i}\n" for i in ids).encode())
    found, at = {}, 0
    for name in ids:
        end = out.index(b"\n", at)
        size = int(out[at:end].split()[2])
        found[name] = out[end + 1 : end + 1 + size]
        at = end + 2 + size
    return found


def read_all(where: Path, preset: str, paths: list[tuple[str, str]]) -> Iterator[Document]:
    dialect = load_dialect(preset)
    data = contents(where, [blob for _, blob in blobs(where, "main")])
    ids = dict(blobs(where, "main"))
    for path, blob in paths:
        sidecar = ids.get(f"{path.rpartition('/')[0]}/{dialect.sidecar}")
        yield read_document(
            data[blob],
            path=RepoPath(path),
            blob=ObjectId(blob),
            dialect=dialect,
            sidecar=data[sidecar] if dialect.sidecar and sidecar else None,
        )


def counted(documents: list[Document]) -> tuple[int, int]:
    """Return how many were read, and how many of them in part."""
    return len(documents), sum(document.is_partial for document in documents)


def test_every_proposal_on_the_base_branch_is_read_whole(folder: Path) -> None:
    where = repository("mcp", folder)
    paths = [
        (path, blob)
        for path, blob in blobs(where, "main")
        if path.startswith("seps/") and path.endswith(".md") and path[5:6].isdigit()
    ]
    documents = list(read_all(where, "mcp", paths))

    assert counted(documents) == (41, 0)
    assert {document.status for document in documents} == {"final"}
    assert {document.number for document in documents if document.findings} == {1046, 1302, 1577}


def test_every_labelled_title_is_found_word_for_word(folder: Path) -> None:
    where = repository("mcp", folder)
    dialect = load_dialect("mcp")
    refs = git("for-each-ref", "--format=%(refname)", "refs/pull/*/head", "refs/heads", at=where)
    found: dict[str, str] = {}
    for ref in refs.decode().split():
        for path, blob in blobs(where, f"{ref}:seps"):
            if path.endswith(".md"):
                found.setdefault(blob, f"seps/{path}")
    data = contents(where, list(found))
    titles = set()
    for blob, path in found.items():
        try:
            document = read_document(
                data[blob], path=RepoPath(path), blob=ObjectId(blob), dialect=dialect
            )
        except UnreadableError:
            continue
        titles.add(document.title)
        claim = read_claim(data[blob], path=RepoPath(path), dialect=dialect)
        assert claim.status == (document.status or document.status_written)
    with (SHARED / "labels" / "mcp-routes.csv").open(encoding="utf-8") as file:
        # A remark in parentheses is the labeller's own.
        labelled = {row["title"].partition(" (early draft")[0] for row in csv.DictReader(file)}

    assert labelled - titles == set()


EXPECTED = {"eip": (949, 365), "kep": (455, 3), "pep": (736, 0), "rust": (639, 8)}
"""Read, and of these in part: moved stubs without fields; no date; no preamble or no date."""


SHAPES = {
    "eip": r"EIPS/.*\.md",
    "kep": r"keps/.*/README\.md",
    "pep": r"peps/.*\.rst",
    "rust": r"text/[^/]*\.md",
}


@pytest.mark.parametrize("preset", EXPECTED)
def test_other_processes_are_read_without_any_loss(preset: str, folder: Path) -> None:
    where = repository(preset, folder)
    dialect = load_dialect(preset)
    paths = [
        (path, blob)
        for path, blob in blobs(where, "main")
        if re.fullmatch(SHAPES[preset], path) and "template" not in path
    ]
    documents = list(read_all(where, dialect.name, paths))

    assert counted(documents) == EXPECTED[preset]
    if preset == "eip":
        assert sum(len(document.requires) for document in documents) == 769
    if preset == "kep":
        assert all(document.declared_groups for document in documents)
