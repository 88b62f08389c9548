"""The specification: its files, the commits behind them, what branches edit, what is tested."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from sepkit.model import (
    BaseFile,
    ConformanceList,
    Date,
    Dialect,
    Entry,
    Finding,
    ObjectId,
    PullEdits,
    RepoPath,
    SchemaVersion,
    SpecReading,
    SurfaceChange,
    Version,
    is_path_match,
)
from sepkit.pipeline.store import Store
from sepkit.sources import Repository


def specification_patterns(dialect: Dialect) -> list[str]:
    """Return globs of the files that `read_all_revisions` and `read_lists` want."""
    return [*_specification_patterns(dialect), *dialect.conformance]


def _specification_patterns(dialect: Dialect) -> list[str]:
    patterns = []
    if dialect.schema_path:
        stem = dialect.schema_path.replace("{revision}", "*")
        patterns += [stem, stem.removesuffix(".json") + ".ts"]
    if dialect.docs_path:
        patterns.append(dialect.docs_path.replace("{revision}", "*") + "**/*.md*")
    if dialect.extensions_path:
        patterns.append(dialect.extensions_path + "**/*.md*")
    return patterns


def read_all_revisions(
    repository: Repository,
    commit: ObjectId,
    files: Iterable[BaseFile],
    dialect: Dialect,
    store: Store,
) -> SpecReading:
    """Return the specification with its requirements and the commits behind its changes."""
    from sepkit.sources import read_file_versions, read_first_days

    patterns = _specification_patterns(dialect)
    own = [file for file in files if _is_any(file.path, patterns)]
    path = RepoPath(dialect.schema_path.replace("{revision}", dialect.draft_revision))
    past = read_file_versions(repository, commit, [path], cache=store.cache)[path] if path else ()
    folder = dialect.extensions_path
    days = read_first_days(repository, commit, folder, cache=store.cache) if folder else {}
    inputs = [
        *(f"{file.path} {file.blob}" for file in own),
        *(v.commit.id for v in past),
        *sorted(days.items()),
    ]
    return store.made(
        "specification",
        inputs,
        SpecReading,
        lambda: _read(own, dialect, _schema_versions(repository, past), days),
    )


def _is_any(path: RepoPath, patterns: Sequence[str]) -> bool:
    return any(is_path_match(pattern, path) for pattern in patterns)


def _schema_versions(repository: Repository, past: Sequence[Version]) -> Iterator[SchemaVersion]:
    """Yield what can be read of a schema's versions, oldest first."""
    held = [version for version in past if version.blob is not None]
    blobs = dict(repository.read_blobs([version.blob for version in held if version.blob]))
    for version in held:
        data = blobs.get(version.blob) if version.blob else None
        if data is not None:
            yield SchemaVersion(commit=version.commit, data=data)


def _read(
    files: Sequence[BaseFile],
    dialect: Dialect,
    versions: Iterable[SchemaVersion],
    first_days: Mapping[RepoPath, Date],
) -> SpecReading:
    """Read it with its requirements, and leave out the texts that nobody needs after that."""
    from sepkit.analysis.requirements import track_requirements
    from sepkit.spec import read_specification, trimmed

    reading = read_specification(files, dialect, versions=tuple(versions), first_days=first_days)
    return trimmed(reading, track_requirements(reading, dialect))


def read_pull_edits(
    repository: Repository,
    commit: ObjectId,
    entries: Sequence[Entry],
    dialect: Dialect,
    store: Store,
) -> tuple[PullEdits, ...]:
    """Return what the home pull requests of proposals in flight edit in the specification.

    A pull request that carries several proposals is left out: its edits could be of any of them.
    """
    from sepkit.sources import read_branch_files
    from sepkit.spec import Shelf, read_edits

    places = [_root_of(path) for path in (dialect.schema_path, dialect.docs_path) if path]
    if dialect.extensions_path:
        places.append(dialect.extensions_path)
    carried = Counter(entry.pull_request for entry in entries)
    heads = {
        entry.pull_request: entry.origin.commit
        for entry in entries
        if entry.pull_request is not None and carried[entry.pull_request] == 1
    }
    found = read_branch_files(repository, commit, heads.values(), places, cache=store.cache)
    edits = []
    read = partial(read_edits, dialect=dialect, shelf=Shelf())
    for pull, head in sorted(heads.items()):
        if head in found:
            before, after = found[head].before, found[head].after
            inputs = [str(pull), *(f"{path} {blob}" for path, blob in (*before, ("", ""), *after))]
            make = partial(_edits_of, repository, pull, before, after, read)
            edits.append(store.made("edits", inputs, PullEdits, make))
    return tuple(edits)


def _root_of(path: str) -> str:
    """Return the folder that holds the folders of all revisions."""
    return path.partition("{revision}")[0]


def _edits_of(
    repository: Repository,
    pull: int,
    before: Sequence[tuple[RepoPath, ObjectId]],
    after: Sequence[tuple[RepoPath, ObjectId]],
    read: Callable[..., tuple[tuple[SurfaceChange, ...], tuple[Finding, ...]]],
) -> PullEdits:
    blobs = dict(repository.read_blobs([blob for _, blob in (*before, *after)]))
    old, new = (
        [BaseFile(path=path, blob=blob, data=blobs[blob] or b"") for path, blob in side]
        for side in (before, after)
    )
    changes, findings = read(old, new)
    told = tuple(replace(finding, subject=f"pull request {pull}") for finding in findings)
    return PullEdits(pull_request=pull, changes=changes, findings=told)


def read_lists(
    files: Iterable[BaseFile], outside: Iterable[BaseFile], dialect: Dialect
) -> tuple[tuple[ConformanceList, ...], tuple[Finding, ...]]:
    """Return one conformance list a proposal, of the base revision and from outside."""
    from sepkit.analysis.requirements import join_lists, read_conformance

    own = [file for file in files if _is_any(file.path, dialect.conformance)]
    read = [read_conformance(file) for file in (*own, *outside)]
    lists = join_lists(listed for found, _ in read for listed in found)
    return lists, tuple(finding for _, findings in read for finding in findings)
