"""Fits the weights of features: a conditional logit with a quadratic penalty, by Newton's method.

Plain Python and deterministic: the same rows give the same weights to the last bit on every
machine with IEEE doubles. Twenty features and a few hundred rows take some seconds.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sepkit.analysis.routing.scoring import calibrated
from sepkit.model import GroupId

_MOST_STEPS = 40
_GOOD_ENOUGH = 1e-6
# A feature that counts against a group may only do that, all others only for it.
_AGAINST = frozenset({"excluded"})
_FREE = "prior."


@dataclass(frozen=True, slots=True)
class Row:
    """One proposal whose owner is known."""

    options: tuple[tuple[tuple[str, float], ...], ...]
    """For each candidate its features with values."""
    right: tuple[bool, ...]
    """For each candidate whether it is (one of) the owners."""
    weight: float = 1.0


def fit(
    rows: Sequence[Row],
    features: Sequence[str],
    *,
    penalty: float = 1.0,
    start: Mapping[str, float] | None = None,
) -> dict[str, float]:
    """Find the weights under which the owners of the rows are most probable.

    Args:
        rows: at least one.
        features: the names to fit; others count nothing.
        penalty: strength of the pull towards 0, for features scaled to a usual value of 1.
        start: weights to begin with.

    Returns:
        A weight in nats for each feature; features that are evidence for a group get none below 0,
        those against it none above.

    Source:
        McFadden, Conditional logit analysis of qualitative choice behavior, 1974; projected
        Newton steps after Bertsekas, SIAM J. Control Optim. 20 (1982).
    """
    scales = _scales(rows, features)
    problem = _Problem(rows, features, scales, penalty)
    begin = [
        (start or {}).get(name, 0.0) * scale for name, scale in zip(features, scales, strict=True)
    ]
    found = problem.solve(begin)
    return {name: value / scale for name, value, scale in zip(features, found, scales, strict=True)}


def _scales(rows: Sequence[Row], features: Sequence[str]) -> list[float]:
    """Return each feature's root mean square where it is present, so that one penalty fits all."""
    sums = dict.fromkeys(features, 0.0)
    counts = dict.fromkeys(features, 0)
    for row in rows:
        for option in row.options:
            for name, value in option:
                if name in sums and value:
                    sums[name] += value * value
                    counts[name] += 1
    return [math.sqrt(sums[name] / counts[name]) if counts[name] else 1.0 for name in features]


class _Problem:
    """The penalised likelihood of the rows, in scaled features by position."""

    def __init__(
        self, rows: Sequence[Row], features: Sequence[str], scales: list[float], penalty: float
    ) -> None:
        place = {name: index for index, name in enumerate(features)}
        self.penalty = penalty
        self.size = len(features)
        self.rows = [
            (
                [
                    [(place[n], v / scales[place[n]]) for n, v in option if n in place and v]
                    for option in row.options
                ],
                row.right,
                row.weight,
            )
            for row in rows
            if any(row.right)
        ]
        self.low = [None if n.startswith(_FREE) or n in _AGAINST else 0.0 for n in features]
        self.high = [0.0 if n in _AGAINST else None for n in features]

    def solve(self, point: list[float]) -> list[float]:
        point = self._inside(point)
        loss = self._loss(point)
        for _ in range(_MOST_STEPS):
            gradient, curvature = self._slopes(point)
            held = [self._is_held(i, point[i], gradient[i]) for i in range(self.size)]
            step = _newton_step(gradient, curvature, held)
            better = self._search(point, step, loss)
            if better is None or loss - better[1] < _GOOD_ENOUGH:
                return better[0] if better else point
            point, loss = better
        return point

    def _search(
        self, point: list[float], step: list[float], loss: float
    ) -> tuple[list[float], float] | None:
        """Halve the step until the loss falls."""
        length = 1.0
        while length > 1e-6:  # noqa: PLR2004 - no step is left
            tried = self._inside([p + length * s for p, s in zip(point, step, strict=True)])
            reached = self._loss(tried)
            if reached < loss:
                return tried, reached
            length /= 2
        return None

    def _inside(self, point: list[float]) -> list[float]:
        return [
            max(low, value)
            if low is not None
            else (min(high, value) if high is not None else value)
            for value, low, high in zip(point, self.low, self.high, strict=True)
        ]

    def _is_held(self, index: int, value: float, slope: float) -> bool:
        """Whether the weight stands at its bound and would go beyond it."""
        if self.low[index] is not None:
            return value <= 0.0 and slope > 0
        return self.high[index] is not None and value >= 0.0 and slope < 0

    def _loss(self, point: list[float]) -> float:
        total = self.penalty / 2 * sum(value * value for value in point)
        for options, right, weight in self.rows:
            every, wanted = _sums(options, right, point)
            total += weight * (every - wanted)
        return total

    def _slopes(self, point: list[float]) -> tuple[list[float], list[list[float]]]:
        gradient = [self.penalty * value for value in point]
        curvature = [[0.0] * self.size for _ in range(self.size)]
        for index in range(self.size):
            curvature[index][index] = self.penalty
        for options, right, weight in self.rows:
            scores = [sum(point[i] * v for i, v in option) for option in options]
            chances = _softmax(scores)
            among = sum(c for c, is_right in zip(chances, right, strict=True) if is_right) or 1e-300
            mean: dict[int, float] = {}
            for option, chance, is_right in zip(options, chances, right, strict=True):
                pull = weight * (chance - (chance / among if is_right else 0.0))
                for i, value in option:
                    gradient[i] += pull * value
                    mean[i] = mean.get(i, 0.0) + chance * value
                if chance > 1e-9:  # noqa: PLR2004 - beyond it nothing changes any digit
                    _add_products(curvature, option, weight * chance)
            _add_products(curvature, list(mean.items()), -weight)
        return gradient, curvature


