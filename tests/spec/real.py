"""The real proposals beside the checkout, read once a run with plain git."""

import os
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

from sepkit.analysis.touches import find_touches, index_specification
from sepkit.dialects import UnreadableError, load_dialect, read_document
from sepkit.model import (
    BaseFile,
    Commit,
    Dialect,
    Document,
    Instant,
    ObjectId,
    ProposalKey,
    RepoPath,
    SchemaVersion,
    SpecReading,
    Touch,
)
from sepkit.spec import read_specification

SHARED = Path(__file__).parents[3] / "shared"
needs_corpora = [
    pytest.mark.corpora,
    pytest.mark.skipif(
        not SHARED.is_dir(), reason="the real proposals are not beside the checkout"
    ),
]
_PROPOSAL = re.compile(r"seps/(?P<number>[0-9]+)-.*\.md")


@dataclass
class RealProcess:
    """One bundle as a bare mirror."""

    where: Path

    def git(self, *arguments: str, given: str = "") -> bytes:
        environment = {**os.environ, "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1"}
        done = subprocess.run(
            ["git", "-C", str(self.where), *arguments],
            input=given.encode(),
            capture_output=True,
            check=True,
            env=environment,
        )
        return done.stdout

    def listed(self, rev: str, *paths: str) -> list[tuple[RepoPath, ObjectId]]:
        entries = self.git("ls-tree", "-r", "-z", rev, "--", *paths).decode().split("\0")
        pairs = (entry.split("\t", 1) for entry in entries if entry)
        return [(RepoPath(path), ObjectId(meta.split()[2])) for meta, path in pairs]

    def contents(self, ids: list[ObjectId]) -> dict[ObjectId, bytes]:
        out, found, at = self.git("cat-file", "--batch", given="\n".join(ids) + "\n"), {}, 0
        for name in ids:
            end = out.index(b"\n", at)
            size = int(out[at:end].split()[2])
            found[name] = out[end + 1 : end + 1 + size]
            at = end + 2 + size
        return found

    @cached_property
    def dialect(self) -> Dialect:
        return load_dialect("mcp")

    @cached_property
    def files(self) -> tuple[BaseFile, ...]:
        listed = self.listed("main", "schema", "docs/specification")
        data = self.contents(sorted({blob for _, blob in listed}))
        return tuple(BaseFile(path=path, blob=blob, data=data[blob]) for path, blob in listed)

    @cached_property
    def versions(self) -> tuple[SchemaVersion, ...]:
        path = "schema/draft/schema.json"
        form = "--format=%H%x00%cs%x00%an%x00%s"
        log = self.git("log", "--first-parent", "--reverse", form, "main", "--", path).decode()
        rows = [line.split("\0") for line in log.split("\n") if line]
        blobs = {row[0]: self.listed(row[0], path) for row in rows}
        data = self.contents(sorted({entry[0][1] for entry in blobs.values() if entry}))
        return tuple(
            SchemaVersion(
                commit=Commit(
                    id=ObjectId(commit),
                    date=Instant(f"{day}T00:00:00Z"),
                    author=author,
                    subject=subject,
                ),
                data=data[blobs[commit][0][1]],
            )
            for commit, day, author, subject in rows
            if blobs[commit]
        )

    @cached_property
    def reading(self) -> SpecReading:
        return read_specification(self.files, self.dialect, versions=self.versions)

    @cached_property
    def final(self) -> dict[int, Document]:
        return self._documents(dict(self._numbered("main")))

    @cached_property
    def in_flight(self) -> dict[int, Document]:
        """Proposals that the base lacks, each from its home pull request or the newest one."""
        paths = {path for path, _ in self.listed("main", "seps")}
        refs = self.git("for-each-ref", "--format=%(refname)", "refs/pull/*/head").decode().split()
        found: dict[int, dict[int, tuple[RepoPath, ObjectId]]] = {}
        for ref in refs:
            pull = int(ref.split("/")[2])
            for number, entry in self._numbered(ref):
                if entry[0] not in paths:
                    found.setdefault(number or pull, {})[pull] = entry
        return self._documents(
            {number: pulls.get(number, pulls[max(pulls)]) for number, pulls in found.items()}
        )

    def _numbered(self, rev: str) -> list[tuple[int, tuple[RepoPath, ObjectId]]]:
        matched = [(_PROPOSAL.fullmatch(entry[0]), entry) for entry in self.listed(rev, "seps")]
        return [(int(match.group("number")), entry) for match, entry in matched if match]

    def _documents(self, entries: Mapping[int, tuple[RepoPath, ObjectId]]) -> dict[int, Document]:
        data = self.contents(sorted({blob for _, blob in entries.values()}))
        found = {}
        for number, (path, blob) in sorted(entries.items()):
            try:
                found[number] = read_document(
                    data[blob], path=path, blob=blob, dialect=self.dialect
                )
            except UnreadableError:
                continue
        return found

    @cached_property
    def touches(self) -> dict[int, tuple[Touch, ...]]:
        index = index_specification(self.reading.spec)
        documents = {**self.in_flight, **self.final}
        return {
            number: find_touches(document, index, is_final=number in self.final)
            for number, document in documents.items()
        }

    @cached_property
    def keys(self) -> dict[int, ProposalKey]:
        """Numbers of final proposals, and of the pull requests that their preambles name."""
        keys = {number: ProposalKey(f"SEP-{number}") for number in self.final}
        for number, document in self.final.items():
            if document.pull_request is not None:
                keys.setdefault(document.pull_request, keys[number])
        return keys


_made: list[RealProcess] = []


@pytest.fixture(scope="session")
def mcp(tmp_path_factory: pytest.TempPathFactory) -> RealProcess:
    """One mirror for all modules: a fixture that is imported is set up once for each of them."""
    if not _made:
        target = tmp_path_factory.mktemp("real") / "mcp.git"
        bundle = SHARED / "corpora" / "mcp.bundle"
        command = ["git", "clone", "--quiet", "--mirror", str(bundle), str(target)]
        subprocess.run(command, check=True)
        _made.append(RealProcess(target))
    return _made[0]
