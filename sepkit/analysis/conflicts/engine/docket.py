"""All cases at once, indexed the way rules ask for them; made once, then only read."""

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from operator import attrgetter
from typing import Any, Self, TypeVar

from sepkit.analysis.conflicts.engine.nearness import Nearness, find_nearness
from sepkit.analysis.conflicts.reading import read_stance
from sepkit.model import (
    Act,
    Case,
    GroupId,
    ProposalKey,
    Quote,
    RelationKind,
    Remark,
    Route,
    Spec,
    Stance,
    Surface,
    SurfaceEntry,
    Touch,
    Use,
)

QUOTE_CHARACTERS = 400

T = TypeVar("T")


class Standing(StrEnum):
    """Which of a pair can still change."""

    OPEN = "open"
    """Both."""
    SETTLED = "settled"
    """One of them; the other is final or closed, and was there before."""
    OVERTAKEN = "overtaken"
    """One of them; the other came later and is settled, so that the open text could not know it."""
    PAST = "past"
    """Neither."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Side:
    """One proposal with its stance and its touches by surface."""

    case: Case
    stance: Stance
    acts: Mapping[Surface, tuple[Touch, ...]]
    """Strongest act first; mentions left out."""
    said: Mapping[int, tuple[Remark, ...]]
    """A number to what the text says beside citations of it."""
    grounds: frozenset[ProposalKey]
    """What it says that it supersedes, extends or requires."""

    @property
    def key(self) -> ProposalKey:
        """The proposal's key."""
        return self.case.key

    @property
    def age(self) -> tuple[str, int, str]:
        """Order in which proposals came: by number where there is one, the rest last."""
        number = self.case.number
        return ("" if number is not None else "~", number or 0, self.case.key)

    def binding(self, surface: Surface) -> Touch | None:
        """The touch by which it defines, changes, deprecates or removes the surface, or None."""
        return next((t for t in self.acts.get(surface, ()) if t.is_binding), None)

    def use(self, word: str) -> Use | None:
        """How the text builds on a word or name, or None.

        Searched in the sorted uses: an index of them for each proposal took more memory than they.
        """
        uses = self.stance.uses
        place = bisect_left(uses, word, key=_word_of)
        return uses[place] if place < len(uses) and uses[place].word == word else None

    def quote(self, sentence: int) -> Quote:
        """One of the stance's sentences as evidence."""
        found = self.stance.sentences[sentence]
        return Quote(
            proposal=self.key, path=self.case.document.path, line=found.line, quote=found.text
        )

    def quote_touch(self, touch: Touch) -> Quote:
        """A touch as evidence; one in another file than the text says of what it is."""
        name = touch.surface.partition(":")[2]
        text = touch.quote or name
        if touch.path != self.case.document.path and name not in text:
            text = f"{name}: {text}"
        return Quote(
            proposal=self.key, path=touch.path, line=touch.line, quote=text[:QUOTE_CHARACTERS]
        )

    @property
    def gist(self) -> Quote:
        """What it is about, in its own words; its title where the text is empty."""
        if self.stance.gist >= 0:
            return self.quote(self.stance.gist)
        document = self.case.document
        return Quote(proposal=self.key, path=document.path, line=1, quote=document.title)


_word_of = attrgetter("word")


