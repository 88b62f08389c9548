"""Requirements of two proposals on one thing, found by their rarest words."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from sepkit.analysis.conflicts.engine.docket import Docket, Side
from sepkit.model import Force, Quote, Statement

_HOLDERS = 30
"""A word in the requirements of more proposals than this brings no two of them together."""
_KEYS = 5
"""The rarest words of a requirement by which it is found."""
_MOST_PAIRS = 200
"""Statements compared for one pair of proposals."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """One requirement and whose it is."""

    side: Side
    statement: Statement
    words: frozenset[str]
    """Stems and names of what is demanded, its condition left out."""

    @property
    def quote(self) -> Quote:
        """Its sentence."""
        return self.side.quote(self.statement.sentence)


@dataclass(frozen=True, slots=True, kw_only=True)
class Encounter:
    """Two demands, of the older and of the younger proposal, that share rare words."""

    one: Demand
    other: Demand
    weight: float
    """Of the shared words, in nats: the fewer proposals have them, the more it says."""
    likeness: float
    """In [0, 1]: which part of both demands the shared words are."""
    names: tuple[str, ...]
    """Shared names in code."""
    words: tuple[str, ...]
    """Shared stems and names, the rarest first."""

    @property
    def is_same_deed(self) -> bool:
        """Whether both are about doing the same, as far as their verbs tell."""
        verb = self.one.statement.verb
        return bool(verb) and verb == self.other.statement.verb

    @property
    def is_opposed(self) -> bool:
        """Whether one forbids the deed that the other demands."""
        negated = self.one.statement.is_negated != self.other.statement.is_negated
        return negated and self.is_same_deed

    @property
    def differs_in_value(self) -> bool:
        """Whether both demand or both forbid something with values, and no value is the same."""
        a, b = self.one.statement, self.other.statement
        differ = bool(a.values) and bool(b.values) and not set(a.values) & set(b.values)
        return differ and a.is_negated == b.is_negated


def find_encounters(docket: Docket) -> Iterator[Encounter]:
    """Yield pairs of demands of two proposals on one actor, or on none that is named."""
    demands = _demands(docket)
    rarity = _rarity(demands, len(docket))
    for one, other in _candidates(demands, rarity):
        a, b = one.statement, other.statement
        if a.who and b.who and a.who != b.who:
            continue
        yield _encounter(one, other, rarity)


def _encounter(one: Demand, other: Demand, rarity: Mapping[str, float]) -> Encounter:
    shared = sorted(one.words & other.words, key=lambda word: (-rarity[word], word))
    weight, *whole = (
        math.fsum(sorted(rarity[word] for word in words))
        for words in (shared, one.words, other.words)
    )
    return Encounter(
        one=one,
        other=other,
        weight=weight,
        likeness=weight / math.sqrt(whole[0] * whole[1]) if weight else 0.0,
        names=tuple(sorted(set(one.statement.names) & set(other.statement.names))),
        words=tuple(shared),
    )


def _demands(docket: Docket) -> list[Demand]:
    return [
        Demand(side=side, statement=s, words=frozenset((*s.what, *s.names)))
        for side in docket.sides
        for s in side.stance.statements
        if s.force is not Force.MAY
    ]


def _rarity(demands: Sequence[Demand], count: int) -> dict[str, float]:
    held: dict[str, set[str]] = defaultdict(set)
    for demand in demands:
        for word in demand.words:
            held[word].add(demand.side.key)
    return {
        word: math.log(count / len(keys)) if len(keys) <= _HOLDERS else 0.0
        for word, keys in held.items()
    }


def _candidates(
    demands: Sequence[Demand], rarity: Mapping[str, float]
) -> Iterator[tuple[Demand, Demand]]:
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
        for i, j in combinations(places, 2):
            one, other = demands[i], demands[j]
            pair = (one.side.key, other.side.key)
            if one.side is not other.side and (i, j) not in done and seen[pair] < _MOST_PAIRS:
                done.add((i, j))
                seen[pair] += 1
                yield one, other
