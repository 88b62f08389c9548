"""What each rule earns: the figures without it, weights learnt anew."""

from collections.abc import Sequence
from dataclasses import replace

from sepkit.analysis.conflicts.engine.pairing import Pair
from sepkit.analysis.conflicts.engine.rule import Rule
from sepkit.analysis.conflicts.engine.weights import ConflictWeights
from sepkit.analysis.conflicts.learning.evaluation import (
    MISSED_FROM,
    Ablation,
    auc_of,
    found_at,
)
from sepkit.analysis.conflicts.learning.labels import Judgement
from sepkit.analysis.conflicts.learning.trials import sort_judged, try_held_out

CONTEXT = ("one-group", "harmony")
"""What is known of a pair beside its signs, by the names of its strengths."""


def ablate(
    pairs: Sequence[Pair],
    judgements: Sequence[Judgement],
    *,
    rules: Sequence[Rule],
    weights: ConflictWeights,
) -> tuple[Ablation, ...]:
    """Measure without each rule in turn, and without what is known beside the rules.

    Args:
        pairs: all for which a rule fired.
        judgements: what teaches and what is measured, never one pair as both.
        rules: those that ran.
        weights: for what is not learnt.

    Returns:
        In the order of the rules, "none" first.
    """
    found = [_measured("none", pairs, judgements, rules, weights)]
    for rule in rules:
        left = [_without(pair, rule.id) for pair in pairs]
        kept = [pair for pair in left if pair.signs]
        found.append(_measured(rule.id, kept, judgements, rules, weights))
    bare = {
        "one-group": [replace(pair, affinity=0.0) for pair in pairs],
        "harmony": [replace(pair, harmony=0.0) for pair in pairs],
    }
    found += [_measured(name, bare[name], judgements, rules, weights) for name in CONTEXT]
    return tuple(found)


def _without(pair: Pair, rule_id: str) -> Pair:
    return replace(pair, signs=tuple((r, sign) for r, sign in pair.signs if r.id != rule_id))


def _measured(
    without: str,
    pairs: Sequence[Pair],
    judgements: Sequence[Judgement],
    rules: Sequence[Rule],
    weights: ConflictWeights,
) -> Ablation:
    conflicts, _ = sort_judged(judgements)
    if not any(pair.id in conflicts for pair in pairs):
        return Ablation(without=without, auc=None, found=0)
    trials = try_held_out(pairs, judgements, rules=rules, weights=weights)
    return Ablation(
        without=without,
        auc=auc_of(trials, judgements),
        found=found_at(trials, MISSED_FROM),
    )
