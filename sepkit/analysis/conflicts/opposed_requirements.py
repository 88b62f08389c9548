"""One text demands what the other forbids, or demands another value.

Requirements are taken apart into who, must or may, not, what, on which names, when and with which
values; verbs that do the same count as one, and "must reject" is read as "must not accept". Two
oppose each other when they are about the same actor and the same deed, most of what they name is
the same, and one is negated while the other is not, or no value of theirs is the same.

Left alone: sentences that share only common words or a small part of what they say (those may be
same-requirement); different actors; a text's own alternatives; two settled texts.

What to do: agree on one requirement, or give each its condition.
"""

from collections.abc import Iterator

from sepkit.analysis.conflicts.engine.demands import Encounter, find_encounters
from sepkit.analysis.conflicts.engine.docket import Docket, Standing
from sepkit.analysis.conflicts.engine.rule import Label, Rule, Settlement, Sign
from sepkit.analysis.conflicts.engine.shared import saturate
from sepkit.model import Harm

_HALF = 6.0
_LEAST = 3.8
_LIKE, _LIKE_IN_VALUES = 0.4, 0.3
"""Likeness from which on two demands are about the same. Below it "must not contain its own id" met
"must contain that error"."""

_OF_VALUES = 0.7
"""What another value counts beside a denial: two limits can both hold."""


def find(docket: Docket) -> Iterator[Sign]:
    """Yield for each pair the two requirements that oppose each other most."""
    best: dict[tuple[str, str], tuple[float, Encounter]] = {}
    for met in find_encounters(docket):
        opposition = _opposition(met)
        key = (met.one.side.key, met.other.side.key)
        if opposition >= _LEAST and opposition > best.get(key, (0.0, met))[0]:
            best[key] = opposition, met
    for _, (opposition, met) in sorted(best.items()):
        if docket.standing(met.one.side, met.other.side) is not Standing.PAST:
            yield _sign(met, opposition)


def _opposition(met: Encounter) -> float:
    if met.is_opposed and met.likeness >= _LIKE:
        return met.weight
    if met.differs_in_value and met.likeness >= _LIKE_IN_VALUES:
        return _OF_VALUES * met.weight
    return 0.0


def _sign(met: Encounter, opposition: float) -> Sign:
    a, b = met.one.side.key, met.other.side.key
    what = f" on `{met.names[0]}`" if met.names else ""
    if met.is_opposed:
        forbids, asks = (a, b) if met.one.statement.is_negated else (b, a)
        sentence = f"{forbids} forbids{what} what {asks} demands"
    else:
        sentence = f"{a} and {b} demand different values{what}"
    return Sign(
        pair=(a, b),
        strength=saturate(opposition, _HALF),
        sentence=sentence,
        evidence=(met.one.quote, met.other.quote),
    )


RULE = Rule(
    id="opposed-requirements",
    label=Label.CONTRADICTION,
    harm=Harm.HIGH,
    settlement=Settlement.MERGE,
    find=find,
    prior=0.6,
)
