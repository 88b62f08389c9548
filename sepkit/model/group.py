"""The bodies that own and decide, as ownership files and charters describe them."""

from dataclasses import dataclass
from enum import StrEnum

from sepkit.model.finding import Finding
from sepkit.model.names import Date, GroupId, Handle, RepoPath


class GroupKind(StrEnum):
    """What a group is; only some kinds can bind anybody."""

    WORKING_GROUP = "working-group"
    INTEREST_GROUP = "interest-group"
    CORE = "core"
    COMMITTEE = "committee"
    SPECIAL_INTEREST_GROUP = "special-interest-group"
    """A standing group that owns code and decides in its area, whatever its name suggests."""

    @property
    def is_deciding(self) -> bool:
        """Whether a group of this kind can make binding decisions in its scope."""
        return self is not GroupKind.INTEREST_GROUP


class GroupStatus(StrEnum):
    """Where a group stands in its own life."""

    FORMING = "forming"
    ACTIVE = "active"
    DORMANT = "dormant"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """Somebody who leads a group, as of a file."""

    handle: Handle | None = None
    name: str = ""
    role: str = ""
    organization: str = ""
    until: Date | None = None
    term: str = ""
    """The term as written where it is no date: `Initial`, `Ongoing`."""
    path: RepoPath | None = None
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One pattern that a group owns or excludes, and the line that says so."""

    kind: str
    """surface | path | topic | label"""
    pattern: str
    path: RepoPath
    line: int
    owner: str = ""
    """For an exclusion: the group it names as owner, as written; may not exist."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Right:
    """Who decides one kind of matter in a group's scope."""

    matter: str
    authority: str
    """As written, or `group`, `core-maintainers`, `leads`."""
    path: RepoPath
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkItem:
    """One piece of work that a charter says the group is at."""

    text: str
    status: str
    """As written."""
    target: str
    """When it was to be done, as written; "" where the charter says nothing."""
    due: Date | None
    """The last day of that time, where the words name one."""
    path: RepoPath
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """One item of a charter's scope, in the charter's own words."""

    text: str
    is_inside: bool
    path: RepoPath
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A group as another group's file names it; `group` is None where nothing answers to it."""

    written: str
    group: GroupId | None
    path: RepoPath
    line: int
    kind: GroupKind | None = None
    """The kind that the words give it (`Security WG`); None where they give none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Which file a field of a group came from."""

    field: str
    path: RepoPath
    line: int
    shipped: bool = False
    """Whether the file is sepkit's shipped default and not the repository's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One group with everything its files say, each field with its provenance."""

    id: GroupId
    name: str
    kind: GroupKind
    status: GroupStatus = GroupStatus.ACTIVE
    aliases: tuple[str, ...] = ()
    """Other names that texts use for it."""
    summary: str = ""
    """A maintainer's sentence, or the first sentence of the mission."""
    charter: RepoPath | None = None
    leads: tuple[Lead, ...] = ()
    members: tuple[Handle, ...] = ()
    team: str = ""
    owns: tuple[Claim, ...] = ()
    excludes: tuple[Claim, ...] = ()
    scope: tuple[Scope, ...] = ()
    related: tuple[Mention, ...] = ()
    decides: tuple[Right, ...] = ()
    work: tuple[WorkItem, ...] = ()
    """What its charter says it is at."""
    proposals: tuple[str, ...] = ()
    """Keys that the group's own file declares as its own."""
    previously: tuple[GroupId, ...] = ()
    """Ids it had before; texts that use them still mean this group."""
    successor: GroupId | None = None
    """The group that took over its work when it retired."""
    mentions: tuple[Mention, ...] = ()
    """Other groups that its scope names in prose."""
    provenance: tuple[Provenance, ...] = ()

    @property
    def is_deciding(self) -> bool:
        """Whether it can bind anybody now: a deciding kind, and no longer forming or retired."""
        return self.kind.is_deciding and self.status in (GroupStatus.ACTIVE, GroupStatus.DORMANT)

    def source(self, field: str) -> Provenance | None:
        """Return where the named field came from, or None."""
        return next((item for item in self.provenance if item.field == field), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """People with a standing in the process, by role, as base files list them."""

    role: str
    """core-maintainer | lead-maintainer | maintainer | emeritus | moderator | group-maintainer"""
    handle: Handle | None
    name: str
    area: str
    path: RepoPath
    line: int
    group: GroupId | None = None
    """The group that the area names, for a group's maintainer."""
    area_line: int = 0
    """The line of the area's heading; 0 where there is none."""
    part: str = ""
    """The heading above the area: `SDK Maintainers`."""
    kind: GroupKind | None = None
    """What the area's words call that group, which may differ from what it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PathRule:
    """One line of a CODEOWNERS file: who is asked to review which paths; the last match counts."""

    pattern: str
    """As written."""
    glob: str
    """The same as a glob over whole paths: `**` crosses folders."""
    owners: tuple[str, ...]
    """Handles and teams as written, with their `@`."""
    groups: tuple[GroupId, ...] = ()
    """Groups whose team is among the owners."""
    path: RepoPath
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ownership:
    """All groups and people that the base revision's files (and sepkit's defaults) name."""

    groups: tuple[Group, ...] = ()
    """By id."""
    roster: tuple[Roster, ...] = ()
    findings: tuple[Finding, ...] = ()
    path_rules: tuple[PathRule, ...] = ()
    """In the order of the file."""
    mentions: tuple[Mention, ...] = ()
    """Groups that pages belonging to no group name: a roadmap, a policy."""

    def group(self, id: str) -> Group | None:  # noqa: A002 - the word of the format
        """Return the group of that id, or of a group that once had it; None where none did."""
        exact = next((group for group in self.groups if group.id == id), None)
        return exact or next((group for group in self.groups if id in group.previously), None)
