"""In which order what is in flight can land, and what blocks whom."""

from collections.abc import Mapping, Sequence
from heapq import heapify, heappop, heappush

from sepkit.analysis.graph.cycles import find_components, shortest_cycle
from sepkit.analysis.graph.links import LinkKind, Related, needs
from sepkit.model import Case, LandOrder, Proposal, ProposalKey

_ORDERING = frozenset({LinkKind.REQUIRES, LinkKind.EXTENDS})


def find_land_order(items: Sequence[Related]) -> LandOrder:
    """Return an order in which each proposal in flight comes after what it builds on.

    Args:
        items: all proposals, or cases on their way to become some.

    Returns:
        Proposals in flight that build on one another, or that others build on: what builds on
        nothing in flight first, ties by number. Members of a circle stand together where the first
        of them could land. `blocked_by` says for each what in flight it waits for.
    """
    moving = {item.key: item for item in items if _is_moving(item)}
    graph = {
        key: tuple(target for target in targets if target in moving)
        for key, targets in needs(items, _ORDERING).items()
        if key in moving
    }
    components = find_components(graph)
    circles = [members for members in components if len(members) > 1]
    joined = {key for key, targets in graph.items() if targets} | {
        target for targets in graph.values() for target in targets
    }
    return LandOrder(
        order=tuple(key for key in _order(graph, components, moving) if key in joined),
        cycles=tuple(sorted(shortest_cycle(graph, members) for members in circles)),
        blocked_by=tuple((key, targets) for key, targets in sorted(graph.items()) if targets),
    )


def _is_moving(item: Related) -> bool:
    match item:
        case Case():
            return item.in_flight and item.is_open
        case Proposal():
            return item.in_flight and item.open is not False
    raise TypeError(f"{item!r} is no proposal")


def _order(
    graph: Mapping[ProposalKey, Sequence[ProposalKey]],
    components: Sequence[tuple[ProposalKey, ...]],
    moving: Mapping[ProposalKey, Related],
) -> list[ProposalKey]:
    """Kahn's algorithm over components, the lowest number first among those that could land."""
    place = {key: number for number, members in enumerate(components) for key in members}
    waits = [
        {place[target] for key in members for target in graph[key]} - {number}
        for number, members in enumerate(components)
    ]
    followers: list[list[int]] = [[] for _ in components]
    for number, targets in enumerate(waits):
        for target in targets:
            followers[target].append(number)
    left = [len(targets) for targets in waits]
    rank = [min(_age(moving[key]) for key in members) for members in components]
    ready = [(rank[number], number) for number, count in enumerate(left) if count == 0]
    heapify(ready)
    order: list[ProposalKey] = []
    while ready:
        _, number = heappop(ready)
        order += sorted(components[number], key=lambda key: _age(moving[key]))
        for follower in followers[number]:
            left[follower] -= 1
            if left[follower] == 0:
                heappush(ready, (rank[follower], follower))
    return order


def _age(item: Related) -> tuple[bool, int, str]:
    return item.number is None, item.number or 0, item.key
