"""What a check of ownership is, and what it looks at."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from sepkit.analysis.surface_ownership import ClaimIndex
from sepkit.model import (
    Finding,
    Group,
    GroupId,
    GroupNames,
    GroupStatus,
    Instant,
    Ownership,
    RepoPath,
    Severity,
    Surface,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Estate:
    """All that checks look at: groups, people, and what there is to own."""

    ownership: Ownership
    as_of: Instant
    surfaces: tuple[Surface, ...] = ()
    paths: tuple[RepoPath, ...] = ()
    names: GroupNames = field(default_factory=GroupNames)
    surface_claims: ClaimIndex
    path_claims: ClaimIndex

    @classmethod
    def of(
        cls,
        ownership: Ownership,
        *,
        as_of: Instant,
        surfaces: Iterable[Surface],
        paths: Iterable[RepoPath],
    ) -> "Estate":
        """Index an ownership once for all checks."""
        return cls(
            ownership=ownership,
            as_of=as_of,
            surfaces=tuple(surfaces),
            paths=tuple(paths),
            names=GroupNames.of(ownership.groups),
            surface_claims=ClaimIndex.of(ownership.groups, kind="surface"),
            path_claims=ClaimIndex.of(ownership.groups, kind="path"),
        )

    @property
    def groups(self) -> tuple[Group, ...]:
        """All groups, by id."""
        return self.ownership.groups

    @property
    def live(self) -> tuple[Group, ...]:
        """The groups that are not retired, by id."""
        return tuple(g for g in self.groups if g.status is not GroupStatus.RETIRED)

    def group(self, id_: GroupId | None) -> Group | None:
        """Return a group by its id or a former one."""
        return self.ownership.group(id_) if id_ is not None else None


Place = tuple[RepoPath, int]
"""A path and a line in it, counted from 1; 0 where none can be named."""

Find = Callable[[Estate], Iterator[Finding]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One check of ownership: its name, its weight and its function."""

    id: str
    severity: Severity
    find: Find

    def finding(self, subject: str, message: str, *, at: Place, mend: str) -> Finding:
        """Return a finding of this check.

        Args:
            subject: the group's id, or the path of a file that belongs to no group.
            message: what was found.
            at: where it stands.
            mend: the edit that mends it.
        """
        path, line = at
        return Finding(
            rule=self.id,
            severity=self.severity,
            subject=subject or path,
            path=path,
            line=line,
            message=message,
            help=mend,
        )


def place_of(group: Group, *fields: str) -> Place:
    """Return where the first of the fields was stated, else where anything of the group was."""
    for name in fields:
        source = group.source(name)
        if source is not None:
            return source.path, source.line
    first = group.provenance[0] if group.provenance else None
    return (first.path, first.line) if first else (RepoPath(""), 0)
