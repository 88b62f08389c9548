"""Learn the weights of the score from pairs that people judged.

The score is a logistic regression over the strengths of a pair's signs, one weight for each rule
and standing, none of them negative: a sign never speaks against a conflict. Pairs that nobody
judged are taken as no conflicts with a small weight each, since most of them are none; pairs judged
to be none count more than one of those.

It is fitted with Newton's method in plain Python and needs no other package. A year's judgements
and some ten thousand pairs take seconds.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import product

from sepkit.analysis.conflicts.engine.docket import Standing
from sepkit.analysis.conflicts.engine.pairing import PRIORS, Pair, PairId
from sepkit.analysis.conflicts.engine.rule import Rule
from sepkit.analysis.conflicts.engine.weights import ConflictWeights
from sepkit.analysis.conflicts.learning.calibration import calibrate
from sepkit.analysis.conflicts.learning.fitting import Feature, Row, solve_signed

FOLDS = 10

_JUDGED_NONE = 3.0
"""What a pair judged to be no conflict weighs beside one that nobody judged."""


def train_conflicts(
    pairs: Sequence[Pair],
    conflicts: frozenset[PairId],
    negatives: frozenset[PairId],
    *,
    rules: Sequence[Rule],
    coverage: float = 1.0,
    least: float = 0.2,
) -> ConflictWeights:
    """Fit and calibrate weights.

    Args:
        pairs: all pairs for which a rule fired, from `find_pairs`.
        conflicts: pairs of keys that people judged to be conflicts.
        negatives: pairs of keys that people judged to be none.
        rules: those that ran; one that never fired keeps its prior.
        coverage: share of all conflicts among these pairs that were judged, in (0, 1].
        least: pairs below this score will not be reported.

    Returns:
        The weights; the calibration is fitted on scores of cross-validation, never on scores of the
        rows that taught.

    Raises:
        ValueError: no conflict among the pairs.
    """
    weights = _fit(pairs, conflicts, negatives, rules)
    held_out = cross_validate(pairs, conflicts, negatives, rules=rules)
    return replace(weights, scale=calibrate(held_out, conflicts), coverage=coverage, least=least)


def cross_validate(
    pairs: Sequence[Pair],
    conflicts: frozenset[PairId],
    negatives: frozenset[PairId],
    *,
    rules: Sequence[Rule],
    folds: int = FOLDS,
) -> Mapping[PairId, float]:
    """Score each pair by weights that were learnt without it.

    Args:
        pairs: all pairs for which a rule fired.
        conflicts: pairs of keys judged to be conflicts.
        negatives: pairs of keys judged to be none.
        rules: those that ran.
        folds: conflicts, pairs that are none and the rest are each dealt out in turn.

    Returns:
        Log-odds before calibration.
    """
    raw: dict[PairId, float] = {}
    dealt = deal(pairs, conflicts, negatives, folds)
    for fold in range(folds):
        inside = [pair for pair, place in zip(pairs, dealt, strict=True) if place != fold]
        weights = _fit(inside, conflicts, negatives, rules)
        for pair, place in zip(pairs, dealt, strict=True):
            if place == fold:
                raw[pair.id] = weights.raw(pair.standing, pair.strengths())
    return raw


def deal(
    pairs: Sequence[Pair],
    conflicts: frozenset[PairId],
    negatives: frozenset[PairId],
    folds: int = FOLDS,
) -> list[int]:
    """Give each pair its fold; neighbours in the order of ages, which are often alike, part."""
    counts = [0, 0, 0]
    dealt = []
    for pair in pairs:
        key = pair.id
        kind = 0 if key in conflicts else 1 if key in negatives else 2
        dealt.append(counts[kind] % folds)
        counts[kind] += 1
    return dealt


def _fit(
    pairs: Sequence[Pair],
    conflicts: frozenset[PairId],
    negatives: frozenset[PairId],
    rules: Sequence[Rule],
) -> ConflictWeights:
    priors = {rule.id: rule.prior for rule in rules} | PRIORS
    features = _features(priors)
    rows = [_row(pair, conflicts, negatives, features) for pair in pairs]
    if not any(row.target for row in rows):
        raise ValueError("none of the conflicts is among the pairs for which a rule fired")
    values = solve_signed(rows, features, priors)
    return ConflictWeights(
        bias={s: values[place] for (rule, s), place in features.items() if not rule},
        rules={
            (rule, standing): values[place]
            for (rule, standing), place in sorted(features.items())
            if rule
        },
    )


def _features(priors: Mapping[str, float]) -> dict[Feature, int]:
    """Number every rule under every standing: a sign that was never seen there keeps its prior."""
    names = ["", *sorted(priors)]
    return {pair: place for place, pair in enumerate(product(names, Standing))}


def _row(
    pair: Pair,
    conflicts: frozenset[PairId],
    negatives: frozenset[PairId],
    features: Mapping[Feature, int],
) -> Row:
    key = pair.id
    found = {"": 1.0, **pair.strengths()}
    values = tuple(
        (features[rule, pair.standing], strength) for rule, strength in sorted(found.items())
    )
    target = 1.0 if key in conflicts else 0.0
    return Row(values=values, target=target, weight=_JUDGED_NONE if key in negatives else 1.0)
