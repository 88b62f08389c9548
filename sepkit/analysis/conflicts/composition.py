"""One proposal makes results depend on something that the other's promise does not know.

Caching, signing, counting and listing promise something about a method's results for everybody. A
second proposal that changes what the same method returns, or by what it varies, can break the
promise without touching its words.

What is compared are families: a method and the types of its request and result are one.

Left alone: relying on a method without changing it; methods that very many proposals change; a
proposal and the one it supersedes, extends or requires; two settled texts.

What to do: the later text says how it keeps the promise, or the earlier one names what it varies
by.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from sepkit.analysis.conflicts.engine.awareness import is_aware
from sepkit.analysis.conflicts.engine.docket import Docket, Side
from sepkit.analysis.conflicts.engine.nearness import CROWD
from sepkit.analysis.conflicts.engine.rule import Label, Rule, Settlement, Sign
from sepkit.analysis.conflicts.engine.shared import is_settled, saturate
from sepkit.analysis.conflicts.reading.words import stems
from sepkit.model import Act, Harm, Surface, Touch

_KINDS = frozenset({"method", "notification", "type", "field"})
_ROLES = frozenset(stems("request requests result results response params notification"))
_HALF = 4.0
_RELIES = 0.4
"""What relying on a family counts beside changing it."""

Family = frozenset[str]


def find(docket: Docket) -> Iterator[Sign]:
    """Yield one sign per pair that works on a family, at least one of them by changing it."""
    held: dict[Family, list[tuple[Side, float, Touch]]] = defaultdict(list)
    for side in docket.sides:
        for family, (weight, touch) in _families(side).items():
            held[family].append((side, weight, touch))
    places = {side.key: place for place, side in enumerate(docket.sides)}
    found: dict[tuple[int, int], list[tuple[float, Touch, Touch]]] = defaultdict(list)
    for members in held.values():
        if not 1 < len(members) <= CROWD:
            continue
        rarity = docket.rarity(len(members))
        for (a, x, one), (b, y, other) in combinations(members, 2):
            if x + y > 2 * _RELIES:
                found[places[a.key], places[b.key]].append((rarity * x * y, one, other))
    for (first, second), items in sorted(found.items()):
        a, b = docket.sides[first], docket.sides[second]
        if _is_meant(docket, a, b):
            yield _sign(a, b, items)


def _is_meant(docket: Docket, a: Side, b: Side) -> bool:
    return not is_settled(docket, a, b) and not is_aware(docket, a, b)


def _families(side: Side) -> dict[Family, tuple[float, Touch]]:
    families: dict[Family, tuple[float, Touch]] = {}
    for surface, touches in side.acts.items():
        family = _family(surface)
        if family:
            weight = _RELIES if touches[0].act is Act.RELIES_ON else 1.0
            if weight > families.get(family, (0.0, None))[0]:
                families[family] = weight, touches[0]
    return families


def _family(surface: Surface) -> Family:
    """`tools/list`, `ListToolsRequest` and a field of `ListToolsResult` are one family."""
    kind, _, name = surface.partition(":")
    if kind not in _KINDS:
        return frozenset()
    base = name.rpartition(".")[0] if kind == "field" else name
    return frozenset(word for word in stems(base.replace("/", " ")) if word not in _ROLES)


def _sign(a: Side, b: Side, items: list[tuple[float, Touch, Touch]]) -> Sign:
    _, one, other = max(items, key=lambda item: (item[0], -item[1].line))
    names = " and ".join(dict.fromkeys(f"`{t.surface.partition(':')[2]}`" for t in (one, other)))
    return Sign(
        pair=(a.key, b.key),
        strength=saturate(sum(weight for weight, _, _ in items), _HALF),
        sentence=f"{a.key} and {b.key} both work on {names}",
        evidence=(a.quote_touch(one), b.quote_touch(other)),
        surfaces=tuple(dict.fromkeys((one.surface, other.surface))),
    )


RULE = Rule(
    id="composition",
    label=Label.COMPOSITION,
    harm=Harm.MEDIUM,
    settlement=Settlement.COMPOSE,
    find=find,
    is_tangible=False,
    prior=0.1,
)
