"""Requirements of two proposals on one thing, found by their rarest words."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from sepkit.analysis.conflicts.engine.docket import Docket, Side, Standing
from sepkit.model import Force, Quote, Statement

_HOLDERS = 30
"""A word in the requirements of more proposals than this brings no two of them together."""
_KEYS = 5
"""The rarest words of a requirement by which it is found."""
_MOST_PAIRS = 60
"""Statements compared for one pair of proposals, those with the rarest words first."""

_LEAST = 3.0
"""In nats: what weighs less is no encounter for any rule."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """One requirement and whose it is."""

    side: Side
    statement: Statement
    words: frozenset[str]
    """Stems and names of what is demanded, its condition left out."""
    weight: float
    """Of all its words, in nats."""

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

    @property
    def likeness(self) -> float:
        """In [0, 1]: which part of both demands the shared words are."""
        return self.weight / math.sqrt(self.one.weight * self.other.weight)

    @property
    def names(self) -> tuple[str, ...]:
        """Shared names in code."""
        shared = set(self.one.statement.names) & set(self.other.statement.names)
        return tuple(sorted(shared))

    @property
    def words(self) -> tuple[str, ...]:
        """Shared stems and names, in the order of the older demand."""
        told = (*self.one.statement.what, *self.one.statement.names)
        return tuple(word for word in told if word in self.other.words)

    @property
    def is_opposed(self) -> bool:
        """Whether one forbids the deed that the other demands."""
        a, b = self.one.statement, self.other.statement
        return a.is_negated != b.is_negated and bool(a.verb) and a.verb == b.verb

    @property
    def differs_in_value(self) -> bool:
        """Whether both demand or both forbid something with values, and no value is the same."""
        a, b = self.one.statement, self.other.statement
        differ = bool(a.values) and bool(b.values) and not set(a.values) & set(b.values)
        return differ and a.is_negated == b.is_negated


def find_encounters(docket: Docket) -> Sequence[Encounter]:
    """Return pairs of demands of two proposals on one actor, or on none that is named.

    For each pair of proposals those that share most, that oppose each other and that differ in a
    value are kept, the heaviest of each kind. Two settled texts are left out.
    """
    return docket.once(_find)


def _find(docket: Docket) -> tuple[Encounter, ...]:
    demands, rarity = _demands(docket)
    best: dict[tuple[str, str, str], Encounter] = {}
    for one, other in _candidates(docket, demands, rarity):
        weight = math.fsum(rarity[word] for word in one.words & other.words)
        if weight < _LEAST:
            continue
        met = Encounter(one=one, other=other, weight=weight)
        for kind in _kinds(met):
            key = (one.side.key, other.side.key, kind)
            if key not in best or weight > best[key].weight:
                best[key] = met
    return tuple(met for _, met in sorted(best.items(), key=lambda item: item[0]))


def _kinds(met: Encounter) -> Iterator[str]:
    yield "shared"
    if met.is_opposed:
        yield "opposed"
    elif met.differs_in_value:
        yield "values"


def _demands(docket: Docket) -> tuple[list[Demand], dict[str, float]]:
    """All demands, and how much each of their words says."""
    told = [
        (side, statement, frozenset((*statement.what, *statement.names)))
        for side in docket.sides
        for statement in side.stance.statements
        if statement.force is not Force.MAY
    ]
    held: dict[str, set[str]] = defaultdict(set)
    for side, _, words in told:
        for word in words:
            held[word].add(side.key)
    rarity = {
        word: docket.rarity(len(keys)) if len(keys) <= _HOLDERS else 0.0
        for word, keys in held.items()
    }
    demands = [
        Demand(
            side=side,
            statement=statement,
            words=words,
            weight=math.fsum(rarity[word] for word in words),
        )
        for side, statement, words in told
    ]
    return demands, rarity


def _candidates(
    docket: Docket, demands: Sequence[Demand], rarity: Mapping[str, float]
) -> Iterator[tuple[Demand, Demand]]:
    """Pairs of demands of two proposals that share one of their rarest words, the rarest first."""
    postings: dict[str, list[int]] = defaultdict(list)
    for place, demand in enumerate(demands):
        telling = sorted(demand.words, key=lambda word: (-rarity[word], word))[:_KEYS]
        for word in telling:
            if rarity[word] > 0:
                postings[word].append(place)
    seen: Counter[tuple[str, str]] = Counter()
    done: set[tuple[int, int]] = set()
    for word in sorted(postings, key=lambda word: (-rarity[word], word)):
        for i, j in combinations(postings[word], 2):
            one, other = demands[i], demands[j]
            if one.side is other.side or _is_about_others(one, other):
                continue
            pair = (one.side.key, other.side.key)
            if seen[pair] >= _MOST_PAIRS or (i, j) in done:
                continue
            if pair not in seen and docket.standing(one.side, other.side) is Standing.PAST:
                seen[pair] = _MOST_PAIRS
                continue
            done.add((i, j))
            seen[pair] += 1
            yield one, other


def _is_about_others(one: Demand, other: Demand) -> bool:
    """Whether they name different actors."""
    a, b = one.statement.who, other.statement.who
    return bool(a) and bool(b) and a != b
