"""Logistic regression in plain Python: Newton's method, each weight pulled towards its prior."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sepkit.analysis.conflicts.engine.docket import Standing
from sepkit.analysis.conflicts.engine.weights import logistic

Feature = tuple[str, Standing]
"""A rule, "" for the bias, under one standing."""

_RIDGE = 2.0
"""Strength of the pull of each weight towards its rule's prior: a rule that fires ten times in a
year cannot be learnt from one year's judgements."""

_BIAS_RIDGE, _BIAS_PRIOR = 0.5, -5.0
"""The same for the log-odds of a pair without a sign; without it a standing that holds no judged
conflict drifts away."""

_LONGEST_STEP = 2.0
"""Newton's first steps can overshoot far where chances are near 0."""

STEPS = 25
ENOUGH = 1e-5
"""A step below this is the last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One pair as the regression sees it."""

    values: tuple[tuple[int, float], ...]
    """Sparse: position and strength; the bias of the standing is among them."""
    target: float
    """1 for a conflict, else 0."""
    weight: float
    """How often it counts."""


def solve_signed(
    rows: Sequence[Row], features: Mapping[Feature, int], priors: Mapping[str, float]
) -> list[float]:
    """Fit, drop what has the other sign than its prior, and fit again until nothing has.

    Args:
        rows: what teaches.
        features: each feature's position among the values.
        priors: log-odds by rule, towards which its weights are pulled.

    Returns:
        One value for each position.
    """
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
    rows: Sequence[Row], start: Sequence[float], active: set[int], is_bias: set[int]
) -> list[float]:
    count = len(start)
    values = [start[place] if place in active else 0.0 for place in range(count)]
    order = sorted(active)
    for _ in range(STEPS):
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
        if longest < ENOUGH:
            break
    return values


def _add(
    row: Row,
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
