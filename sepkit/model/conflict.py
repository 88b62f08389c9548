"""Two proposals that cannot both go ahead as written."""

from dataclasses import dataclass
from enum import StrEnum

from sepkit.model.names import Date, GroupId, ProposalKey, RepoPath, Surface


class Harm(StrEnum):
    """What it would cost if both went ahead; apart from how sure sepkit is."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """What one side says, and where."""

    proposal: ProposalKey
    path: RepoPath
    line: int
    quote: str
    """At most 400 characters of the author's words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledgement:
    """Somebody said in a file of the base revision that this is known, or no conflict."""

    verdict: str
    """acknowledged | refuted"""
    reason: str
    by: str
    until: Date | None
    path: RepoPath
    line: int
    conflict: str = ""
    """The id of the conflict it is about: `SEP-1862+SEP-1984`."""
    fingerprint: str = ""
    """`Conflict.fingerprint` at that time; with another one the texts have changed there. "" means
    that any wording is acknowledged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """One pair of proposals with every rule that fired on it."""

    id: str
    """Stable across runs and commits: `SEP-1862+SEP-1984`, smaller number first."""
    rules: tuple[str, ...]
    """Strongest first."""
    severity: Harm
    score: float
    """In [0, 1]: would a maintainer agree that this is a conflict?"""
    proposals: tuple[ProposalKey, ...]
    groups: tuple[GroupId, ...] = ()
    cross_group: bool = False
    surfaces: tuple[Surface, ...] = ()
    evidence: tuple[Quote, ...] = ()
    explanation: str = ""
    resolution: str = ""
    acknowledged: Acknowledgement | None = None
    worth_a_look: bool = True
    """Whether lists show it without being asked for all: its score is high enough that most pairs
    like it are conflicts."""
    fingerprint: str = ""
    """Twelve hexadecimal digits over what the two texts say there; changes when they do."""
