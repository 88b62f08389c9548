"""One text demands what the other forbids, or demands another value.

Requirements are taken apart into who, must or may, not, what, on which names, when and with which
values. Two oppose each other when they are about the same actor and largely the same deed or name,
and one is negated while the other is not, or their values for one name differ.

Left alone: sentences that share only common words; different actors; a condition that excludes the
other's; a text's own alternatives; two settled texts.

What to do: agree on one requirement, or give each its condition.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from sepkit.analysis.conflicts.engine.docket import Docket, Side, Standing
from sepkit.analysis.conflicts.engine.rule import Label, Rule, Settlement, Sign
from sepkit.analysis.conflicts.engine.shared import saturate
from sepkit.model import Force, Harm, Statement

_HALF = 6.0
_LEAST = 5.0
_HOLDERS = 30
"""A word in the requirements of more proposals than this brings no two of them together."""
_KEYS = 5
"""The rarest words of a requirement by which it is found."""
_MOST_PAIRS = 200
"""Statements compared for one pair of proposals."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Demand:
    side: Side
    statement: Statement
    words: frozenset[str]


def find(docket: Docket) -> Iterator[Sign]:
    """Yield for each pair the two requirements that oppose each other most."""
    demands = [
        _Demand(side=side, statement=s, words=frozenset((*s.what, *s.names)))
        for side in docket.sides
        for s in side.stance.statements
        if s.force is not Force.MAY
    ]
    rarity = _rarity(demands, len(docket))
    best: dict[tuple[str, str], tuple[float, _Demand, _Demand]] = {}
    for one, other in _candidates(demands, rarity):
        opposition = _opposition(one, other, rarity)
        key = (one.side.key, other.side.key)
        if opposition >= _LEAST and opposition > best.get(key, (0.0, one, other))[0]:
            best[key] = opposition, one, other
    for _, (opposition, one, other) in sorted(best.items()):
        if docket.standing(one.side, other.side) is not Standing.PAST:
            yield _sign(one, other, opposition)


def _rarity(demands: list[_Demand], count: int) -> dict[str, float]:
    held: dict[str, set[str]] = defaultdict(set)
    for demand in demands:
        for word in demand.words:
            held[word].add(demand.side.key)
    return {
        word: math.log(count / len(keys)) if len(keys) <= _HOLDERS else 0.0
        for word, keys in held.items()
    }


def _candidates(
    demands: list[_Demand], rarity: dict[str, float]
) -> Iterator[tuple[_Demand, _Demand]]:
    """Pairs of demands of two proposals that share one of their rarest words."""
    postings: dict[str, list[int]] = defaultdict(list)
    for place, demand in enumerate(demands):
        telling = sorted(demand.words, key=lambda word: (-rarity[word], word))[:_KEYS]
        for word in telling:
            if rarity[word] > 0:
                postings[word].append(place)
    seen: Counter[tuple[str, str]] = Counter()
    done: set[tuple[int, int]] = set()
    for places in postings.values():
        for i, j in product(places, places):
            one, other = demands[i], demands[j]
            pair = (one.side.key, other.side.key)
            if one.side.age < other.side.age and (i, j) not in done and seen[pair] < _MOST_PAIRS:
                done.add((i, j))
                seen[pair] += 1
                yield one, other


def _opposition(one: _Demand, other: _Demand, rarity: dict[str, float]) -> float:
    a, b = one.statement, other.statement
    if a.who and b.who and a.who != b.who:
        return 0.0
    shared = one.words & other.words
    weight = math.fsum(sorted(rarity[word] for word in shared))
    if a.is_negated != b.is_negated:
        return weight
    names = set(a.names) & set(b.names)
    differ = bool(a.values) and bool(b.values) and not set(a.values) & set(b.values)
    return 0.7 * weight if names and differ else 0.0


def _sign(one: _Demand, other: _Demand, opposition: float) -> Sign:
    a, b = one.side, other.side
    forbids = next((d.side.key for d in (one, other) if d.statement.is_negated), None)
    asks = b.key if forbids == a.key else a.key
    is_value = one.statement.is_negated == other.statement.is_negated
    names = sorted(set(one.statement.names) & set(other.statement.names))
    what = f" on `{names[0]}`" if names else ""
    sentence = (
        f"{a.key} and {b.key} demand different values{what}"
        if is_value
        else f"{forbids} forbids{what} what {asks} demands"
    )
    return Sign(
        pair=(a.key, b.key),
        strength=saturate(opposition, _HALF),
        sentence=sentence,
        evidence=(a.quote(one.statement.sentence), b.quote(other.statement.sentence)),
    )


RULE = Rule(
    id="opposed-requirements",
    label=Label.CONTRADICTION,
    harm=Harm.HIGH,
    settlement=Settlement.MERGE,
    find=find,
    prior=0.6,
)
