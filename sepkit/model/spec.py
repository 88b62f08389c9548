"""The specification: its revisions, surfaces and normative requirements."""

from dataclasses import dataclass, field
from enum import StrEnum

from sepkit.model.block import Block
from sepkit.model.finding import Finding
from sepkit.model.names import Date, GroupId, ObjectId, ProposalKey, RepoPath, Surface
from sepkit.model.source import Commit


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


@dataclass(frozen=True, slots=True, kw_only=True)
class UnexplainedChange:
    """A piece of a revision that no proposal accounts for."""

    surface: Surface
    revision: str
    change: str
    """added | changed | deprecated | removed"""
    commits: tuple[ObjectId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Spec:
    """What the specification consists of."""

    revisions: tuple[Revision, ...] = ()
    surfaces: tuple[SurfaceEntry, ...] = ()
    requirements: tuple[SpecRequirement, ...] = ()
    unexplained_changes: tuple[UnexplainedChange, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SurfaceState:
    """One surface as one revision has it."""

    surface: Surface
    kind: str
    path: RepoPath
    line: int
    shape: str = ""
    """What it looks like, in one normal form for JSON Schema and TypeScript; "" for mere names."""
    is_required: bool = False
    refers: tuple[str, ...] = ()
    """Names of the types that its shape refers to; a nested object is `Type.field`."""
    is_deprecated: bool = False
    part: str = "core"
    """core | extension"""
    words: str = ""
    """What the schema says of it to people, in Markdown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecPage:
    """A page of one revision's documents."""

    name: str
    """Path below the revision's folder, without ending and `index`: `basic/transports`."""
    path: RepoPath
    blob: ObjectId
    title: str
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangelogItem:
    """One item of a revision's changelog: what it says, and the proposals that it cites."""

    text: str
    heading: str
    numbers: tuple[int, ...]
    path: RepoPath
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionReading:
    """All that one revision holds."""

    id: str
    date: Date | None
    states: tuple[SurfaceState, ...] = ()
    """By surface."""
    pages: tuple[SpecPage, ...] = ()
    """By name."""
    changelog: tuple[ChangelogItem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemaVersion:
    """The schema of the draft as one commit of the base branch left it."""

    commit: Commit
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecReading:
    """What the files of the specification say: the input of touches, requirements and diffs."""

    spec: Spec = field(default_factory=Spec)
    revisions: tuple[RevisionReading, ...] = ()
    """Oldest first, the draft last."""
    findings: tuple[Finding, ...] = ()
