"""Surfaces that several proposals bind, pair by pair."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import combinations

from sepkit.analysis.conflicts.engine.docket import Docket, Side, Standing
from sepkit.analysis.conflicts.engine.nearness import CROWD
from sepkit.analysis.conflicts.engine.rule import Sign, Told
from sepkit.model import Act, ProposalKey, Surface, Touch


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


def meetings(
    docket: Docket,
    kinds: frozenset[str],
    *,
    defining: bool = False,
    wanted: Callable[[int, int], bool] | None = None,
) -> Iterator[Meeting]:
    """Find pairs that bind the same surfaces of some kinds, in the order of their ages.

    Left out are two settled proposals, and one that builds on the other.

    Args:
        docket: all proposals.
        kinds: of surfaces, as they stand before the colon.
        defining: at least one of the two has to define the surface, not only change it.
        wanted: takes the places of two proposals and says whether the rule is about them at all.
    """
    count = len(docket.sides)
    surfaces, found = _pairs_by_number(docket, kinds, defining=defining)
    rarities = [docket.rarity(len(docket.binders[surface])) for surface in surfaces]
    for pair in sorted(found):
        one, other = divmod(pair, count)
        a, b = docket.sides[one], docket.sides[other]
        if (wanted is not None and not wanted(one, other)) or is_replacement(a, b):
            continue
        at = found[pair]
        shared = sorted((at,) if isinstance(at, int) else at, key=lambda i: (-rarities[i], i))
        yield Meeting(
            a=a,
            b=b,
            surfaces=tuple(surfaces[i] for i in shared),
            weight=sum(rarities[i] for i in shared),
        )


def _pairs_by_number(
    docket: Docket, kinds: frozenset[str], *, defining: bool
) -> tuple[list[Surface], dict[int, int | list[int]]]:
    """Pair those who bind one surface.

    Returns:
        The surfaces, sorted; and for each pair with a side that is open the places of those that
        they share. A pair is the older one's place times the number of proposals, plus the younger
        one's, and one surface is no list: most pairs share one, and objects for each of 600,000
        took 500 MB and ten seconds.
    """
    count, places = len(docket.sides), docket.places
    surfaces: list[Surface] = []
    found: dict[int, int | list[int]] = {}
    for surface, sides in docket.binders.items():
        if surface.partition(":")[0] not in kinds or not 1 < len(sides) <= CROWD:
            continue
        at = len(surfaces)
        surfaces.append(surface)
        fresh = dict.fromkeys(_pairs_on(surface, sides, places, count, defining=defining), at)
        again = {pair: _added(found[pair], at) for pair in found.keys() & fresh.keys()}
        found.update(fresh)
        found.update(again)
    return surfaces, found


def _added(known: int | list[int], at: int) -> list[int]:
    return [known, at] if isinstance(known, int) else [*known, at]


def _pairs_on(
    surface: Surface,
    sides: Sequence[Side],
    places: Mapping[ProposalKey, int],
    count: int,
    *,
    defining: bool,
) -> list[int]:
    """Return the pairs on one surface of which one at least is open, and one defines it."""
    can_change = {places[side.key] for side in sides if side.case.is_open}
    can_define = {places[side.key] for side in sides if not defining or _defines(side, surface)}
    both = combinations([places[side.key] for side in sides], 2)
    if len(can_change) == len(can_define) == len(sides):
        return [one * count + other for one, other in both]
    return [
        one * count + other
        for one, other in both
        if (one in can_change or other in can_change) and (one in can_define or other in can_define)
    ]


def _defines(side: Side, surface: Surface) -> bool:
    return any(touch.act is Act.DEFINES for touch in side.acts[surface])


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
        if not is_evolution(docket, meeting):
            yield Sign(
                pair=(meeting.a.key, meeting.b.key),
                strength=saturate(meeting.weight, half),
                surfaces=meeting.surfaces,
                later=partial(_tell, meeting),
            )


def _tell(meeting: Meeting) -> Told:
    one, other = meeting.touches()
    name = meeting.surfaces[0].partition(":")[2]
    sentence = f"{meeting.a.key} {one.act} `{name}`, and {meeting.b.key} {other.act} it as well"
    return sentence, (meeting.a.quote_touch(one), meeting.b.quote_touch(other))


def is_replacement(a: Side, b: Side) -> bool:
    """Whether one says that it supersedes, extends or requires the other: then names may agree."""
    return b.key in a.grounds or a.key in b.grounds


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
