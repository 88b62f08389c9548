"""Whose a proposal is: candidates with evidence, and a decision or an abstention."""

from dataclasses import dataclass

from sepkit.model.names import GroupId, RepoPath

CLEAR = 0.85
LIKELY = 0.70
LEANING = 0.50
"""From which probability on an owner is clear, likely, leaning; below none is named."""


def confidence_word(probability: float) -> str:
    """Return the word that goes with a probability: clear, likely, leaning, or no clear owner."""
    for least, word in ((CLEAR, "clear"), (LIKELY, "likely"), (LEANING, "leaning")):
        if probability >= least:
            return word
    return "no clear owner"


def probability_text(probability: float) -> str:
    """Return a probability as it is shown everywhere: `.91`; the ends are never certain."""
    rounded = f"{probability:.2f}"
    if rounded in ("1.00", "0.00"):
        return "over .99" if rounded == "1.00" else "under .01"
    return rounded.removeprefix("0")


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One reason for (positive weight) or against (negative weight) a group."""

    kind: str
    """declared | surface | path | relation | topic | excluded-topic | person | label | words"""
    text: str
    """What was seen, as a phrase; quoted words in quotation marks."""
    path: RepoPath
    line: int
    weight: float
    """In nats: a difference of log-odds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A group that a proposal could belong to."""

    group: GroupId
    probability: float
    """In [0, 1]; all candidates of a route and the unlisted rest sum to 1."""
    evidence: tuple[Evidence, ...] = ()
    """The strongest first; small pieces are left out, so their sum may fall short of `score`."""
    prior: float = 0.0
    """In nats: what holds before anything is read."""
    score: float = 0.0
    """In nats: the prior and all evidence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """Where a proposal belongs. `owner` is None exactly when `abstained`."""

    owner: GroupId | None
    consulted: tuple[GroupId, ...] = ()
    decides: tuple[GroupId, ...] = ()
    """Who decides, in order: the group, then who has to approve."""
    decides_reason: str = ""
    decides_path: RepoPath | None = None
    decides_line: int = 0
    probability: float = 0.0
    """Of the owner; 0 in an abstention."""
    abstained: bool = True
    reason: str = ""
    """Why this owner, or why none and what would settle it; one sentence."""
    candidates: tuple[Candidate, ...] = ()
