"""One cold or half-cold reading of a repository."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from sepkit import resources
from sepkit.answers import code_state
from sepkit.model import (
    Acknowledgement,
    BaseFile,
    Corpus,
    Dialect,
    Finding,
    NothingToReadError,
    ObjectId,
    Ownership,
    PastClaim,
    Progress,
    Reading,
    Refusal,
    Register,
    RepoPath,
    Roadmap,
    Severity,
    Snapshot,
    SpecReading,
    UsageError,
    is_path_match,
)
from sepkit.pipeline.documents import Documents
from sepkit.pipeline.facts import with_facts
from sepkit.pipeline.past import read_past
from sepkit.pipeline.request import ReadRequest
from sepkit.pipeline.specification import (
    read_all_revisions,
    read_lists,
    read_pull_edits,
    specification_patterns,
)
from sepkit.pipeline.store import Store
from sepkit.sources import Repository
from sepkit.version import __version__

ACKNOWLEDGEMENTS = RepoPath("workgroups/conflicts.yml")
"""Where a repository says which conflicts it knows of, or refutes."""

TOOL = f"sepkit {__version__}"


class Run:
    """One cold or half-cold reading; what it has read before, by blob, comes from the cache."""

    def __init__(self, request: ReadRequest, progress: Progress) -> None:
        self.request = request
        self.progress = progress
        self.cache = request.cache()
        self.code = code_state()

    def register(self) -> Register:
        """Read everything and analyse it."""
        from sepkit.analysis.analyse import analyse
        from sepkit.learnt import read_learnt

        corpus = self.corpus()
        self.progress("analysing", 0, len(corpus.readings))
        return analyse(corpus, read_learnt())

    def corpus(self) -> Corpus:
        """Read everything, each text on its own; compare nothing."""
        from sepkit.sources import open_repository

        with open_repository(
            self.request.location, cache=self.cache, progress=self.progress
        ) as repository:
            if self.request.refs:
                repository.pin(dict(self.request.refs))
            return self._corpus(repository)

    def _corpus(self, repository: Repository) -> Corpus:
        from sepkit.sources import read_snapshot

        _, commit = repository.resolve(self.request.rev)
        dialect = self._dialect(repository, commit)
        snapshot = read_snapshot(
            repository,
            dialect,
            rev=self.request.rev,
            as_of=self.request.as_of,
            cache=self.cache,
            progress=self.progress,
        )
        if not snapshot.entries and not snapshot.refused:
            raise NothingToReadError(
                f"no proposal at `{dialect.path}` in {snapshot.repository}, neither at "
                f"{commit[:8]} nor in `{dialect.in_flight}`",
                help="name the process with --preset (mcp, eip, kep, pep, rust), or describe your "
                "own in sepkit.yml",
            )
        store = Store(self.cache, f"{self.code}-{dialect!r}")
        documents = Documents(store, dialect)
        # The base first: its pages are gone from memory when the proposals' texts come.
        base = self._base(repository, commit, snapshot, dialect, store)
        readings, refused = self._readings(repository, snapshot, documents)
        corpus = replace(base, readings=readings, refused=refused)
        return with_facts(corpus, repository, documents)

    def _base(
        self,
        repository: Repository,
        commit: ObjectId,
        snapshot: Snapshot,
        dialect: Dialect,
        store: Store,
    ) -> Corpus:
        """Return what was read but for the proposals' texts."""
        from sepkit.ownership import read_roadmap
        from sepkit.sources import list_base_paths

        files, findings = self._base_files(repository, commit, dialect)
        acknowledgements, more = _acknowledgements(files)
        inputs = tuple((file.path, file.blob) for file in files)
        ownership = self._ownership(files, inputs, dialect, store)
        lists, unread_lists = read_lists(
            files, [_outside(path) for path in self.request.conformance], dialect
        )
        roadmap = next((file for file in files if file.path == dialect.roadmap), None)
        return Corpus(
            dialect=dialect,
            snapshot=snapshot,
            readings=(),
            ownership=ownership,
            roadmap=store.made(
                "roadmap",
                inputs,
                Roadmap,
                lambda: read_roadmap(roadmap, dialect, ownership.mentions),
            ),
            paths=list_base_paths(repository, commit),
            acknowledgements=acknowledgements,
            findings=(*findings, *more, *unread_lists),
            specification=self._specification(repository, commit, files, dialect, store),
            edits=read_pull_edits(repository, commit, snapshot.entries, dialect, store),
            conformance=lists,
            past=read_past(repository, commit, files, dialect, store),
            tool=TOOL,
        )

    def _dialect(self, repository: Repository, commit: ObjectId) -> Dialect:
        """The preset that was asked for, configured or detected, with the repository's changes."""
        from sepkit.configuration import read_configuration

        return read_configuration(repository, commit, preset=self.request.preset)

    def _readings(
        self, repository: Repository, snapshot: Snapshot, documents: Documents
    ) -> tuple[tuple[Reading, ...], tuple[Refusal, ...]]:
        claims = documents.claims(repository, snapshot.entries)
        readings: list[Reading] = []
        refused: list[Refusal] = []
        for done, (entry, document) in enumerate(documents.read(repository, snapshot.entries)):
            self.progress("reading proposals", done, len(snapshot.entries))
            if isinstance(document, str):
                origin = entry.origin
                refused.append(Refusal(path=origin.path, ref=origin.ref, reason=document))
                continue
            past = tuple(
                claims.get((v.blob, v.path), PastClaim(status=""))
                if v.blob
                else PastClaim(status="")
                for v in entry.versions
            )
            readings.append(Reading(entry=entry, document=document, claims=past))
        return tuple(readings), tuple(refused)

    def _base_files(
        self, repository: Repository, commit: ObjectId, dialect: Dialect
    ) -> tuple[tuple[BaseFile, ...], tuple[Finding, ...]]:
        from sepkit.sources import read_base_files

        patterns = [source.pattern for source in dialect.ownership]
        patterns += specification_patterns(dialect)
        if dialect.roadmap:
            patterns.append(dialect.roadmap)
        files, refused = read_base_files(repository, commit, [ACKNOWLEDGEMENTS, *patterns])
        outside = tuple(_outside(path) for path in self.request.ownership)
        _refuse_unread(outside, dialect)
        return files + outside, tuple(_unread(refusal) for refusal in refused)

    def _ownership(
        self, files: Sequence[BaseFile], inputs: object, dialect: Dialect, store: Store
    ) -> Ownership:
        from sepkit.ownership import read_ownership

        files = [file for file in files if file.path != ACKNOWLEDGEMENTS]
        shipped = _shipped_groups() if dialect.shipped_groups else ()
        return store.made(
            "ownership",
            inputs,
            Ownership,
            lambda: read_ownership(
                files, shipped, sources=dialect.ownership, fallback=dialect.fallback_owner
            ),
        )

    def _specification(
        self,
        repository: Repository,
        commit: ObjectId,
        files: Sequence[BaseFile],
        dialect: Dialect,
        store: Store,
    ) -> SpecReading:
        self.progress("reading the specification", 0, 0)
        return read_all_revisions(repository, commit, files, dialect, store)


