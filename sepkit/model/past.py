"""Who base files listed on an earlier day."""

from dataclasses import dataclass

from sepkit.model.group import Group, Roster
from sepkit.model.names import Instant, RepoPath


@dataclass(frozen=True, slots=True, kw_only=True)
class PastPeople:
    """The people whom one version of a base file lists, from the commit on that brought it."""

    path: RepoPath
    since: Instant
    """The date of that commit on the base branch; the next version of the file ends it."""
    roster: tuple[Roster, ...] = ()
    groups: tuple[Group, ...] = ()
    """With their leads and nothing else."""
