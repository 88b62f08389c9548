"""The graph of proposals: who requires, supersedes and extends whom, and who conflicts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sepkit.model import Case, Conflict, Proposal, ProposalKey, RelationKind


class LinkKind(StrEnum):
    """Why two proposals are joined."""

    REQUIRES = "requires"
    SUPERSEDES = "supersedes"
    EXTENDS = "extends"
    CONFLICTS = "conflicts"


KINDS = {
    RelationKind.REQUIRES: LinkKind.REQUIRES,
    RelationKind.SUPERSEDES: LinkKind.SUPERSEDES,
    RelationKind.EXTENDS: LinkKind.EXTENDS,
}
"""`related` and `mentions` order nothing and would bury the rest."""

Related = Case | Proposal


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Link:
    """One line of the graph. A conflict has no direction: its lower key stands first."""

    source: ProposalKey
    target: ProposalKey
    kind: LinkKind


def find_links(items: Iterable[Related], conflicts: Iterable[Conflict] = ()) -> tuple[Link, ...]:
    """Return the lines between known proposals, sorted; none from a proposal to itself.

    Args:
        items: proposals, or cases on their way to become some.
        conflicts: pairs to be joined as well; those that were refuted are left out.
    """
    known = {item.key: item for item in items}
    links = {link for item in known.values() for link in _of_relations(item, known)}
    for conflict in conflicts:
        refuted = conflict.acknowledged is not None and conflict.acknowledged.verdict == "refuted"
        pair = sorted(key for key in conflict.proposals if key in known)
        if len(pair) == 2 and not refuted:  # noqa: PLR2004 - a conflict is between two
            links.add(Link(source=pair[0], target=pair[1], kind=LinkKind.CONFLICTS))
    return tuple(sorted(links))


def _of_relations(item: Related, known: Mapping[ProposalKey, Related]) -> Iterator[Link]:
    for relation in item.relations:
        kind = KINDS.get(relation.kind)
        if kind is not None and relation.to in known and relation.to != item.key:
            yield Link(source=item.key, target=relation.to, kind=kind)


def needs(
    items: Sequence[Related], kinds: frozenset[LinkKind] = frozenset({LinkKind.REQUIRES})
) -> dict[ProposalKey, tuple[ProposalKey, ...]]:
    """Return for each proposal what it stands on, by links of the given kinds, sorted."""
    found: dict[ProposalKey, set[ProposalKey]] = {item.key: set() for item in items}
    for link in find_links(items):
        if link.kind in kinds:
            found[link.source].add(link.target)
    return {key: tuple(sorted(targets)) for key, targets in sorted(found.items())}
