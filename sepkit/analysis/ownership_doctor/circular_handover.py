"""Two groups or more hand one matter to each other in a circle, so that nobody has it.

Left alone: hand-overs of different matters between the same two groups.

What to do: let one of the groups take the matter into its scope.
"""

from collections.abc import Iterator

from sepkit.analysis.ownership_doctor.check import Check, Estate
from sepkit.analysis.ownership_doctor.handovers import Handover, find_handovers
from sepkit.model import Finding, GroupId, Severity

_SHARED = 0.5
"""Of the words of the shorter matter, how many have to be in the other for the same matter."""


def find(estate: Estate) -> Iterator[Finding]:
    """Yield one finding for each circle, at its first hand-over."""
    handovers = list(find_handovers(estate))
    by_giver: dict[GroupId, list[Handover]] = {}
    for item in handovers:
        by_giver.setdefault(item.giver, []).append(item)
    told: set[frozenset[GroupId]] = set()
    for item in handovers:
        circle = _circle(item, by_giver)
        groups = frozenset(step.giver for step in circle)
        if circle and groups not in told:
            told.add(groups)
            steps = " → ".join(f"`{step.giver}`" for step in (*circle, circle[0]))
            yield CHECK.finding(
                item.giver,
                f"`{item.matter[:80]}` is handed in a circle: {steps}",
                at=item.place,
                mend="let one of them take it into its scope; the last hand-over stands in "
                f"{circle[-1].place[0]}:{circle[-1].place[1]}",
            )


def _circle(start: Handover, by_giver: dict[GroupId, list[Handover]]) -> list[Handover]:
    """Return the hand-overs of the same matter from the start back to its giver, or none."""
    steps = [start]
    seen = {start.giver}
    while steps[-1].taker != start.giver:
        here = steps[-1].taker
        if here in seen:
            return []
        seen.add(here)
        following = next((h for h in by_giver.get(here, ()) if _is_same(start, h)), None)
        if following is None:
            return []
        steps.append(following)
    return steps if len(steps) > 1 else []


def _is_same(one: Handover, other: Handover) -> bool:
    shorter = min(len(one.words), len(other.words))
    return shorter > 0 and len(one.words & other.words) >= _SHARED * shorter


CHECK = Check(id="circular-handover", severity=Severity.WARNING, find=find)
