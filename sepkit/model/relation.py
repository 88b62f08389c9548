"""How proposals stand to one another, as their texts say it."""

from dataclasses import dataclass
from enum import StrEnum

from sepkit.model.names import ProposalKey, RepoPath


class RelationKind(StrEnum):
    """What one proposal says of another; strongest first."""

    REQUIRES = "requires"
    SUPERSEDES = "supersedes"
    EXTENDS = "extends"
    ALTERNATIVE_TO = "alternative-to"
    RELATED = "related"
    MENTIONS = "mentions"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Relation:
    """One text says something of another proposal, and this line shows it."""

    to: ProposalKey
    kind: RelationKind
    path: RepoPath
    line: int
    quote: str
    is_known: bool = True
    """Whether the other proposal was found in this repository."""
