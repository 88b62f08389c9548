"""How good the conflicts are, measured on pairs that people judged."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sepkit.model import Conflict

PairId = frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What people said of a pair."""

    pair: PairId
    is_conflict: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleAccuracy:
    """How often a rule fired on judged pairs, and how often rightly."""

    rule: str
    fired: int
    right: int
    wrong: int
    unlabelled: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """Pairs with scores in one tenth: what was promised and what held."""

    low: float
    high: float
    judged: int
    mean_score: float
    share_right: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictAccuracy:
    """All figures of one evaluation. Pairs that nobody judged count neither way."""

    conflicts: int
    """Pairs judged to be conflicts whose two proposals are both known."""
    negatives: int
    unknown: int
    """Judged pairs with a proposal that the repository does not hold."""
    recall: Mapping[int, float]
    """k to the share of conflicts among the k best pairs of the whole list."""
    auc: float | None
    """Chance that a conflict scores above a pair that is none; None without both."""
    calibration: tuple[Bin, ...]
    rules: tuple[RuleAccuracy, ...]
    missed: tuple[tuple[str, str], ...]
    """Conflicts that are not in the list at all."""


def evaluate_conflicts(
    conflicts: Sequence[Conflict],
    judgements: Sequence[Judgement],
    *,
    known: frozenset[str],
    depths: Sequence[int] = (50, 100, 200, 400),
) -> ConflictAccuracy:
    """Compare found conflicts with what people judged.

    Args:
        conflicts: as `find_conflicts` returns them, in any order.
        judgements: conflicts and pairs that are none.
        known: keys of the proposals that were read; other pairs are counted apart.
        depths: how many of the best pairs are looked at for recall.
    """
    ranked = sorted(conflicts, key=lambda item: (-item.score, item.id))
    scores: dict[PairId, float] = {frozenset(item.proposals): item.score for item in ranked}
    ranks: dict[PairId, int] = {
        frozenset(item.proposals): place for place, item in enumerate(ranked, start=1)
    }
    usable = [j for j in judgements if j.pair <= known]
    right = {j.pair for j in usable if j.is_conflict}
    wrong = {j.pair for j in usable if not j.is_conflict} - right
    return ConflictAccuracy(
        conflicts=len(right),
        negatives=len(wrong),
        unknown=len(judgements) - len(usable),
        recall={
            k: _share(sum(ranks.get(p, k + 1) <= k for p in right), len(right)) for k in depths
        },
        auc=area(
            [scores.get(pair, 0.0) for pair in right], [scores.get(pair, 0.0) for pair in wrong]
        ),
        calibration=_bins(scores, right, wrong),
        rules=_by_rule(ranked, right, wrong),
        missed=tuple(sorted(_both(pair) for pair in right if pair not in ranks)),
    )


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _both(pair: PairId) -> tuple[str, str]:
    keys = sorted(pair)
    return keys[0], keys[-1]


def area(above: Sequence[float], below: Sequence[float]) -> float | None:
    """Return the area under the curve: ties count half; None where one side is empty."""
    if not above or not below:
        return None
    wins = sum((a > b) + 0.5 * (a == b) for a in above for b in below)
    return wins / (len(above) * len(below))


def _bins(
    scores: Mapping[PairId, float], right: set[PairId], wrong: set[PairId]
) -> tuple[Bin, ...]:
    bins = []
    for tenth in range(10):
        low, high = tenth / 10, (tenth + 1) / 10
        inside = [
            pair
            for pair in right | wrong
            if pair in scores and low <= scores[pair] < high + (tenth == 9)  # noqa: PLR2004
        ]
        if inside:
            bins.append(
                Bin(
                    low=low,
                    high=high,
                    judged=len(inside),
                    mean_score=sum(scores[pair] for pair in inside) / len(inside),
                    share_right=_share(sum(pair in right for pair in inside), len(inside)),
                )
            )
    return tuple(bins)


def _by_rule(
    conflicts: Sequence[Conflict], right: set[PairId], wrong: set[PairId]
) -> tuple[RuleAccuracy, ...]:
    fired: dict[str, list[PairId]] = {}
    for conflict in conflicts:
        for rule in conflict.rules:
            fired.setdefault(rule, []).append(frozenset(conflict.proposals))
    return tuple(
        RuleAccuracy(
            rule=rule,
            fired=len(pairs),
            right=sum(pair in right for pair in pairs),
            wrong=sum(pair in wrong for pair in pairs),
            unlabelled=sum(pair not in right and pair not in wrong for pair in pairs),
        )
        for rule, pairs in sorted(fired.items())
    )
