"""A proposal requires one that will not come, or that requires it in turn.

What requires a rejected, withdrawn or superseded proposal cannot land as written; two that require
each other can only land together.

Left alone: requiring a proposal that is open and moving: that is an order, not a conflict, and
stands in the land order; requiring one that is final.

What to do: take over what is needed from the proposal that does not come, or land both together.
"""

from collections.abc import Iterator

from sepkit.analysis.conflicts.engine.docket import Docket, Side
from sepkit.analysis.conflicts.engine.rule import Label, Rule, Settlement, Sign
from sepkit.model import Harm, Quote, Relation, RelationKind

_LOST = frozenset({"rejected", "withdrawn", "superseded", "dormant", "replaced", "abandoned"})
"""Words for the end of a proposal that are the same in every process that was read."""


def find(docket: Docket) -> Iterator[Sign]:
    """Yield one sign per requirement that cannot be met."""
    for side in docket.sides:
        if not side.case.is_open:
            continue
        for relation in side.case.relations:
            other = docket.by_key.get(relation.to)
            if relation.kind is not RelationKind.REQUIRES or other is None or other is side:
                continue
            back = _requirement(other, side)
            if back is not None and side.age < other.age:
                yield _sign(side, other, relation, "and each requires the other", back)
            elif other.case.status in _LOST:
                yield _sign(side, other, relation, f"which is {other.case.status}", None)


def _requirement(side: Side, other: Side) -> Relation | None:
    for relation in side.case.relations:
        if relation.kind is RelationKind.REQUIRES and relation.to == other.key:
            return relation
    return None


def _sign(side: Side, other: Side, relation: Relation, why: str, back: Relation | None) -> Sign:
    return Sign(
        pair=(side.key, other.key),
        strength=1.0,
        sentence=f"{side.key} requires {other.key}, {why}",
        evidence=(_quote(side, relation), _quote(other, back) if back else other.gist),
    )


def _quote(side: Side, relation: Relation) -> Quote:
    return Quote(
        proposal=side.key, path=relation.path, line=relation.line, quote=relation.quote[:400]
    )


RULE = Rule(
    id="dependency",
    label=Label.ORDER,
    harm=Harm.MEDIUM,
    settlement=Settlement.ORDER,
    find=find,
    prior=3.0,
    is_certain=True,
)
