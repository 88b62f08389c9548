"""All signs of all rules, gathered by pair."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sepkit.analysis.conflicts.engine.awareness import harmony
from sepkit.analysis.conflicts.engine.docket import Docket, Side, Standing
from sepkit.analysis.conflicts.engine.rule import Rule, Sign

ONE_GROUP = "one-group"
"""Name of the affinity among the strengths. Proposals of one group meet on its ground far more
often than others: it is no sign by itself and raises the score of pairs that have one."""

HARMONY = "harmony"
"""Name of the texts' own word that they go together; it alone can lower a score."""

PRIORS = {ONE_GROUP: 1.5, HARMONY: -0.5}
"""What they are thought to add before anything was learnt."""


PairId = frozenset[str]
"""Two keys without order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two proposals and what speaks for a conflict between them."""

    a: Side
    b: Side
    """The younger."""
    standing: Standing
    signs: tuple[tuple[Rule, Sign], ...]
    """One for each rule and direction, in the order of the rules."""
    affinity: float = 0.0
    """The chance that one group owns both."""
    harmony: float = 0.0
    """How far their texts say that they go together."""

    @property
    def id(self) -> PairId:
        """Both keys."""
        return frozenset((self.a.key, self.b.key))

    def strengths(self) -> dict[str, float]:
        """Return the greatest strength for each rule that fired, and what else is known."""
        context = {ONE_GROUP: self.affinity, HARMONY: self.harmony}
        found = {name: amount for name, amount in context.items() if amount}
        for rule, sign in self.signs:
            found[rule.id] = max(sign.strength, found.get(rule.id, 0.0))
        return found


def find_pairs(docket: Docket, rules: Iterable[Rule]) -> Sequence[Pair]:
    """Run the rules and gather their signs, in the order of the proposals' ages."""
    found: dict[int, list[tuple[Rule, Sign]]] = {}
    places, count = docket.places, len(docket)
    seconds = {places[side.key] for side in docket.sides if docket.is_second_claimant(side)}
    for rule in rules:
        for sign in rule.find(docket):
            one, other = places[sign.pair[0]], places[sign.pair[1]]
            if not rule.about_texts and (one in seconds or other in seconds):
                continue
            pair = one * count + other if one < other else other * count + one
            found.setdefault(pair, []).append((rule, sign))
    return [
        _pair(docket, docket.sides[pair // count], docket.sides[pair % count], signs)
        for pair, signs in sorted(found.items())
    ]


def _pair(docket: Docket, a: Side, b: Side, signs: list[tuple[Rule, Sign]]) -> Pair:
    return Pair(
        a=a,
        b=b,
        standing=docket.standing(a, b),
        signs=tuple(signs),
        affinity=docket.affinity(a.key, b.key),
        harmony=0.0 if any(rule.denies_harmony for rule, _ in signs) else harmony(a, b),
    )
