"""Why a route is as it is: the sum, and what would have to change to turn it."""

from dataclasses import dataclass

from sepkit.model import Candidate, Evidence, GroupId, Route


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """The two candidates that matter, and what lies between them."""

    leader: Candidate | None
    rival: Candidate | None
    gap: float = 0.0
    """In nats: how far the leader's sum is above the rival's."""
    turned_by_removing: tuple[Evidence, ...] = ()
    """The fewest pieces of the leader's evidence without which the rival would lead; empty where
    no set of the listed pieces does it."""
    sentences: tuple[str, ...] = ()


def explain(route: Route) -> Explanation:
    """Explain a route from the evidence that it carries; nothing is computed anew."""
    if not route.candidates:
        return Explanation(leader=None, rival=None, sentences=(route.reason,))
    leader = route.candidates[0]
    rival = route.candidates[1] if len(route.candidates) > 1 else None
    gap = leader.score - rival.score if rival is not None else 0.0
    removed = _turning(leader, gap) if rival is not None else ()
    return Explanation(
        leader=leader,
        rival=rival,
        gap=round(gap, 3),
        turned_by_removing=removed,
        sentences=(
            *_sum(leader),
            *(_sum(rival) if rival else ()),
            *_turn(route, rival, gap, removed),
        ),
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


def _sum(candidate: Candidate) -> tuple[str, ...]:
    """Write out one candidate's sum, a line each."""
    shown = sum(item.weight for item in candidate.evidence)
    rest = candidate.score - candidate.prior - shown
    lines = [
        f"{candidate.group}: {candidate.score:+.2f} nats, probability {candidate.probability:.2f}"
    ]
    if candidate.prior:
        lines.append(f"  {candidate.prior:+.2f}  before anything is read")
    lines += [
        f"  {item.weight:+.2f}  {item.kind}: {item.text}  {item.path}:{item.line}"
        for item in candidate.evidence
    ]
    if abs(rest) >= 0.005:  # noqa: PLR2004 - less does not show in two digits
        lines.append(f"  {rest:+.2f}  smaller pieces together")
    return tuple(lines)


def _turn(
    route: Route, rival: Candidate | None, gap: float, removed: tuple[Evidence, ...]
) -> tuple[str, ...]:
    leader = route.candidates[0].group
    if rival is None:
        return (f"no other group comes near {leader}",)
    lines = [f"{leader} is {gap:.2f} nats ahead of {rival.group}"]
    if removed:
        texts = "; ".join(item.text for item in removed)
        lines.append(f"without this {rival.group} would lead: {texts}")
    lines.append(_declaration(rival.group))
    return tuple(lines)


def _declaration(group: GroupId) -> str:
    return f"listing the proposal under `proposals` of {group} turns it in any case"
