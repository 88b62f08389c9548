"""How much each group owns and decides, and from how few people it comes.

Counts of a group, never of a person: nobody is named, ranked or timed. A group whose proposals all
come from its own leads and members reviews only its own work; that is worth knowing and no fault.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sepkit.model import Group, GroupId, Handle, Proposal


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """One group's load."""

    group: GroupId
    in_flight: int
    """Proposals in flight that it owns."""
    done: int
    """Proposals on the base branch that it owns."""
    decides: int
    """Proposals in flight that it decides, alone or first."""
    authors: int
    """How many people wrote what it owns."""
    largest_share: float
    """Share of its proposals that the same person wrote, at the most; in [0, 1]."""
    sponsors: int
    """How many people sponsor what it owns."""
    own_share: float
    """Share of its proposals that a lead or member of it wrote; in [0, 1]."""

    @property
    def is_inward(self) -> bool:
        """Whether it owns several proposals, all of them by its own leads and members."""
        return self.in_flight + self.done > 1 and self.own_share == 1


def loads_of(groups: Iterable[Group], proposals: Iterable[Proposal]) -> tuple[Load, ...]:
    """Return the load of every group, by id.

    Args:
        groups: all groups.
        proposals: all proposals with their routes.
    """
    known = list(proposals)
    return tuple(_load(group, known) for group in sorted(groups, key=lambda group: group.id))


def _load(group: Group, proposals: list[Proposal]) -> Load:
    owned = [p for p in proposals if p.route.owner == group.id]
    writers = Counter(handle for p in owned for handle in _handles(p))
    sponsors = {p.sponsor.handle.lower() for p in owned if p.sponsor and p.sponsor.handle}
    insiders = {lead.handle.lower() for lead in group.leads if lead.handle}
    insiders |= {member.lower() for member in group.members}
    own = sum(bool(insiders & set(_handles(p))) for p in owned)
    return Load(
        group=group.id,
        in_flight=sum(p.in_flight for p in owned),
        done=sum(not p.in_flight for p in owned),
        decides=sum(p.in_flight and p.route.decides[:1] == (group.id,) for p in proposals),
        authors=len(writers),
        largest_share=_share(max(writers.values(), default=0), len(owned)),
        sponsors=len(sponsors),
        own_share=_share(own, len(owned)),
    )


def _handles(proposal: Proposal) -> list[Handle]:
    return [Handle(person.handle.lower()) for person in proposal.authors if person.handle]


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0
