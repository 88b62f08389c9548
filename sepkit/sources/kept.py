"""Steps of history and commits as cached values, and back.

Everything that comes from the cache is checked by taking it apart: a value of another shape counts
as absent.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from sepkit.model import Commit, Limits, ObjectId
from sepkit.sources.cache import Cache
from sepkit.sources.changes import Change, CommitChanges
from sepkit.sources.layout import Layout
from sepkit.sources.repository import Repository

T = TypeVar("T")

# Changes whenever what is kept, or how it is found, changes.
_FORMAT = "3"


def key_of(repository: Repository, layout: Layout, limits: Limits, *more: str) -> str:
    """Return a key under which results hold: all that they depend on."""
    return "\n".join([_FORMAT, *more, repr(layout), repr(limits), *sorted(repository.shallow)])


def fetch(cache: Cache | None, kind: str, key: str, read: Callable[[Any], T]) -> T | None:
    """Return what `read` makes of a kept value, None where there is none of that shape."""
    data = cache.get(kind, key) if cache is not None else None
    if data is None:
        return None
    try:
        return read(json.loads(data))
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return None


def keep(cache: Cache | None, kind: str, key: str, value: Any) -> None:
    """Keep a JSON value."""
    if cache is not None:
        cache.put(kind, key, json.dumps(value, separators=(",", ":")).encode("ascii"))


def steps_out(steps: Iterable[CommitChanges]) -> list[Any]:
    """Turn steps into a JSON value."""
    return [
        [step.commit, [[c.path, c.blob, c.is_new] for c in step.changes], step.renames]
        for step in steps
    ]


def steps_in(value: Any) -> tuple[CommitChanges, ...]:
    """Turn the JSON value of `steps_out` back into steps."""
    return tuple(
        CommitChanges(
            commit,
            tuple(Change(path, blob, is_new) for path, blob, is_new in changes),
            tuple((old, new) for old, new in renames),
        )
        for commit, changes, renames in value
    )


def commits_out(commits: Mapping[ObjectId, tuple[Commit, bool]]) -> dict[str, Any]:
    """Turn commits, each with whether its date is plain, into a JSON value."""
    return {c.id: [c.date, c.author, c.subject, c.authored, plain] for c, plain in commits.values()}


def commits_in(value: Any) -> dict[ObjectId, tuple[Commit, bool]]:
    """Turn the JSON value of `commits_out` back into commits."""
    return {commit: (_commit_in(commit, *row[:4]), row[4]) for commit, row in value.items()}


def _commit_in(id: ObjectId, date: Any, author: str, subject: str, authored: Any) -> Commit:  # noqa: A002 - the noun's own word
    return Commit(id=id, date=date, author=author, subject=subject, authored=authored)
