"""Learn the weights of the score from pairs that people judged.

The score is a logistic regression over the strengths of a pair's signs, one weight for each rule
and standing, none of them negative: a sign never speaks against a conflict. Pairs that nobody
judged are taken as no conflicts with a small weight each, since most of them are none; pairs judged
to be none count more than one of those.

It is fitted with Newton's method in plain Python and needs no other package. A year's judgements
and some ten thousand pairs take seconds.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sepkit.analysis.conflicts.engine.docket import Standing
from sepkit.analysis.conflicts.engine.pairing import PRIORS, Pair
from sepkit.analysis.conflicts.engine.weights import ConflictWeights, logistic

PairId = frozenset[str]
Feature = tuple[str, Standing]

_RIDGE = 2.0
"""Strength of the pull of each weight towards its rule's prior: a rule that fires ten times in a
year cannot be learnt from one year's judgements."""

_JUDGED_NONE = 3.0
"""What a pair judged to be no conflict weighs beside one that nobody judged."""

_BIAS_RIDGE, _BIAS_PRIOR = 0.5, -5.0
"""The same for the log-odds of a pair without a sign; without it a standing that holds no judged
conflict drifts away."""

_LONGEST_STEP = 2.0
"""Newton's first steps can overshoot far where chances are near 0."""

_STEPS = 25
_LEAST_SLOPE = 0.05
_ENOUGH = 1e-5
_CURVATURE = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    pair: PairId
    values: tuple[tuple[int, float], ...]
    """Sparse: position and strength; the bias of the standing is among them."""
    target: float
    weight: float


def train_conflicts(
    pairs: Sequence[Pair],
    conflicts: frozenset[PairId],
    negatives: frozenset[PairId],
    *,
    coverage: float = 1.0,
    least: float = 0.2,
) -> ConflictWeights:
    """Fit and calibrate weights.

    Args:
        pairs: all pairs for which a rule fired, from `find_pairs`.
        conflicts: pairs of keys that people judged to be conflicts.
        negatives: pairs of keys that people judged to be none.
        coverage: share of all conflicts among these pairs that were judged, in (0, 1].
        least: pairs below this score will not be reported.

    Returns:
        The weights; the calibration is fitted on scores of cross-validation, never on scores of the
        rows that taught.

    Raises:
        ValueError: no conflict among the pairs.
    """
    weights = _fit(pairs, conflicts, negatives)
    held_out = cross_validate(pairs, conflicts, negatives)
    slope, shift = calibrate(held_out, conflicts)
    return replace(weights, slope=slope, shift=shift, coverage=coverage, least=least)


def cross_validate(
    pairs: Sequence[Pair],
    conflicts: frozenset[PairId],
    negatives: frozenset[PairId],
    *,
    folds: int = 10,
) -> Mapping[PairId, float]:
    """Score each pair by weights that were learnt without it.

    Args:
        pairs: all pairs for which a rule fired.
        conflicts: pairs of keys judged to be conflicts.
        negatives: pairs of keys judged to be none.
        folds: judged pairs and others are dealt out in turn, in the order of keys.

    Returns:
        Log-odds before calibration.
    """
    raw: dict[PairId, float] = {}
    for fold in range(folds):
        inside = [pair for place, pair in enumerate(pairs) if _fold(pair, place, folds) != fold]
        weights = _fit(inside, conflicts, negatives)
        for place, pair in enumerate(pairs):
            if _fold(pair, place, folds) == fold:
                raw[_id(pair)] = weights.raw(pair.standing, pair.strengths())
    return raw


def _fold(pair: Pair, place: int, folds: int) -> int:
    """Deal pairs out so that neighbours in the order of keys part."""
    return (place * 7 + (pair.b.case.number or 0)) % folds


def _id(pair: Pair) -> PairId:
    return frozenset((pair.a.key, pair.b.key))


def _fit(
    pairs: Sequence[Pair], conflicts: frozenset[PairId], negatives: frozenset[PairId]
) -> ConflictWeights:
    features: dict[Feature, int] = {}
    rows = [_row(pair, conflicts, negatives, features) for pair in pairs]
    if not any(row.target for row in rows):
        raise ValueError("none of the conflicts is among the pairs for which a rule fired")
    priors = {rule.id: rule.prior for pair in pairs for rule, _ in pair.signs}
    values = _solve_signed(rows, features, {**priors, **PRIORS})
    return ConflictWeights(
        bias={s: values[place] for (rule, s), place in features.items() if not rule},
        rules={
            (rule, standing): values[place]
            for (rule, standing), place in sorted(features.items())
            if rule
        },
    )


def _row(
    pair: Pair,
    conflicts: frozenset[PairId],
    negatives: frozenset[PairId],
    features: dict[Feature, int],
) -> _Row:
    key = _id(pair)
    found = {"": 1.0, **pair.strengths()}
    values = tuple(
        (features.setdefault((rule, pair.standing), len(features)), strength)
        for rule, strength in sorted(found.items())
    )
    target = 1.0 if key in conflicts else 0.0
    return _Row(
        pair=key, values=values, target=target, weight=_JUDGED_NONE if key in negatives else 1.0
    )


