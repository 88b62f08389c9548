"""Proposals require each other in a circle.

None of them can land first, so all of them wait.

Left alone: proposals that only mention each other.

What to do: drop one of the requirements, or make one proposal of them.
"""

from collections import deque
from collections.abc import Iterator

from sepkit.analysis.checks.room import Room
from sepkit.analysis.checks.rule import Flaw, Rule
from sepkit.analysis.judging import Judged
from sepkit.model import ProposalKey, Severity


def find(item: Judged, room: Room) -> Iterator[Flaw]:
    """Yield one flaw with the shortest way round, seen from the proposal."""
    way = _way_round(item, room)
    if way:
        names = " → ".join(f"`{key}`" for key in (item.key, *way))
        yield Flaw(
            line=item.line_of("requires"),
            message=f"a circle of requirements: {names}; none can land first",
            mend="drop one of the requirements, or make one proposal of them",
        )


def _way_round(item: Judged, room: Room) -> tuple[ProposalKey, ...]:
    """Return the shortest path from a proposal back to itself; breadth first, each node once."""
    start = item.key
    came_from: dict[ProposalKey, ProposalKey] = {}
    todo = deque([start])
    while todo:
        key = todo.popleft()
        for other in _required(room.by_key[key], room):
            if other == start:
                return (*_back(key, came_from, start), start)
            if other not in came_from:
                came_from[other] = key
                todo.append(other)
    return ()


def _required(item: Judged, room: Room) -> Iterator[ProposalKey]:
    for number in item.document.requires:
        other = room.by_number.get(number)
        if other is not None:
            yield other.case.key


def _back(
    key: ProposalKey, came_from: dict[ProposalKey, ProposalKey], start: ProposalKey
) -> list[ProposalKey]:
    path: list[ProposalKey] = []
    while key != start:
        path.append(key)
        key = came_from[key]
    return path[::-1]


RULE = Rule(id="REF007", name="requires-cycle", severity=Severity.ERROR, page=__doc__, in_room=find)
