"""How good the conflicts are, measured on pairs that people judged."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sepkit.analysis.conflicts.engine.pairing import PairId
from sepkit.analysis.conflicts.learning.labels import Judgement
from sepkit.analysis.conflicts.learning.trials import Trial, sort_judged

DEPTHS = (50, 100, 200, 400)
MISSED_FROM = 200
"""Nobody reads further."""

FAR_RANK = 10**9
FAR_BELOW = -1000.0
"""Log-odds of a pair for which no rule fired."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Which pairs a list is about, and how many known conflicts stand among its best."""

    name: str
    conflicts: int
    """Known conflicts of this kind, those for which no rule fired included."""
    found: Mapping[int, int]
    """k to how many of them are among the k best pairs of this kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleAccuracy:
    """How often a rule fired on judged pairs, and how often rightly."""

    rule: str
    fired: int
    right: int
    wrong: int
    unlabelled: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ablation:
    """What is left without one rule, weights learnt anew."""

    without: str
    auc: float | None
    found: int
    """Known conflicts among the 200 best of all pairs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """Pairs with scores in one tenth: what was promised and what is known of them."""

    low: float
    high: float
    pairs: int
    mean_score: float
    conflicts: int
    negatives: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictAccuracy:
    """All figures of one evaluation. Pairs that nobody judged count neither way."""

    method: str
    """cross-validation | shipped weights"""
    pairs: int
    """For which a rule fired."""
    conflicts: int
    """Pairs judged to be conflicts whose two proposals are both known."""
    negatives: int
    absent: tuple[str, ...]
    """Judged pairs with a proposal that the repository does not hold."""
    silent: int
    """Conflicts for which no rule fired: with these rules they cannot be found."""
    scopes: tuple[Scope, ...]
    auc: float | None
    """Chance that a conflict stands above a pair that is none; None without both."""
    calibration: tuple[Bin, ...]
    coverage: float
    """Share of all conflicts that the judged ones are thought to be; see `ConflictWeights`."""
    rules: tuple[RuleAccuracy, ...]
    missed: tuple[tuple[str, str], ...]
    """Conflicts that are not among the 200 best, those without a sign first."""
    ablations: tuple[Ablation, ...] = ()


def evaluate_conflicts(
    trials: Sequence[Trial],
    judgements: Sequence[Judgement],
    *,
    open_keys: frozenset[str],
    method: str,
    coverage: float = 1.0,
    absent: tuple[str, ...] = (),
    depths: Sequence[int] = DEPTHS,
) -> ConflictAccuracy:
    """Compare scored pairs with what people judged.

    Args:
        trials: all pairs for which a rule fired, the most likely first.
        judgements: conflicts and pairs that are none.
        open_keys: the proposals that can still change.
        method: what scored the pairs.
        coverage: share of all conflicts that were judged.
        absent: judged pairs that the repository does not hold.
        depths: how many of the best pairs are looked at for recall.
    """
    conflicts, negatives = sort_judged(judgements)
    ranks = {trial.pair: rank for rank, trial in enumerate(trials, start=1)}
    missed = [pair for pair in conflicts if ranks.get(pair, FAR_RANK) > MISSED_FROM]
    return ConflictAccuracy(
        method=method,
        pairs=len(trials),
        conflicts=len(conflicts),
        negatives=len(negatives),
        absent=absent,
        silent=len(conflicts - ranks.keys()),
        scopes=_scopes(trials, conflicts, open_keys, depths),
        auc=auc_of(trials, judgements),
        calibration=_bins(trials),
        coverage=coverage,
        rules=_by_rule(trials),
        missed=tuple(sorted((_both(p) for p in missed), key=lambda p: (frozenset(p) in ranks, p))),
    )


def found_at(trials: Sequence[Trial], depth: int) -> int:
    """Count the known conflicts among the best pairs."""
    return sum(trial.is_conflict is True for trial in trials[:depth])


def auc_of(trials: Sequence[Trial], judgements: Sequence[Judgement]) -> float | None:
    """Return the chance that a conflict stands above a pair that is none."""
    raw = {trial.pair: trial.raw for trial in trials}
    conflicts, negatives = (
        [raw.get(pair, FAR_BELOW) for pair in pairs] for pairs in sort_judged(judgements)
    )
    return area(conflicts, negatives)


def area(above: Sequence[float], below: Sequence[float]) -> float | None:
    """Return the area under the curve: ties count half; None where one side is empty."""
    if not above or not below:
        return None
    wins = sum((a > b) + 0.5 * (a == b) for a in above for b in below)
    return wins / (len(above) * len(below))


def _scopes(
    trials: Sequence[Trial],
    conflicts: frozenset[PairId],
    open_keys: frozenset[str],
    depths: Sequence[int],
) -> tuple[Scope, ...]:
    kinds: tuple[tuple[str, Callable[[PairId], bool]], ...] = (
        ("all pairs", lambda _pair: True),
        ("at least one still open", lambda pair: bool(pair & open_keys)),
        ("both still open", lambda pair: pair <= open_keys),
    )
    scopes = []
    for name, is_meant in kinds:
        inside = [trial for trial in trials if is_meant(trial.pair)]
        scopes.append(
            Scope(
                name=name,
                conflicts=sum(is_meant(pair) for pair in conflicts),
                found={depth: found_at(inside, depth) for depth in depths},
            )
        )
    return tuple(scopes)


def _both(pair: PairId) -> tuple[str, str]:
    keys = sorted(pair)
    return keys[0], keys[-1]


def _bins(trials: Sequence[Trial]) -> tuple[Bin, ...]:
    bins = []
    for tenth in range(10):
        inside = [trial for trial in trials if min(9, int(trial.score * 10)) == tenth]
        if inside:
            bins.append(
                Bin(
                    low=tenth / 10,
                    high=(tenth + 1) / 10,
                    pairs=len(inside),
                    mean_score=sum(trial.score for trial in inside) / len(inside),
                    conflicts=sum(trial.is_conflict is True for trial in inside),
                    negatives=sum(trial.is_conflict is False for trial in inside),
                )
            )
    return tuple(bins)


def _by_rule(trials: Sequence[Trial]) -> tuple[RuleAccuracy, ...]:
    fired: dict[str, list[bool | None]] = {}
    for trial in trials:
        for rule in trial.rules:
            fired.setdefault(rule, []).append(trial.is_conflict)
    return tuple(
        RuleAccuracy(
            rule=rule,
            fired=len(said),
            right=said.count(True),
            wrong=said.count(False),
            unlabelled=said.count(None),
        )
        for rule, said in sorted(fired.items())
    )
