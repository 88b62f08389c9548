"""Pairs of proposals that cannot both go ahead as written, and why: one rule a file.

A rule reads the docket and yields signs: a pair, a strength, a sentence and both texts' words. What
each rule's sign is worth was learnt from pairs that people judged (`weights.json`); the score of a
pair is the probability that a maintainer would agree.
"""

from collections.abc import Sequence

from sepkit.analysis.conflicts import (
    alternative,
    composition,
    dependency,
    duplicate,
    error_code,
    false_harmony,
    number_clash,
    opposed_requirements,
    ownership,
    removed_surface,
    removes_extended,
    same_method,
    same_name,
    same_purpose,
    same_requirement,
    same_type,
)
from sepkit.analysis.conflicts.engine import finding
from sepkit.analysis.conflicts.engine.acknowledging import read_acknowledgements
from sepkit.analysis.conflicts.engine.docket import Docket, Standing
from sepkit.analysis.conflicts.engine.finding import Scored, find_crowded, score_pairs
from sepkit.analysis.conflicts.engine.newness import find_new
from sepkit.analysis.conflicts.engine.rule import Label, Rule, Settlement, Sign
from sepkit.analysis.conflicts.engine.weights import ConflictWeights, parse_weights
from sepkit.analysis.conflicts.reading import read_stance
from sepkit.model import (
    Acknowledgement,
    Conflict,
    Dialect,
    Instant,
    Ownership,
)

RULES: tuple[Rule, ...] = (
    number_clash.RULE,
    duplicate.RULE,
    removed_surface.RULE,
    removes_extended.RULE,
    same_method.RULE,
    same_type.RULE,
    error_code.RULE,
    opposed_requirements.RULE,
    same_requirement.RULE,
    alternative.RULE,
    false_harmony.RULE,
    same_purpose.RULE,
    same_name.RULE,
    composition.RULE,
    dependency.RULE,
    ownership.RULE,
)
"""In the order of reports: certain ones first, then what is on names, then what is on meaning."""


def find_conflicts(
    docket: Docket,
    *,
    ownership: Ownership,
    dialect: Dialect,
    weights: ConflictWeights,
    acknowledgements: Sequence[Acknowledgement] = (),
    as_of: Instant,
    rules: Sequence[Rule] = RULES,
) -> tuple[Conflict, ...]:
    """Find the pairs that a maintainer would want to know of, the most likely first.

    Args:
        docket: all proposals with their touches, relations and routes, and the specification.
        ownership: names and leads of the groups.
        dialect: who decides between groups, and how soon.
        weights: what each rule's sign is worth.
        acknowledgements: from a file of the base revision; they keep a conflict quiet.
        as_of: the day on which an acknowledgement may have run out.
        rules: more than the default where third parties bring some.

    Returns:
        One conflict per pair with all its rules, those below `weights.least` left out. The order of
        the cases does not matter.
    """
    return finding.find_conflicts(
        docket,
        rules=rules,
        ownership=ownership,
        dialect=dialect,
        weights=weights,
        acknowledgements=acknowledgements,
        as_of=as_of,
    )


__all__ = [
    "RULES",
    "ConflictWeights",
    "Docket",
    "Label",
    "Rule",
    "Scored",
    "Settlement",
    "Sign",
    "Standing",
    "find_conflicts",
    "find_crowded",
    "find_new",
    "parse_weights",
    "read_acknowledgements",
    "read_stance",
    "score_pairs",
]
