"""Who base files listed on earlier days, for judging acts of those days."""

from collections.abc import Iterable, Sequence

from sepkit.model import (
    BaseFile,
    Group,
    Instant,
    OwnershipSource,
    PastPeople,
)
from sepkit.ownership.read import read_ownership

# Readers whose files list people; the others say what a group owns.
PEOPLE_READERS = frozenset({"charter", "maintainers", "workgroups"})


def read_past_people(
    versions: Iterable[tuple[Instant, BaseFile]], *, sources: Sequence[OwnershipSource]
) -> tuple[PastPeople, ...]:
    """Read the people of each version of each file.

    Args:
        versions: the date of the commit that brought a version, and the file as it left it.
        sources: which reader reads which files.
    """
    return tuple(
        _people(since, file, [s for s in sources if s.reader in PEOPLE_READERS])
        for since, file in versions
    )


def _people(since: Instant, file: BaseFile, sources: Sequence[OwnershipSource]) -> PastPeople:
    found = read_ownership([file], (), sources=sources, fallback=None)
    return PastPeople(
        path=file.path,
        since=since,
        roster=found.roster,
        groups=tuple(_led(group) for group in found.groups if group.leads),
    )


def _led(group: Group) -> Group:
    return Group(id=group.id, name=group.name, kind=group.kind, leads=group.leads)
