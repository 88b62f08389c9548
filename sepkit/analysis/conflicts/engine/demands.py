"""Requirements of two proposals on one thing, found by their rarest words."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby, product

from sepkit.analysis.conflicts.engine.docket import Docket, Side, Standing
from sepkit.model import Force, Quote, Statement

_HOLDERS = 30
"""A word in the requirements of more proposals than this brings no two of them together."""
_KEYS = 5
"""The rarest words of a requirement by which it is found."""
_MOST_PAIRS = 60
"""Statements compared for one pair of proposals, those with the rarest words first."""

_MOST_MET = 300
"""Proposals whose statements one is compared with, those that share its rarest words first."""

_LEAST = 3.0
"""In nats: what weighs less is no encounter for any rule."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """One requirement and whose it is."""

    side: Side
    statement: Statement
    weight: float
    """Of the words of what is demanded that few proposals have, in nats."""

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
        there = {*_words(self.other.statement)}
        return tuple(word for word in _words(self.one.statement) if word in there)

    @property
    def is_opposed(self) -> bool:
        """Whether one forbids the deed that the other demands."""
        return _are_opposed(self.one.statement, self.other.statement)

    @property
    def differs_in_value(self) -> bool:
        """Whether both demand or both forbid something with values, and no value is the same."""
        return _differ_in_value(self.one.statement, self.other.statement)


def _are_opposed(a: Statement, b: Statement) -> bool:
    return a.is_negated != b.is_negated and bool(a.verb) and a.verb == b.verb


def _differ_in_value(a: Statement, b: Statement) -> bool:
    differ = bool(a.values) and bool(b.values) and not set(a.values) & set(b.values)
    return differ and a.is_negated == b.is_negated


def find_encounters(docket: Docket) -> Sequence[Encounter]:
    """Return pairs of demands of two proposals on one actor, or on none that is named.

    For each pair of proposals those that share most, that oppose each other and that differ in a
    value are kept, the heaviest of each kind. Two settled texts are left out.
    """
    return docket.once(_find)


def _words(statement: Statement) -> tuple[str, ...]:
    return (*statement.what, *statement.names)


def _find(docket: Docket) -> tuple[Encounter, ...]:
    told = _Told(docket)
    best: dict[tuple[int, int, str], tuple[float, int, int]] = {}
    for one, other in _candidates(docket, told):
        weight = told.weight(set(told.words[one]).intersection(told.words[other]))
        if weight < _LEAST:
            continue
        for kind in _kinds(told.statements[one], told.statements[other]):
            key = (told.sides[one], told.sides[other], kind)
            if key not in best or weight > best[key][0]:
                best[key] = weight, one, other
    return tuple(
        Encounter(one=told.demand(one), other=told.demand(other), weight=weight)
        for _, (weight, one, other) in sorted(best.items(), key=lambda item: item[0])
    )


def _kinds(one: Statement, other: Statement) -> Iterator[str]:
    yield "shared"
    if _are_opposed(one, other):
        yield "opposed"
    elif _differ_in_value(one, other):
        yield "values"


class _Told:
    """All demands by number, each with those of its words that few proposals have."""

    def __init__(self, docket: Docket) -> None:
        self._docket = docket
        self._rarity = _rarity(docket)
        self.sides: list[int] = []
        """Whose each demand is, by place."""
        self.statements: list[Statement] = []
        self.words: list[tuple[str, ...]] = []
        """The rarest first; tuples, because a million sets took 200 MB."""
        for place, side in enumerate(docket.sides):
            for statement in side.stance.statements:
                words = self._telling(statement)
                if words:
                    self.sides.append(place)
                    self.statements.append(statement)
                    self.words.append(words)

    def _telling(self, statement: Statement) -> tuple[str, ...]:
        if statement.force is Force.MAY:
            return ()
        words = {word for word in _words(statement) if word in self._rarity}
        return tuple(sorted(words, key=self._order))

    def _order(self, word: str) -> tuple[float, str]:
        return -self._rarity[word], word

    def weight(self, words: Iterable[str]) -> float:
        """How much they say together, in nats."""
        return math.fsum(self._rarity[word] for word in words)

    def demand(self, number: int) -> Demand:
        return Demand(
            side=self._docket.sides[self.sides[number]],
            statement=self.statements[number],
            weight=self.weight(self.words[number]),
        )

    def postings(self) -> Iterator[list[list[int]]]:
        """Yield for each word that brings demands together, the rarest first, who has it where.

        Demands by proposal, the older first.
        """
        found: dict[str, list[int]] = {}
        for number, words in enumerate(self.words):
            for word in words[:_KEYS]:
                found.setdefault(word, []).append(number)
        for word in sorted(found, key=self._order):
            if len(found[word]) > 1:
                groups = groupby(found[word], key=self.sides.__getitem__)
                yield [list(numbers) for _, numbers in groups]


def _rarity(docket: Docket) -> dict[str, float]:
    """How much each word says, in nats; common ones are left out."""
    held: Counter[str] = Counter()
    for side in docket.sides:
        demands = (s for s in side.stance.statements if s.force is not Force.MAY)
        held.update({word for statement in demands for word in _words(statement)})
    return {
        word: docket.rarity(count)
        for word, count in held.items()
        if count <= min(_HOLDERS, len(docket) - 1)
    }


def _candidates(docket: Docket, told: _Told) -> Iterator[tuple[int, int]]:
    """Pairs of demands of two proposals that share one of their rarest words, the rarest first."""
    compared: dict[tuple[int, int], set[tuple[int, int]]] = {}
    met: Counter[int] = Counter()
    for groups in told.postings():
        for mine, theirs in combinations(groups, 2):
            pair = (told.sides[mine[0]], told.sides[theirs[0]])
            done = compared.get(pair)
            if done is None:
                if max(met[pair[0]], met[pair[1]]) >= _MOST_MET or _is_past(docket, *pair):
                    continue
                met.update(pair)
                done = compared[pair] = set()
            for two in product(mine, theirs):
                if len(done) >= _MOST_PAIRS:
                    break
                if two not in done and not _is_about_others(told, *two):
                    done.add(two)
                    yield two


def _is_past(docket: Docket, one: int, other: int) -> bool:
    return docket.standing(docket.sides[one], docket.sides[other]) is Standing.PAST


def _is_about_others(told: _Told, one: int, other: int) -> bool:
    """Whether they name different actors."""
    a, b = told.statements[one].who, told.statements[other].who
    return bool(a) and bool(b) and a != b
