"""Trials to figures: how often routes are right, and whether their probabilities hold."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sepkit.analysis.routing.learning.trials import Trial
from sepkit.model import GroupId, ProposalKey

_BINS = 10
_CURVE = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ablation:
    """What is left of the figures without one kind of evidence, weights learnt anew without it."""

    without: str
    first: float
    in_three: float
    sure: int
    sure_right: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """Routes of similar probability: what was promised, and what was kept."""

    low: float
    high: float
    count: int
    promised: float
    """Mean probability of the first candidate."""
    right: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What is left when routes below a probability are not given."""

    threshold: float
    answered: int
    right: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Confusion:
    """How often one group was taken for another."""

    owner: GroupId
    taken: GroupId
    count: int
    proposals: tuple[ProposalKey, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteAccuracy:
    """The figures of one evaluation."""

    method: str
    """as-given | leave-one-out | time-split | time-split-cold"""
    count: int
    first: float
    """Share whose first candidate is an owner."""
    in_three: float
    macro_f1: float
    calibration_error: float
    """Expected calibration error over ten bins, weighted by their size."""
    sure: int
    """Routes with a probability of 0.9 or more …"""
    sure_right: int
    """… and how many of them are right."""
    answered: int
    """Routes that name an owner."""
    answered_right: int
    consulted_found: float
    """Share of the groups to be consulted that are among the first five candidates."""
    reliability: tuple[Bin, ...]
    curve: tuple[Coverage, ...]
    confusions: tuple[Confusion, ...]
    trials: tuple[Trial, ...]
    ablations: tuple[Ablation, ...] = ()
    """Empty where nobody asked for them."""


def measure(trials: Sequence[Trial], *, method: str) -> RouteAccuracy:
    """Turn trials into figures; all of them are 0 where there is no trial."""
    count = len(trials)
    sure = [trial for trial in trials if trial.probability >= 0.9]  # noqa: PLR2004 - the promise
    answered = [trial for trial in trials if trial.is_answered]
    bins = _reliability(trials)
    return RouteAccuracy(
        method=method,
        count=count,
        first=_share(sum(trial.is_right for trial in trials), count),
        in_three=_share(sum(trial.is_near for trial in trials), count),
        macro_f1=_macro_f1(trials),
        calibration_error=_share(
            sum(abs(item.promised * item.count - item.right) for item in bins), count
        ),
        sure=len(sure),
        sure_right=sum(trial.is_right for trial in sure),
        answered=len(answered),
        answered_right=sum(trial.is_right for trial in answered),
        consulted_found=_consulted_found(trials),
        reliability=bins,
        curve=_curve(trials),
        confusions=_confusions(trials),
        trials=tuple(trials),
    )


def _share(part: float, whole: int) -> float:
    return part / whole if whole else 0.0


def _reliability(trials: Sequence[Trial]) -> tuple[Bin, ...]:
    filled: dict[int, list[Trial]] = {}
    for trial in trials:
        filled.setdefault(min(int(trial.probability * _BINS), _BINS - 1), []).append(trial)
    return tuple(
        Bin(
            low=index / _BINS,
            high=(index + 1) / _BINS,
            count=len(inside),
            promised=sum(trial.probability for trial in inside) / len(inside),
            right=sum(trial.is_right for trial in inside),
        )
        for index, inside in sorted(filled.items())
    )


def _curve(trials: Sequence[Trial]) -> tuple[Coverage, ...]:
    return tuple(
        Coverage(
            threshold=threshold,
            answered=sum(trial.probability >= threshold for trial in trials),
            right=sum(trial.is_right for trial in trials if trial.probability >= threshold),
        )
        for threshold in _CURVE
    )


def _macro_f1(trials: Sequence[Trial]) -> float:
    """Average the F1 of all groups that own something; of several owners the one taken counts."""
    taken: Counter[GroupId] = Counter()
    owned: Counter[GroupId] = Counter()
    hits: Counter[GroupId] = Counter()
    for trial in trials:
        taken[trial.first] += 1
        owner = trial.first if trial.is_right else min(trial.truth.options)
        owned[owner] += 1
        hits[owner] += trial.is_right
    return _share(
        sum(2 * hits[group] / (taken[group] + owned[group]) for group in owned), len(owned)
    )


def _consulted_found(trials: Sequence[Trial]) -> float:
    wanted = found = 0
    for trial in trials:
        near = {group for group, _ in trial.ranked[:5]}
        wanted += len(trial.truth.also)
        found += len(near.intersection(trial.truth.also))
    return _share(found, wanted)


def _confusions(trials: Sequence[Trial]) -> tuple[Confusion, ...]:
    wrong: dict[tuple[GroupId, GroupId], list[ProposalKey]] = {}
    for trial in trials:
        if not trial.is_right:
            pair = (min(trial.truth.options), trial.first)
            wrong.setdefault(pair, []).append(trial.key)
    return tuple(
        Confusion(owner=owner, taken=taken, count=len(keys), proposals=tuple(keys))
        for (owner, taken), keys in sorted(wrong.items(), key=lambda item: (-len(item[1]), item[0]))
    )