class Docket:
    """All proposals with what rules look up, each made at the first question."""

    def __init__(
        self,
        cases: Sequence[Case],
        *,
        spec: Spec,
        routes: Mapping[ProposalKey, Route] | None = None,
        fallback: GroupId | None = None,
    ) -> None:
        """Index the cases.

        Args:
            cases: one for each proposal; two with the same key make a `ValueError`.
            spec: the specification, for what it no longer holds.
            routes: whose each proposal is; without them no rule on groups fires.
            fallback: the group that owns what no other does; that two are left to it says nothing.
        """
        self.sides = tuple(sorted((_side(case) for case in cases), key=lambda side: side.age))
        self.by_key = {side.key: side for side in self.sides}
        if len(self.by_key) != len(self.sides):
            raise ValueError("two cases have the same key")
        self.spec = spec
        self.routes = routes or {}
        self.fallback = fallback
        self._made: dict[Any, Any] = {}
        self._chances: dict[ProposalKey, dict[GroupId, float]] = {}

    def __len__(self) -> int:
        """How many proposals there are."""
        return len(self.sides)

    def once(self, make: Callable[[Self], T]) -> T:
        """Return what a function makes of all proposals; asked again, the same object.

        For what several rules look at and no single lookup of this class is.
        """
        if make not in self._made:
            self._made[make] = make(self)
        found: T = self._made[make]
        return found

    def owner(self, key: ProposalKey) -> GroupId | None:
        """Whose a proposal is, or None in an abstention."""
        route = self.routes.get(key)
        return route.owner if route is not None else None

    def affinity(self, a: ProposalKey, b: ProposalKey) -> float:
        """The chance that one group owns both, in [0, 1]; the group that owns the rest is none."""
        one, other = self._chances_of(a), self._chances_of(b)
        if one.keys().isdisjoint(other):
            return 0.0
        return math.fsum(one[group] * other[group] for group in sorted(one.keys() & other.keys()))

    def _chances_of(self, key: ProposalKey) -> dict[GroupId, float]:
        known = self._chances.get(key)
        if known is None:
            route = self.routes.get(key)
            candidates = route.candidates if route is not None else ()
            known = {c.group: c.probability for c in candidates if c.group != self.fallback}
            self._chances[key] = known
        return known

    def standing(self, a: Side, b: Side) -> Standing:
        """Which of two can still change."""
        if a.case.is_open or b.case.is_open:
            if a.case.is_open and b.case.is_open:
                return Standing.OPEN
            one, settled = (a, b) if a.case.is_open else (b, a)
            return Standing.OVERTAKEN if settled.age > one.age else Standing.SETTLED
        return Standing.PAST

    def rarity(self, holders: int) -> float:
        """How much it says that two share something that so many have, in nats; 0 if all do."""
        return math.log(len(self.sides) / holders) if holders else 0.0

    @cached_property
    def places(self) -> Mapping[ProposalKey, int]:
        """A key to its position among the sides; rules pair these numbers, not the keys."""
        return {side.key: place for place, side in enumerate(self.sides)}

    @cached_property
    def entries(self) -> Mapping[Surface, SurfaceEntry]:
        """The specification's surfaces by id."""
        return {entry.id: entry for entry in self.spec.surfaces}

    @cached_property
    def spec_names(self) -> frozenset[str]:
        """Names that the specification holds or held: of methods, types, fields and the rest."""
        names = {entry.id.partition(":")[2] for entry in self.spec.surfaces}
        return frozenset(names | {name.rpartition(".")[2] for name in names})

    @cached_property
    def numbers(self) -> Mapping[int, tuple[Side, ...]]:
        """Proposals by number; more than one where a number is claimed twice."""
        found: dict[int, list[Side]] = defaultdict(list)
        for side in self.sides:
            if side.case.number is not None:
                found[side.case.number].append(side)
        return {number: tuple(sides) for number, sides in found.items()}

    def is_second_claimant(self, side: Side) -> bool:
        """Whether another proposal bore its number first."""
        number = side.case.number
        return number is not None and self.numbers[number][0] is not side

    @cached_property
    def binders(self) -> Mapping[Surface, tuple[Side, ...]]:
        """Surfaces to those who define, change, deprecate or remove them."""
        return self._by_surface(lambda touch: touch.is_binding)

    @cached_property
    def actors(self) -> Mapping[Surface, tuple[Side, ...]]:
        """Surfaces to those who do anything to them but mention them."""
        return self._by_surface(lambda touch: touch.act is not Act.MENTIONS)

    def _by_surface(self, wanted: Callable[[Touch], bool]) -> dict[Surface, tuple[Side, ...]]:
        found: dict[Surface, list[Side]] = defaultdict(list)
        for side in self.sides:
            for surface, touches in side.acts.items():
                if any(wanted(touch) for touch in touches):
                    found[surface].append(side)
        return {surface: tuple(sides) for surface, sides in sorted(found.items())}

    @cached_property
    def users(self) -> Mapping[str, tuple[Side, ...]]:
        """Words and names to those whose text builds on them."""
        found: dict[str, list[Side]] = defaultdict(list)
        for side in self.sides:
            for use in side.stance.uses:
                found[use.word].append(side)
        return {word: tuple(sides) for word, sides in found.items()}

    @cached_property
    def purposes(self) -> Nearness:
        """Whose purpose is near whose."""
        return find_nearness({side.key: side.stance.purpose for side in self.sides})

    @cached_property
    def bodies(self) -> Nearness:
        """Whose whole text is near whose."""
        return find_nearness({side.key: side.stance.body for side in self.sides})

    def pairs_by_name(self) -> Iterator[tuple[str, Sequence[tuple[int, float]]]]:
        """Yield names in code that at least two proposals and at most ten have in their texts.

        Each with the places of those proposals and how often each uses it.
        """
        holders = Counter(term.stem for side in self.sides for term in side.stance.names)
        found: dict[str, list[tuple[int, float]]] = {}
        for place, side in enumerate(self.sides):
            for term in side.stance.names:
                if 1 < holders[term.stem] <= 10:  # noqa: PLR2004 - more share a fashion, not a thing
                    found.setdefault(term.stem, []).append((place, term.weight))
        yield from sorted(found.items())


def _side(case: Case) -> Side:
    stance = case.stance if case.stance is not None else read_stance(case.document)
    acts: dict[Surface, list[Touch]] = defaultdict(list)
    for touch in case.touches:
        if touch.act is not Act.MENTIONS:
            acts[touch.surface].append(touch)
    said: dict[int, list[Remark]] = defaultdict(list)
    for remark in stance.remarks:
        said[remark.number].append(remark)
    return Side(
        case=case,
        stance=stance,
        acts={
            surface: tuple(sorted(touches, key=lambda t: (_ORDER[t.act], t.line)))
            for surface, touches in acts.items()
        },
        said={number: tuple(remarks) for number, remarks in said.items()},
        grounds=frozenset(r.to for r in case.relations if r.kind in _GROUNDS),
    )


_ORDER = {act: place for place, act in enumerate(Act)}
_GROUNDS = frozenset({RelationKind.SUPERSEDES, RelationKind.EXTENDS, RelationKind.REQUIRES})
