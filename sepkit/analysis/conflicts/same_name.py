"""Two proposals use the same rare names in their code.

Fields, parameters and values that no specification has yet and that hardly another proposal uses:
who writes them twice works on the same thing, or has taken half of the other's design.

Left alone: names that more than ten proposals use; names under *Alternatives*; a proposal and the
one it supersedes, extends or requires.

What to do: look whether the names mean the same in both; if so, define them once and cite that
place, if not, rename one.
"""

import math
from collections.abc import Iterator
from functools import partial
from itertools import combinations

from sepkit.analysis.conflicts.engine.awareness import is_aware
from sepkit.analysis.conflicts.engine.docket import Docket, Side
from sepkit.analysis.conflicts.engine.rule import Label, Rule, Settlement, Sign, Told
from sepkit.analysis.conflicts.engine.shared import is_settled, saturate
from sepkit.model import Harm, Quote

_HALF = 10.0
_LEAST = 3.0
_SHOWN = 4
_KNOWN = 0.3
"""What a name counts that the specification has already: to use it is no invention."""


def find(docket: Docket) -> Iterator[Sign]:
    """Yield one sign per pair, the older first."""
    count = len(docket)
    names: list[str] = []
    found: dict[int, list[tuple[float, int]]] = {}
    for name, holders in docket.pairs_by_name():
        rarity = docket.rarity(len(holders)) * (_KNOWN if name in docket.spec_names else 1.0)
        for (one, often), (other, there) in combinations(holders, 2):
            weight = rarity * min(1.0, math.sqrt(often * there) / 2)
            found.setdefault(one * count + other, []).append((weight, len(names)))
        names.append(name)
    for pair, shared in sorted(found.items()):
        amount = sum(weight for weight, _ in shared)
        if amount < _LEAST:
            continue
        a, b = docket.sides[pair // count], docket.sides[pair % count]
        if _is_meant(docket, a, b):
            best = sorted(shared, key=lambda item: (-item[0], item[1]))
            yield Sign(
                pair=(a.key, b.key),
                strength=saturate(amount, _HALF),
                later=partial(_tell, a, b, tuple(names[at] for _, at in best)),
            )


def _is_meant(docket: Docket, a: Side, b: Side) -> bool:
    return not is_settled(docket, a, b) and not is_aware(docket, a, b)


def _tell(a: Side, b: Side, names: tuple[str, ...]) -> Told:
    shown = ", ".join(f"`{name}`" for name in names[:_SHOWN])
    sentence = f"{a.key} and {b.key} both use {shown}, which few others do"
    return sentence, (_place(a, names), _place(b, names))


def _place(side: Side, names: tuple[str, ...]) -> Quote:
    """The sentence that uses the rarest shared name; the gist where only a listing does."""
    uses = (side.use(name) for name in names)
    found = next((use for use in uses if use is not None), None)
    return side.quote(found.sentence) if found is not None else side.gist


RULE = Rule(
    id="same-name",
    label=Label.OVERLAP,
    harm=Harm.MEDIUM,
    settlement=Settlement.COMPOSE,
    find=find,
    is_tangible=False,
    prior=1.0,
)
