"""What git holds about proposals, before anybody reads their text."""

from dataclasses import dataclass, field

from sepkit.model.finding import Finding, Refusal
from sepkit.model.names import Date, Instant, ObjectId, RefName, RepoPath


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Origin:
    """Where one version of a proposal's file stands."""

    ref: RefName
    commit: ObjectId
    path: RepoPath
    blob: ObjectId


@dataclass(frozen=True, slots=True, kw_only=True)
class Commit:
    """One commit that touched a proposal's file, read from the commit object itself."""

    id: ObjectId
    date: Instant
    """The committer's date, clamped to 1970 to 2200: when it became what it is."""
    author: str
    """Free text: anybody can write any name into a commit."""
    subject: str
    authored: Instant | None = None
    """The author's date, clamped as well: when it was first written, before any rebase."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """The file as one commit left it; `blob` is None where the commit deleted it."""

    commit: Commit
    path: RepoPath
    blob: ObjectId | None
    on_base: bool
    """Whether the commit belongs to the base branch's history: only there a status is a fact."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One candidate file: seen in a tree, its bytes read or refused.

    Entries on the base and in flight have the same shape; `pull_request` tells them apart.
    """

    origin: Origin
    pull_request: int | None
    """The pull request whose head holds it; None for the base revision."""
    has_merge_ref: bool = False
    """Whether `refs/pull/N/merge` exists: a hint that the pull request is open, never a proof."""
    versions: tuple[Version, ...] = ()
    """Oldest first, through renames; on the pull request's branch only what the base lacks."""
    also_in: tuple[Origin, ...] = ()
    """Other refs that hold the same blob at the same path."""
    sidecar: Origin | None = None
    """A metadata file beside the document, where the process keeps one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BaseFile:
    """A file of the base revision that is no proposal: ownership, charter, schema, roadmap."""

    path: RepoPath
    blob: ObjectId
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """Everything that one look into a repository found, at one base commit."""

    repository: str
    """A name to show: the last part of the path or URL, never a path of this machine."""
    base_ref: RefName
    commit: ObjectId
    as_of: Instant
    """The base commit's own date, unless the caller named an instant."""
    entries: tuple[Entry, ...]
    refused: tuple[Refusal, ...] = ()
    findings: tuple[Finding, ...] = ()
    seen: int = 0
    """Candidate entries met, each blob at each path counted once: read or refused."""
    renames: tuple[tuple[RepoPath, RepoPath, Date], ...] = field(default=())