def _add_products(
    curvature: list[list[float]], values: Sequence[tuple[int, float]], factor: float
) -> None:
    for i, first in values:
        row, part = curvature[i], factor * first
        for j, second in values:
            row[j] += part * second


def _softmax(scores: list[float]) -> list[float]:
    top = max(scores)
    raised = [math.exp(score - top) for score in scores]
    total = sum(raised)
    return [value / total for value in raised]


def _sums(
    options: Sequence[Sequence[tuple[int, float]]], right: Sequence[bool], point: list[float]
) -> tuple[float, float]:
    """Return the logarithms of the summed odds of all options, and of the right ones."""
    scores = [sum(point[i] * v for i, v in option) for option in options]
    top = max(scores)
    raised = [math.exp(score - top) for score in scores]
    wanted = sum(value for value, is_right in zip(raised, right, strict=True) if is_right)
    return math.log(sum(raised)), math.log(max(wanted, 1e-300))


def _newton_step(
    gradient: list[float], curvature: list[list[float]], held: list[bool]
) -> list[float]:
    free = [index for index, is_held in enumerate(held) if not is_held]
    matrix = [[curvature[i][j] for j in free] + [-gradient[i]] for i in free]
    solved = _solve(matrix)
    step = [0.0] * len(gradient)
    for index, value in zip(free, solved, strict=True):
        step[index] = value
    return step


def _solve(matrix: list[list[float]]) -> list[float]:
    """Solve a positive definite system given with its right side as last column."""
    size = len(matrix)
    for i in range(size):
        pivot = matrix[i][i] or 1e-12
        for j in range(i + 1, size):
            factor = matrix[j][i] / pivot
            if factor:
                for k in range(i, size + 1):
                    matrix[j][k] -= factor * matrix[i][k]
    found = [0.0] * size
    for i in reversed(range(size)):
        rest = matrix[i][size] - sum(matrix[i][k] * found[k] for k in range(i + 1, size))
        found[i] = rest / (matrix[i][i] or 1e-12)
    return found


def fit_temperature(
    scored: Sequence[tuple[Mapping[GroupId, float], frozenset[GroupId]]],
) -> float:
    """Find the temperature under which held-out owners are most probable, by golden section.

    Args:
        scored: for each proposal its scores, from weights that it did not teach, and its owners.

    Returns:
        A value in [0.9, 3]; narrower than what fits the rows, so that few rows cannot make the
        router boast.
    """

    def loss(temperature: float) -> float:
        total = 0.0
        for scores, owners in scored:
            chances = calibrated(scores, temperature=temperature)
            total -= math.log(max(sum(chances.get(o, 0.0) for o in owners), 1e-12))
        return total

    low, high = 0.9, 3.0
    ratio = (math.sqrt(5) - 1) / 2
    for _ in range(30):
        first, second = high - ratio * (high - low), low + ratio * (high - low)
        if loss(first) < loss(second):
            high = second
        else:
            low = first
    return (low + high) / 2
