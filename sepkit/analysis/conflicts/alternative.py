"""One text calls itself an alternative to the other, or says that it replaces or reverses it.

The author has done the comparison already; what is missing is a decision for one of the two.

Left alone: a denial: "does not replace", "not an alternative to"; a
mention under *Alternatives* without such a word.

What to do: decide both together, and let the one that is not taken be withdrawn or superseded.
"""

from collections.abc import Iterator

from sepkit.analysis.conflicts.engine.awareness import remarks
from sepkit.analysis.conflicts.engine.docket import QUOTE_CHARACTERS, Docket, Side, Standing
from sepkit.analysis.conflicts.engine.rule import Label, Rule, Settlement, Sign
from sepkit.analysis.conflicts.engine.shared import saturate
from sepkit.model import Attitude, Harm, Quote, RelationKind

_DECLARED = 1.0
_REMARKED = 0.5


def find(docket: Docket) -> Iterator[Sign]:
    """Yield one sign per text and proposal that it sets itself against."""
    for side in docket.sides:
        for other in _cited(docket, side):
            if docket.standing(side, other) is Standing.PAST:
                continue
            said = _said_against(side, other)
            if said:
                yield _sign(side, other, said)


def _cited(docket: Docket, side: Side) -> list[Side]:
    numbers = {remark.number for remark in side.stance.remarks}
    keys = {relation.to for relation in side.case.relations}
    found = {s.key: s for number in numbers for s in docket.numbers.get(number, ())[:1]}
    found.update({key: docket.by_key[key] for key in keys if key in docket.by_key})
    found.pop(side.key, None)
    return sorted(found.values(), key=lambda other: other.age)


def _said_against(side: Side, other: Side) -> list[tuple[float, str, Quote]]:
    said = [
        (
            _DECLARED,
            "superseded by this",
            Quote(
                proposal=side.key,
                path=relation.path,
                line=relation.line,
                quote=relation.quote[:QUOTE_CHARACTERS],
            ),
        )
        for relation in side.case.relations
        if relation.to == other.key and relation.kind is RelationKind.SUPERSEDES
    ]
    said += [
        (_REMARKED, f'"{remark.word}"', side.quote(remark.sentence))
        for remark in remarks(side, other)
        if remark.attitude is Attitude.CONTRASTS
    ]
    return sorted(said, key=lambda item: (-item[0], item[2].line))


def _sign(side: Side, other: Side, said: list[tuple[float, str, Quote]]) -> Sign:
    word = said[0][1]
    return Sign(
        pair=(side.key, other.key),
        strength=saturate(sum(weight for weight, _, _ in said), 0.25),
        sentence=f"{side.key} says of {other.key}: {word}",
        evidence=(said[0][2], other.gist),
    )


RULE = Rule(
    id="alternative",
    label=Label.CONTRADICTION,
    harm=Harm.MEDIUM,
    settlement=Settlement.MERGE,
    find=find,
    prior=5.0,
)