def _solve_signed(
    rows: Sequence[_Row], features: Mapping[Feature, int], priors: Mapping[str, float]
) -> list[float]:
    """Fit, drop what has the other sign than its prior, and fit again until nothing has."""
    is_bias = {place for (rule, _), place in features.items() if not rule}
    active = set(features.values())
    start = [0.0] * len(features)
    for (rule, _), place in features.items():
        start[place] = priors.get(rule, 0.0) if rule else _BIAS_PRIOR
    while True:
        values = _newton(rows, start, active, is_bias)
        wrong = {place for place in active - is_bias if values[place] * start[place] < 0}
        if not wrong:
            return values
        active -= wrong


def _newton(
    rows: Sequence[_Row], start: Sequence[float], active: set[int], is_bias: set[int]
) -> list[float]:
    count = len(start)
    values = [start[place] if place in active else 0.0 for place in range(count)]
    order = sorted(active)
    for _ in range(_STEPS):
        pull = [_BIAS_RIDGE if place in is_bias else _RIDGE for place in range(count)]
        gradient = [pull[p] * (start[p] - values[p]) for p in range(count)]
        hessian = [[0.0] * count for _ in range(count)]
        for row in rows:
            _add(row, values, active, gradient, hessian)
        for place in order:
            hessian[place][place] += pull[place]
        step = solve([[hessian[i][j] for j in order] for i in order], [gradient[i] for i in order])
        longest = max(map(abs, step), default=0.0)
        damping = min(1.0, _LONGEST_STEP / longest) if longest else 1.0
        for place, change in zip(order, step, strict=True):
            values[place] += damping * change
        if longest < _ENOUGH:
            break
    return values


def _add(
    row: _Row,
    values: Sequence[float],
    active: set[int],
    gradient: list[float],
    hessian: list[list[float]],
) -> None:
    kept = [(place, value) for place, value in row.values if place in active]
    chance = logistic(math.fsum(values[place] * value for place, value in kept))
    error = row.weight * (row.target - chance)
    curve = row.weight * chance * (1.0 - chance)
    for place, value in kept:
        gradient[place] += error * value
        line = hessian[place]
        for other, amount in kept:
            line[other] += curve * value * amount


def solve(matrix: Sequence[Sequence[float]], right: Sequence[float]) -> list[float]:
    """Solve a small linear system by Gauss's elimination with row exchange.

    Raises:
        ZeroDivisionError: the matrix is singular.
    """
    rows = [[*line, value] for line, value in zip(matrix, right, strict=True)]
    size = len(rows)
    for column in range(size):
        pivot = -max((abs(rows[row][column]), -row) for row in range(column, size))[1]
        rows[column], rows[pivot] = rows[pivot], rows[column]
        for below in range(column + 1, size):
            factor = rows[below][column] / rows[column][column]
            if factor:
                for place in range(column, size + 1):
                    rows[below][place] -= factor * rows[column][place]
    found = [0.0] * size
    for line in range(size - 1, -1, -1):
        rest = math.fsum(rows[line][place] * found[place] for place in range(line + 1, size))
        found[line] = (rows[line][size] - rest) / rows[line][line]
    return found


def calibrate(raw: Mapping[PairId, float], conflicts: frozenset[PairId]) -> tuple[float, float]:
    """Fit slope and shift so that log-odds mean the chance to be among the judged conflicts.

    Args:
        raw: log-odds of cross-validation.
        conflicts: pairs judged to be conflicts; all others count as unjudged.

    Returns:
        Slope, at least 0.05 so that the order of scores stays that of log-odds, and shift.

    Source:
        Platt, Probabilistic Outputs for Support Vector Machines, 1999, with his targets.
    """
    values = [(raw[pair], pair in conflicts) for pair in sorted(raw, key=sorted)]
    right = sum(is_conflict for _, is_conflict in values)
    high, low = (right + 1.0) / (right + 2.0), 1.0 / (len(values) - right + 2.0)
    slope, shift = 1.0, 0.0
    for _ in range(_STEPS):
        matrix, vector = [[_CURVATURE, 0.0], [0.0, _CURVATURE]], [0.0, 0.0]
        for value, is_conflict in values:
            chance = logistic(slope * value + shift)
            error = (high if is_conflict else low) - chance
            curve = chance * (1.0 - chance)
            vector[0] += error * value
            vector[1] += error
            matrix[0][0] += curve * value * value
            matrix[0][1] += curve * value
            matrix[1][0] += curve * value
            matrix[1][1] += curve
        step = solve(matrix, vector)
        slope, shift = slope + step[0], shift + step[1]
        if max(map(abs, step)) < _ENOUGH:
            break
    return max(slope, _LEAST_SLOPE), shift