def _acknowledgements(
    files: Sequence[BaseFile],
) -> tuple[tuple[Acknowledgement, ...], tuple[Finding, ...]]:
    from sepkit.analysis.conflicts import read_acknowledgements

    file = next((file for file in files if file.path == ACKNOWLEDGEMENTS), None)
    if file is None:
        return (), ()
    return read_acknowledgements(file.data.decode("utf-8", "replace"), path=file.path)


def _refuse_unread(outside: Sequence[BaseFile], dialect: Dialect) -> None:
    """Refuse a file that the process has no reader for; it would be left alone without a word.

    Raises:
        UsageError: no pattern of the process's ownership files fits the name.
    """
    patterns = [source.pattern for source in dialect.ownership]
    for file in outside:
        if not any(is_path_match(pattern, file.path) for pattern in patterns):
            raise UsageError(
                f"`{file.path}` is no name of an ownership file of the preset `{dialect.name}`",
                help=f"name it as the process does: {', '.join(patterns) or 'it has none'}",
            )


def _outside(path: Path) -> BaseFile:
    """Return a file that the operator names, under its own name: `sigs.yaml`."""
    data = path.read_bytes()
    return BaseFile(
        path=RepoPath(path.name), blob=ObjectId(hashlib.sha256(data).hexdigest()), data=data
    )


def _unread(refusal: Refusal) -> Finding:
    return Finding(
        rule="base-file-refused",
        severity=Severity.WARNING,
        subject=refusal.path,
        path=refusal.path,
        line=0,
        message=f"a file of the base revision was not read: {refusal.reason}",
    )


def _shipped_groups() -> tuple[BaseFile, ...]:
    """Return sepkit's own ownership files, in the order of their names."""
    return tuple(
        BaseFile(
            path=RepoPath(f"workgroups/{path.name}"),
            blob=ObjectId(""),
            data=path.read_bytes(),
        )
        for path in sorted(resources.WORKGROUPS.glob("*.yml"))
    )
