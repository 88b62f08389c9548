"""Two proposals use the same rare names in their code.

Fields, parameters and values that no specification has yet and that hardly another proposal uses:
who writes them twice works on the same thing, or has taken half of the other's design.

Left alone: names that more than ten proposals use; names under *Alternatives*; a proposal and the
one it supersedes, extends or requires.

What to do: look whether the names mean the same in both; if so, define them once and cite that
place, if not, rename one.
"""

import math
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from sepkit.analysis.conflicts.engine.awareness import is_aware
from sepkit.analysis.conflicts.engine.docket import Docket, Side
from sepkit.analysis.conflicts.engine.rule import Label, Rule, Settlement, Sign
from sepkit.analysis.conflicts.engine.shared import is_settled, saturate
from sepkit.model import Harm, Quote

_HALF = 10.0
_LEAST = 3.0
_SHOWN = 4
_KNOWN = 0.3
"""What a name counts that the specification has already: to use it is no invention."""


def find(docket: Docket) -> Iterator[Sign]:
    """Yield one sign per pair, the older first."""
    found: dict[tuple[int, int], list[tuple[float, str]]] = defaultdict(list)
    places = {side.key: place for place, side in enumerate(docket.sides)}
    counts = [{term.stem: term.weight for term in side.stance.names} for side in docket.sides]
    for name, sides in docket.pairs_by_name():
        rarity = docket.rarity(len(sides))
        for a, b in combinations(sides, 2):
            pair = places[a.key], places[b.key]
            often = math.sqrt(counts[pair[0]][name] * counts[pair[1]][name])
            weight = rarity * min(1.0, often / 2)
            found[pair].append((weight * (_KNOWN if name in docket.spec_names else 1.0), name))
    for (one, other), names in sorted(found.items()):
        a, b = docket.sides[one], docket.sides[other]
        amount = sum(weight for weight, _ in names)
        if amount >= _LEAST and _is_meant(docket, a, b):
            yield _sign(a, b, amount, sorted(names, key=lambda item: (-item[0], item[1])))


def _is_meant(docket: Docket, a: Side, b: Side) -> bool:
    return not is_settled(docket, a, b) and not is_aware(docket, a, b)


def _sign(a: Side, b: Side, amount: float, names: list[tuple[float, str]]) -> Sign:
    shown = ", ".join(f"`{name}`" for _, name in names[:_SHOWN])
    return Sign(
        pair=(a.key, b.key),
        strength=saturate(amount, _HALF),
        sentence=f"{a.key} and {b.key} both use {shown}, which few others do",
        evidence=(_place(a, names), _place(b, names)),
    )


def _place(side: Side, names: list[tuple[float, str]]) -> Quote:
    """The sentence that uses the rarest shared name; the gist where only a listing does."""
    for _, name in names:
        if name in side.uses:
            return side.quote(side.stance.uses[side.uses[name]].sentence)
    return side.gist


RULE = Rule(
    id="same-name",
    label=Label.OVERLAP,
    harm=Harm.MEDIUM,
    settlement=Settlement.COMPOSE,
    find=find,
    is_tangible=False,
    prior=1.0,
)
