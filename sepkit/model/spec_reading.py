"""What the files of the specification say, revision by revision: the input of analysis."""

from dataclasses import dataclass, field

from sepkit.model.block import Block
from sepkit.model.finding import Finding
from sepkit.model.names import Date, ObjectId, RepoPath, Surface
from sepkit.model.source import Commit
from sepkit.model.spec import Spec, SurfaceChange


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
class SchemaStep:
    """One commit of the base branch changed one surface of the draft's schema."""

    surface: Surface
    change: str
    """added | changed | deprecated | removed"""
    commit: ObjectId
    date: Date
    numbers: tuple[int, ...] = ()
    """Of the proposals and pull requests that the commit's subject names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PullEdits:
    """What one pull request's branch changed in the specification's own files."""

    pull_request: int
    changes: tuple[SurfaceChange, ...] = ()
    """By revision, then by surface; paths and lines are those of the branch."""
    findings: tuple[Finding, ...] = ()
    """What could not be read of the branch's files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecReading:
    """What the files of the specification say: the input of touches, requirements and diffs."""

    spec: Spec = field(default_factory=Spec)
    revisions: tuple[RevisionReading, ...] = ()
    """Oldest first, the draft last."""
    history: tuple[SchemaStep, ...] = ()
    """Oldest first; empty where nobody read the schema's versions."""
    findings: tuple[Finding, ...] = ()
