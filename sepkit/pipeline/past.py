"""Earlier versions of the base files that list people, for judging acts of earlier days."""

from collections.abc import Iterator, Sequence

from sepkit.model import BaseFile, Dialect, Instant, ObjectId, PastPeople, Version, is_path_match
from sepkit.pipeline.store import Store
from sepkit.sources import Repository


def read_past(
    repository: Repository,
    commit: ObjectId,
    files: Sequence[BaseFile],
    dialect: Dialect,
    store: Store,
) -> tuple[PastPeople, ...]:
    """Return who the files of the base revision listed before, version by version.

    Nothing is read where the process does not say which act needs whom. A file that is gone from
    the base revision is not followed.
    """
    from sepkit.learnt import read_authority
    from sepkit.ownership import PEOPLE_READERS, read_past_people
    from sepkit.sources import read_file_versions

    if dialect.name not in read_authority():
        return ()
    patterns = [s.pattern for s in dialect.ownership if s.reader in PEOPLE_READERS]
    paths = [
        file.path
        for file in files
        if any(is_path_match(pattern, file.path) for pattern in patterns)
    ]
    found = read_file_versions(repository, commit, paths, cache=store.cache)
    versions = [version for path in paths for version in found[path]]
    return store.made(
        "past-people",
        [(version.path, version.commit.id) for version in versions],
        tuple[PastPeople, ...],
        lambda: read_past_people(_held(repository, versions), sources=dialect.ownership),
    )


def _held(
    repository: Repository, versions: Sequence[Version]
) -> Iterator[tuple[Instant, BaseFile]]:
    """Yield each version's file; one that a commit removed, or that is lost, lists nobody."""
    blobs = dict(repository.read_blobs([v.blob for v in versions if v.blob is not None]))
    for version in versions:
        blob = version.blob or ObjectId("")
        data = blobs.get(blob) or b""
        yield version.commit.date, BaseFile(path=version.path, blob=blob, data=data)
