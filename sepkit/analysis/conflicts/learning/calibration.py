"""From log-odds to what they turned out to mean: the share of judged conflicts at each height."""

from collections.abc import Mapping
from dataclasses import dataclass

from sepkit.analysis.conflicts.engine.pairing import PairId

_CONFLICTS_A_POINT = 8
"""Judged conflicts behind each point: fewer make a ragged scale, more leave nothing of its bend."""

_LEAST_SHARE = 1e-4


@dataclass(slots=True)
class _Stretch:
    """Pairs that stand next to each other, from high to low."""

    heights: list[float]
    conflicts: int = 0

    @property
    def share(self) -> float:
        return max(_LEAST_SHARE, self.conflicts / len(self.heights))

    @property
    def middle(self) -> float:
        return self.heights[len(self.heights) // 2]


def calibrate(
    raw: Mapping[PairId, float], conflicts: frozenset[PairId]
) -> tuple[tuple[float, float], ...]:
    """Return the points of a scale from log-odds to the share of judged conflicts.

    Args:
        raw: log-odds of cross-validation; those of rows that taught would promise too much.
        conflicts: pairs judged to be conflicts; all others count as unjudged.

    Returns:
        Points with rising log-odds and rising shares: stretches of the ranking with eight conflicts
        each, joined where a higher one holds a smaller share than the one below it.

    Source:
        Zadrozny and Elkan, Transforming Classifier Scores into Accurate Multiclass Probability
        Estimates, KDD 2002 (isotonic regression), over stretches in place of single pairs.
    """
    rising: list[_Stretch] = []
    for stretch in reversed(_stretches(raw, conflicts)):
        rising.append(stretch)
        while len(rising) > 1 and rising[-2].share >= rising[-1].share:
            upper = rising.pop()
            lower = rising.pop()
            rising.append(
                _Stretch(upper.heights + lower.heights, upper.conflicts + lower.conflicts)
            )
    points = {stretch.middle: stretch.share for stretch in rising}
    return tuple(sorted(points.items()))


def _stretches(raw: Mapping[PairId, float], conflicts: frozenset[PairId]) -> list[_Stretch]:
    found: list[_Stretch] = []
    current = _Stretch([])
    for pair in sorted(raw, key=lambda pair: (-raw[pair], sorted(pair))):
        current.heights.append(raw[pair])
        current.conflicts += pair in conflicts
        if current.conflicts == _CONFLICTS_A_POINT:
            found.append(current)
            current = _Stretch([])
    if current.heights:
        found.append(current)
    return found
