"""Surfaces that several proposals bind, pair by pair."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from sepkit.analysis.conflicts.engine.docket import Docket, Side, Standing
from sepkit.analysis.conflicts.engine.nearness import CROWD
from sepkit.analysis.conflicts.engine.rule import Sign
from sepkit.model import Act, RelationKind, Surface, Touch


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """Two proposals that both bind some surfaces."""

    a: Side
    b: Side
    surfaces: tuple[Surface, ...]
    """Rarest first."""
    weight: float
    """In nats: the rarer the surfaces, the more it says."""

    def touches(self) -> tuple[Touch, Touch]:
        """What each does to the rarest surface."""
        one, other = self.a.binding(self.surfaces[0]), self.b.binding(self.surfaces[0])
        if one is None or other is None:
            raise ValueError("a meeting is about surfaces that both sides bind")
        return one, other


def meetings(docket: Docket, kinds: frozenset[str], *, defining: bool = False) -> Iterator[Meeting]:
    """Find pairs that bind the same surfaces of some kinds, in the order of their ages.

    Args:
        docket: all proposals.
        kinds: of surfaces, as they stand before the colon.
        defining: at least one of the two has to define the surface, not only change it.
    """
    places = {side.key: place for place, side in enumerate(docket.sides)}
    count = len(docket.sides)
    surfaces: list[tuple[float, Surface]] = []
    # One number a pair and one a surface: a tuple for each took four times the memory.
    found: dict[int, list[int]] = {}
    for surface, sides in docket.binders.items():
        if surface.partition(":")[0] not in kinds or not 1 < len(sides) <= CROWD:
            continue
        at = len(surfaces)
        surfaces.append((docket.rarity(len(sides)), surface))
        for a, b in combinations(sides, 2):
            if not defining or _is_defined(surface, a, b):
                found.setdefault(places[a.key] * count + places[b.key], []).append(at)
    for pair, shared in sorted(found.items()):
        items = [surfaces[at] for at in shared]
        yield Meeting(
            a=docket.sides[pair // count],
            b=docket.sides[pair % count],
            surfaces=tuple(s for _, s in sorted(items, key=lambda item: (-item[0], item[1]))),
            weight=sum(rarity for rarity, _ in items),
        )


def signs_on_names(
    docket: Docket, kinds: frozenset[str], *, half: float, defining: bool = False
) -> Iterator[Sign]:
    """Yield one sign per pair that binds the same names, unless one builds on the other.

    Args:
        docket: all proposals.
        kinds: of surfaces, as they stand before the colon.
        half: the weight of shared names at which a sign has half its strength.
        defining: at least one of the two has to define the surface, not only change it.
    """
    for meeting in meetings(docket, kinds, defining=defining):
        if is_settled(docket, meeting.a, meeting.b) or is_evolution(docket, meeting):
            continue
        one, other = meeting.touches()
        name = meeting.surfaces[0].partition(":")[2]
        yield Sign(
            pair=(meeting.a.key, meeting.b.key),
            strength=saturate(meeting.weight, half),
            sentence=(
                f"{meeting.a.key} {one.act} `{name}`, and {meeting.b.key} {other.act} it as well"
            ),
            evidence=(meeting.a.quote_touch(one), meeting.b.quote_touch(other)),
            surfaces=meeting.surfaces,
        )


def _is_defined(surface: Surface, a: Side, b: Side) -> bool:
    acts = {touch.act for side in (a, b) for touch in side.acts[surface]}
    return Act.DEFINES in acts


def is_replacement(a: Side, b: Side) -> bool:
    """Whether one says that it supersedes, extends or requires the other: then names may agree."""
    kinds = (RelationKind.SUPERSEDES, RelationKind.EXTENDS, RelationKind.REQUIRES)
    return any(
        relation.to == other.key and relation.kind in kinds
        for side, other in ((a, b), (b, a))
        for relation in side.case.relations
    )


def is_settled(docket: Docket, a: Side, b: Side) -> bool:
    """Whether two may bind one thing: one builds on the other, or both are settled already."""
    return docket.standing(a, b) is Standing.PAST or is_replacement(a, b)


def is_evolution(docket: Docket, meeting: Meeting) -> bool:
    """Whether an open text only changes what a settled one defined before: that is its business."""
    if docket.standing(meeting.a, meeting.b) is not Standing.SETTLED:
        return False
    new = meeting.a if meeting.a.case.is_open else meeting.b
    return all(touch.act is not Act.DEFINES for s in meeting.surfaces for touch in new.acts[s])


def crowded(docket: Docket) -> Iterator[tuple[Surface, tuple[Side, ...]]]:
    """Yield the surfaces that too many bind to be paired."""
    for surface, sides in docket.binders.items():
        if len(sides) > CROWD:
            yield surface, sides


def saturate(amount: float, half: float) -> float:
    """Map an amount to [0, 1): `half` to a half, more to ever less more."""
    return amount / (amount + half) if amount > 0 else 0.0
