"""Every pair scored by weights that did not learn from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sepkit.analysis.conflicts.engine.pairing import Pair, PairId
from sepkit.analysis.conflicts.engine.rule import Rule
from sepkit.analysis.conflicts.engine.weights import ConflictWeights
from sepkit.analysis.conflicts.learning.calibration import calibrate
from sepkit.analysis.conflicts.learning.labels import Judgement
from sepkit.analysis.conflicts.learning.training import cross_validate, deal


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """One pair for which a rule fired, with its score and what people said of it."""

    pair: PairId
    rules: tuple[str, ...]
    raw: float
    """Log-odds before calibration, by which pairs are ranked."""
    score: float
    """The chance that is shown to people."""
    is_conflict: bool | None
    """None where nobody judged."""


def sort_judged(
    judgements: Sequence[Judgement],
) -> tuple[frozenset[PairId], frozenset[PairId]]:
    """Return the conflicts, and the pairs that are none."""
    return (
        frozenset(item.pair for item in judgements if item.is_conflict),
        frozenset(item.pair for item in judgements if not item.is_conflict),
    )


def try_held_out(
    pairs: Sequence[Pair],
    judgements: Sequence[Judgement],
    *,
    rules: Sequence[Rule],
    weights: ConflictWeights,
) -> tuple[Trial, ...]:
    """Score each pair by weights and by a calibration that were fitted without its tenth.

    Args:
        pairs: all for which a rule fired.
        judgements: what teaches and what is measured.
        rules: those that ran.
        weights: for what is not learnt: coverage, and the least score of certain rules.

    Returns:
        One trial a pair, the most likely first.

    Raises:
        ValueError: no conflict among the pairs.
    """
    conflicts, negatives = sort_judged(judgements)
    raw = cross_validate(pairs, conflicts, negatives, rules=rules)
    fold_of = dict(zip((pair.id for pair in pairs), deal(pairs, conflicts, negatives), strict=True))
    scales: dict[int, ConflictWeights] = {}
    for fold in sorted(set(fold_of.values())):
        others = {pair: value for pair, value in raw.items() if fold_of[pair] != fold}
        scales[fold] = replace(weights, scale=calibrate(others, conflicts))
    scores = {pair: scales[fold_of[pair]].score(value) for pair, value in raw.items()}
    return _trials(pairs, raw, scores, judgements, weights.certain)


def try_weights(
    pairs: Sequence[Pair],
    judgements: Sequence[Judgement],
    *,
    rules: Sequence[Rule],
    weights: ConflictWeights,
) -> tuple[Trial, ...]:
    """Score each pair by given weights: honest where these judgements did not teach them.

    Args:
        pairs: all for which a rule fired.
        judgements: what is measured.
        rules: those that ran.
        weights: what is measured.

    Returns:
        One trial a pair, the most likely first.
    """
    known = weights.knowing({rule.id: rule.prior for rule in rules})
    raw = {pair.id: known.raw(pair.standing, pair.strengths()) for pair in pairs}
    scores = {pair: known.score(value) for pair, value in raw.items()}
    return _trials(pairs, raw, scores, judgements, weights.certain)


def _trials(
    pairs: Sequence[Pair],
    raw: Mapping[PairId, float],
    scores: Mapping[PairId, float],
    judgements: Sequence[Judgement],
    certain: float,
) -> tuple[Trial, ...]:
    said = {item.pair: item.is_conflict for item in judgements}
    trials = [
        Trial(
            pair=pair.id,
            rules=tuple(dict.fromkeys(rule.id for rule, _ in pair.signs)),
            raw=raw[pair.id],
            score=max(scores[pair.id], certain if _is_certain(pair) else 0.0),
            is_conflict=said.get(pair.id),
        )
        for pair in pairs
    ]
    return tuple(sorted(trials, key=lambda trial: -round(trial.raw, 9)))


def _is_certain(pair: Pair) -> bool:
    return any(rule.is_certain for rule, _ in pair.signs)
