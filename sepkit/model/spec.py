"""The specification: its revisions, surfaces and normative requirements."""

from dataclasses import dataclass

from sepkit.model.names import Date, GroupId, ObjectId, ProposalKey, RepoPath, Surface


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
