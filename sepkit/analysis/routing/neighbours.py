"""Ownership that comes with a relation: who extends a group's proposal works in its field.

Only what the proposal itself says of others counts, so that a stranger's new proposal cannot move
anybody else's owner by citing it.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from sepkit.analysis.routing.hint import Hint
from sepkit.analysis.routing.subject import Subject
from sepkit.model import GroupId, ProposalKey, Relation, RelationKind

Beliefs = Mapping[ProposalKey, Mapping[GroupId, float]]
"""What is thought of each proposal's owner before relations are looked at."""

# Requiring and extending carry ownership; related work and alternatives less; a mention hardly.
_CARRIES = {
    RelationKind.EXTENDS: 1.0,
    RelationKind.SUPERSEDES: 1.0,
    RelationKind.REQUIRES: 0.7,
    RelationKind.ALTERNATIVE_TO: 0.6,
    RelationKind.RELATED: 0.3,
    RelationKind.MENTIONS: 0.1,
}
_NOT_WORTH_A_LINE = 0.02


def find_inherited(subject: Subject, beliefs: Beliefs) -> Iterator[Hint]:
    """Yield hints from the owners of proposals that this one names; all values sum to below 1."""
    strongest: dict[ProposalKey, Relation] = {}
    for relation in subject.case.relations:
        old = strongest.get(relation.to)
        if old is None or _CARRIES[relation.kind] > _CARRIES[old.kind]:
            strongest[relation.to] = relation
    known = [relation for relation in strongest.values() if relation.to in beliefs]
    total = sum(_CARRIES[relation.kind] for relation in known)
    values: dict[tuple[GroupId, Relation], float] = defaultdict(float)
    for relation in known:
        for group, probability in beliefs[relation.to].items():
            values[group, relation] += _CARRIES[relation.kind] * probability / (total + 1)
    for (group, relation), value in values.items():
        if value > _NOT_WORTH_A_LINE:
            verb = relation.kind.value.replace("-", " ")
            text = f"{verb} {relation.to}"
            yield Hint("relation", group, value, text, relation.path, relation.line)
