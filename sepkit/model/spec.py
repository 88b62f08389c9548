"""The specification: its revisions, surfaces and normative requirements."""

from dataclasses import dataclass
from enum import StrEnum

from sepkit.model.conformance import coverage_of
from sepkit.model.names import Date, GroupId, ObjectId, ProposalKey, RepoPath, Surface


class ChangeKind(StrEnum):
    """What a revision did to a surface."""

    ADDED = "added"
    CHANGED = "changed"
    DEPRECATED = "deprecated"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A dated release of the specification, or its draft."""

    id: str
    date: Date | None
    """None for the draft."""
    schema: RepoPath | None = None
    pages: int = 0
    surfaces: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SurfaceChange:
    """One revision made one piece of the specification come, change, age or go."""

    surface: Surface
    kind: str
    revision: str
    """Id of the revision that did it."""
    change: str
    """added | changed | deprecated | removed"""
    is_breaking: bool = False
    """Whether a peer that follows the revision before can fail: something went or became needed."""
    note: str = ""
    """What differs, as a phrase: `now required`, `type number, was integer`."""
    path: RepoPath | None = None
    line: int = 0
    proposals: tuple[ProposalKey, ...] = ()
    commits: tuple[ObjectId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SurfaceEntry:
    """One piece of the specification over all its revisions."""

    id: Surface
    kind: str
    since: str
    """Id of the first revision that holds it."""
    deprecated: str | None = None
    removed: str | None = None
    """Id of the first revision that no longer holds it."""
    path: RepoPath | None = None
    line: int = 0
    owners: tuple[GroupId, ...] = ()
    proposals: tuple[ProposalKey, ...] = ()
    """Proposals that brought, changed, deprecated or removed it, or are about to."""
    part: str = "core"
    """core | extension"""
    changes: tuple[SurfaceChange, ...] = ()
    """Oldest revision first; without the coming of what the first revision held."""
    shape: str = ""
    """What it looks like in the newest revision that has it: `string|"auto"`; "" for names."""
    is_required: bool = False
    """Whether the newest revision that has it asks for it: fields and capabilities."""
    refers: tuple[str, ...] = ()
    """Types that its shape names, over all revisions; a method's are those of its messages."""
    terms: tuple[str, ...] = ()
    """Words of the trade that stand for it, in lower case: `handshake`; from the dialect."""

    @property
    def state(self) -> str:
        """Active, deprecated or removed, as the newest revision has it."""
        if self.removed:
            return "removed"
        return "deprecated" if self.deprecated else "active"


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecRequirement:
    """A sentence of the specification with an RFC 2119 or RFC 8174 key word."""

    id: str
    keyword: str
    text: str
    path: RepoPath
    line: int
    since: str
    proposals: tuple[ProposalKey, ...] = ()
    checks: tuple[str, ...] = ()
    revision: str = ""
    """Id of the newest revision that holds it."""
    section: str = ""
    """The document section it stands in: `basic/transports#sending-messages`."""
    removed: str | None = None
    """Id of the first revision that no longer holds it."""
    earlier: tuple[str, ...] = ()
    """Its wordings in earlier revisions, newest first, where they differ."""
    excuse: str = ""
    """Why no test checks it, where a conformance file says so."""

    @property
    def coverage(self) -> str:
        """Whether it has a test, an excuse, or neither."""
        return coverage_of(self.checks, self.excuse)

    @property
    def page(self) -> str:
        """The page that it stood on when it was first seen; `schema` for a schema's words."""
        return self.id.rpartition("/")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnexplainedChange:
    """A piece of a revision that no proposal accounts for."""

    surface: Surface
    revision: str
    change: str
    """added | changed | deprecated | removed"""
    commits: tuple[ObjectId, ...] = ()
    path: RepoPath | None = None
    """Where the surface stands in the revision, or stood in the one before."""
    line: int = 0
    is_breaking: bool = False
    note: str = ""
    """What differs, as a phrase."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spec:
    """What the specification consists of."""

    revisions: tuple[Revision, ...] = ()
    surfaces: tuple[SurfaceEntry, ...] = ()
    requirements: tuple[SpecRequirement, ...] = ()
    unexplained_changes: tuple[UnexplainedChange, ...] = ()

    @property
    def newest(self) -> str:
        """Id of the newest revision, the draft where there is one; "" for no specification."""
        return self.revisions[-1].id if self.revisions else ""

    def state_of(self, entry: SurfaceEntry, revision: str) -> str:
        """Return what a revision has of a surface: absent, active, deprecated or removed.

        Raises:
            ValueError: there is no such revision.
        """
        order = [item.id for item in self.revisions]
        at = order.index(revision)
        if entry.since in order[at + 1 :]:
            return "absent"
        past = [change for change in entry.changes if change.revision not in order[at + 1 :]]
        lasting = [c.change for c in past if c.change in (ChangeKind.ADDED, ChangeKind.REMOVED)]
        if lasting and lasting[-1] == ChangeKind.REMOVED:
            return "removed"
        is_aged = entry.deprecated is not None and entry.deprecated not in order[at + 1 :]
        return "deprecated" if is_aged else "active"


def fold_changes(changes: tuple[SurfaceChange, ...]) -> tuple[SurfaceChange, ...]:
    """Leave out what goes without saying: the fields and values of a type that came or went."""
    whole = {
        (change.surface.partition(":")[2], change.change)
        for change in changes
        if change.kind in ("type", "field", "capability", "doc")
    }
    return tuple(change for change in changes if not _is_within(change, whole))


def _is_within(change: SurfaceChange, whole: set[tuple[str, str]]) -> bool:
    name = change.surface.partition(":")[2]
    if change.kind == "doc":
        return (name.partition("#")[0], change.change) in whole and "#" in name
    if change.kind not in ("field", "enum", "capability"):
        return False
    while "." in name:
        name = name.rpartition(".")[0]
        if (name, change.change) in whole:
            return True
    return False


SCHEMA_KINDS = frozenset(
    {"method", "notification", "type", "field", "enum", "capability", "error", "meta"}
)
"""Kinds that a schema holds; error codes and keys can stand in pages as well."""
