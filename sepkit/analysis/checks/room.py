"""A proposal among all others: what checks look at that need more than one text."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sepkit.analysis.judging import Judged
from sepkit.analysis.lifecycle import status_rule
from sepkit.analysis.people import People
from sepkit.model import (
    Dialect,
    Instant,
    ObjectId,
    ProposalKey,
    Spec,
    StatusRule,
    Surface,
    SurfaceEntry,
)

MOST_BORN_TOGETHER = 10
"""A pull request brings one proposal, a clean-up a few; a cut history all at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """All proposals of a repository, its specification and its people."""

    dialect: Dialect
    as_of: Instant
    items: tuple[Judged, ...]
    by_key: Mapping[ProposalKey, Judged] = field(repr=False)
    by_number: Mapping[int, Judged] = field(repr=False)
    """The first claimant of each number."""
    people: People
    surfaces: Mapping[Surface, SurfaceEntry] = field(repr=False)
    """The specification's pieces over all revisions, by id."""
    commits: Counter[ObjectId] = field(repr=False)
    """How many proposals each commit was the first of."""
    paths: frozenset[str] = field(repr=False)
    """Every path and folder of the base revision; empty where they are not known."""

    @classmethod
    def of(
        cls,
        items: Iterable[Judged],
        *,
        dialect: Dialect,
        as_of: Instant,
        people: People,
        spec: Spec,
        paths: Iterable[str],
    ) -> "Room":
        """Index proposals once for all checks."""
        listed = tuple(items)
        by_number: dict[int, Judged] = {}
        for item in listed:
            if item.case.number is not None:
                by_number.setdefault(item.case.number, item)
        return cls(
            dialect=dialect,
            as_of=as_of,
            items=listed,
            by_key={item.key: item for item in listed},
            by_number=by_number,
            people=people,
            surfaces={entry.id: entry for entry in spec.surfaces},
            commits=Counter(commit for item in listed if (commit := first_commit(item))),
            paths=frozenset(_with_folders(paths)),
        )

    def came_in_bulk(self, item: Judged) -> bool:
        """Whether the first commit of a proposal brought many others too: an import, no birth."""
        commit = first_commit(item)
        return commit is not None and self.commits[commit] > MOST_BORN_TOGETHER

    def key(self, number: int) -> str:
        """Return how a proposal of a number is cited."""
        return self.dialect.key.format(number=number)

    def claimed(self, item: Judged) -> StatusRule | None:
        """Return the rule of the status that a text claims, or None."""
        return status_rule(item.document.status, self.dialect)


def first_commit(item: Judged) -> ObjectId | None:
    """Return the oldest commit that holds a proposal, or None where history tells none."""
    commits = (version.commit for version in item.assembled.home.entry.versions)
    oldest = min(commits, key=lambda commit: commit.date, default=None)
    return oldest.id if oldest is not None else None


def _with_folders(paths: Iterable[str]) -> Iterable[str]:
    folders: set[str] = set()
    for path in paths:
        yield path
        folder = path.rpartition("/")[0]
        while folder and folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]
    yield from folders
