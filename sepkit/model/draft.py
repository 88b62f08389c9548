"""What sepkit says of a text that is no pull request yet."""

from dataclasses import dataclass

from sepkit.model.finding import Finding
from sepkit.model.names import GroupId, Handle, ProposalKey
from sepkit.model.route import Route


@dataclass(frozen=True, slots=True, kw_only=True)
class Similar:
    """A proposal that a text resembles."""

    proposal: ProposalKey
    title: str
    likeness: float
    """Cosine of weighted word counts, in [0, 1]."""
    words: tuple[str, ...]
    """The shared words that count most, at most five."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """Somebody to talk to before a proposal is opened: a lead of a group that it concerns."""

    group: GroupId
    handle: Handle | None
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRoute:
    """Whose a draft would be, whom to talk to, what it resembles and what it lacks."""

    path: str
    title: str
    route: Route
    talk_to: tuple[Talk, ...]
    similar: tuple[Similar, ...]
    missing_sections: tuple[str, ...]
    findings: tuple[Finding, ...]
