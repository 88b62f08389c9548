"""What else moves if a proposal is accepted, rejected or delayed."""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sepkit.analysis.graph.landing import find_land_order
from sepkit.analysis.graph.links import LinkKind, Related, find_links
from sepkit.model import Conflict, ProposalKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Impact:
    """The consequences of one decision, each as keys in the order of distance, then of key."""

    proposal: ProposalKey
    freed: tuple[ProposalKey, ...] = ()
    """Accepted: those that then wait for nothing else in flight."""
    contradicted: tuple[ProposalKey, ...] = ()
    """Accepted: open ones in conflict with it, which have to change."""
    retired: tuple[ProposalKey, ...] = ()
    """Accepted: those it says it supersedes."""
    stranded: tuple[ProposalKey, ...] = ()
    """Rejected: those that build on it, directly or through others."""
    relieved: tuple[ProposalKey, ...] = ()
    """Rejected: those whose last conflict goes with it."""
    delayed: tuple[ProposalKey, ...] = ()
    """Delayed: those that have to wait with it, directly or through others."""


def find_impact(
    key: ProposalKey, items: Sequence[Related], conflicts: Iterable[Conflict] = ()
) -> Impact:
    """Follow the graph from one proposal.

    Args:
        key: the proposal that is decided on; an unknown one has no impact.
        items: all proposals.
        conflicts: pairs that cannot both go ahead.
    """
    links = find_links(items, conflicts)
    builders: dict[ProposalKey, list[ProposalKey]] = {}
    rivals: dict[ProposalKey, set[ProposalKey]] = {}
    for link in links:
        if link.kind in (LinkKind.REQUIRES, LinkKind.EXTENDS):
            builders.setdefault(link.target, []).append(link.source)
        elif link.kind is LinkKind.CONFLICTS:
            rivals.setdefault(link.source, set()).add(link.target)
            rivals.setdefault(link.target, set()).add(link.source)
    landing = find_land_order(items)
    waiting = dict(landing.blocked_by)
    moving = set(waiting) | set(landing.order)
    behind = _reach(key, builders)
    against = tuple(sorted(rivals.get(key, ())))
    return Impact(
        proposal=key,
        freed=tuple(other for other in behind if waiting.get(other) == (key,)),
        contradicted=tuple(other for other in against if _is_open(other, items)),
        retired=tuple(
            link.target for link in links if link.source == key and link.kind is LinkKind.SUPERSEDES
        ),
        stranded=behind,
        relieved=tuple(other for other in against if rivals[other] == {key}),
        delayed=tuple(other for other in behind if other in moving),
    )


def _is_open(key: ProposalKey, items: Sequence[Related]) -> bool:
    return any(item.key == key and item.in_flight for item in items)


def _reach(
    start: ProposalKey, edges: Mapping[ProposalKey, Sequence[ProposalKey]]
) -> tuple[ProposalKey, ...]:
    found: dict[ProposalKey, None] = {}
    queue = deque([start])
    while queue:
        for target in sorted(edges.get(queue.popleft(), ())):
            if target != start and target not in found:
                found[target] = None
                queue.append(target)
    return tuple(found)
