"""Commits as people see them, read once and kept between runs."""

from collections.abc import Iterable

from sepkit.model import Commit, Limits, ObjectId
from sepkit.sources.cache import Cache
from sepkit.sources.kept import commits_in, commits_out, fetch, keep
from sepkit.sources.objects import parse_commit
from sepkit.sources.repository import Repository

_KIND = "commits"


def read_commits(
    repository: Repository,
    ids: Iterable[ObjectId],
    *,
    cache: Cache | None,
    key: str,
    limits: Limits,
) -> dict[ObjectId, tuple[Commit, bool]]:
    """Return each commit that can be read, with whether its date could be taken as it stands.

    Args:
        repository: where to read.
        ids: the commits.
        cache: keeps what was read.
        key: under which it is kept.
        limits: the caps.
    """
    wanted = dict.fromkeys(ids)
    known = fetch(cache, _KIND, key, commits_in) or {}
    found = {commit: known[commit] for commit in wanted if commit in known}
    new = [commit for commit in wanted if commit not in found]
    for commit, data in repository.objects.read(new, kind="commit", cap=limits.commit_bytes):
        if data is not None:
            found[commit] = parse_commit(commit, data, name_characters=limits.name_characters)
    if new:
        keep(cache, _KIND, key, commits_out(found))
    return found
