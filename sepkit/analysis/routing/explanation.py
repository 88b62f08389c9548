"""Why a route is as it is: the sum, and what would have to change to turn it."""

from dataclasses import dataclass

from sepkit.model import Candidate, Evidence, Route


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """The two candidates that matter, and what lies between them."""

    leader: Candidate | None
    rival: Candidate | None
    gap: float = 0.0
    """How far the leader's sum is above the rival's, in nats."""
    turned_by_removing: tuple[Evidence, ...] = ()
    """The fewest pieces of the leader's evidence without which the rival would lead; empty where
    no set of the listed pieces does it."""
    declared: Evidence | None = None
    """The declaration of the leader, where one decides."""
    undeclared_gap: float = 0.0
    """What the gap would be without the declaration."""


def explain(route: Route) -> Explanation:
    """Explain a route from the evidence that it carries; nothing is computed anew."""
    if not route.candidates:
        return Explanation(leader=None, rival=None)
    leader = route.candidates[0]
    rival = route.candidates[1] if len(route.candidates) > 1 else None
    gap = leader.score - rival.score if rival is not None else 0.0
    declared = next((e for e in leader.evidence if e.kind == "declared"), None)
    return Explanation(
        leader=leader,
        rival=rival,
        gap=round(gap, 3),
        turned_by_removing=_turning(leader, gap) if rival is not None else (),
        declared=declared,
        undeclared_gap=round(gap - (declared.weight if declared is not None else 0.0), 3),
    )


def _turning(leader: Candidate, gap: float) -> tuple[Evidence, ...]:
    """Take the heaviest pieces away until the gap is closed."""
    removed: list[Evidence] = []
    for item in sorted(leader.evidence, key=lambda e: -e.weight):
        if gap <= 0 or item.weight <= 0:
            break
        removed.append(item)
        gap -= item.weight
    return tuple(removed) if gap <= 0 else ()


def rest_of(candidate: Candidate) -> float:
    """Return what the pieces too small to be listed add to a candidate's sum, in nats."""
    shown = sum(item.weight for item in candidate.evidence)
    return candidate.score - candidate.prior - shown
