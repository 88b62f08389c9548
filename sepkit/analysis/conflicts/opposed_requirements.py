"""One text demands what the other forbids, or demands another value.

Requirements are taken apart into who, must or may, not, what, on which names, when and with which
values; verbs that do the same count as one, and "must reject" is read as "must not accept". Two
oppose each other when they are about the same actor or subject and the same deed, most of what they
name is the same, and one is negated while the other is not, or no value of theirs is the same. At
last their clauses are read again: half of what stands behind each key word is the same thing.

Left alone: sentences that share only common words or a small part of what they say (those may be
same-requirement); different actors or subjects; conditions that have nothing in common; "only",
"until", "at least" and "empty", with which a demand and a denial agree; a text's own alternatives;
two settled texts.

What to do: agree on one requirement, or give each its condition.
"""

from collections.abc import Iterator

from sepkit.analysis.conflicts.engine.demands import Encounter, find_encounters
from sepkit.analysis.conflicts.engine.docket import Docket, Standing
from sepkit.analysis.conflicts.engine.rule import Label, Rule, Settlement, Sign
from sepkit.analysis.conflicts.engine.shared import saturate
from sepkit.analysis.conflicts.reading.clauses import read_clause
from sepkit.model import Harm

_HALF = 6.0
_LEAST = 3.8
_LIKE, _LIKE_IN_VALUES = 0.4, 0.3
"""Likeness from which on two demands are about the same. Below it "must not contain its own id" met
"must contain that error"."""

_OF_VALUES = 0.7
"""What another value counts beside a denial: two limits can both hold."""


_HALF_SHARED = 0.5


def find(docket: Docket) -> Iterator[Sign]:
    """Yield for each pair the two requirements that oppose each other most."""
    best: dict[tuple[str, str], tuple[float, Encounter]] = {}
    for met in find_encounters(docket):
        opposition = _opposition(met)
        key = (met.one.side.key, met.other.side.key)
        is_more = opposition >= _LEAST and opposition > best.get(key, (0.0, met))[0]
        if is_more and _is_about_one_thing(met):
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


def _is_about_one_thing(met: Encounter) -> bool:
    """Read both clauses: is the same subject to do the same to the same thing?"""
    a, b = met.one.statement, met.other.statement
    one, other = read_clause(met.one.quote.quote), read_clause(met.other.quote.quote)
    if one is None or other is None:
        return False
    is_one_subject = (a.who == b.who != "") or _overlap(one.subject, other.subject) >= _HALF_SHARED
    is_limited = met.is_opposed and (one.is_limited or other.is_limited)
    is_never_both = bool(a.condition) and bool(b.condition) and not {*a.condition} & {*b.condition}
    is_one_thing = _overlap(one.objects, other.objects) >= _HALF_SHARED
    return is_one_subject and is_one_thing and not is_limited and not is_never_both


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Which part of the larger one both have in common."""
    return len(one & other) / max(len(one), len(other), 1)


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
