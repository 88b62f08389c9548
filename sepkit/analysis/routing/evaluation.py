"""How often routes are right, on proposals that did not teach them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sepkit.analysis.routing.decision import TOO_CLOSE
from sepkit.analysis.routing.ground import NOBODY
from sepkit.analysis.routing.implied import with_implied_groups
from sepkit.analysis.routing.routes import Router
from sepkit.analysis.routing.scoring import calibrated
from sepkit.analysis.routing.training import (
    Lesson,
    Truth,
    declared_lessons,
    fit_features,
    fit_weights,
    labelled_lessons,
    learn,
    profile_of,
    undeclared_case,
    without_owners,
)
from sepkit.analysis.routing.weights import Profile, Weights, lesson_digest
from sepkit.model import LEANING, Case, Dialect, GroupId, Instant, Ownership, ProposalKey

_BINS = 10
_CURVE = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """One proposal as routed, beside what people know."""

    key: ProposalKey
    truth: Truth
    ranked: tuple[tuple[GroupId, float], ...]
    """All candidates with probabilities, the most probable first; `none` stands for nobody."""

    @property
    def first(self) -> GroupId:
        """The most probable candidate."""
        return self.ranked[0][0]

    @property
    def probability(self) -> float:
        """Of the first."""
        return self.ranked[0][1]

    @property
    def is_right(self) -> bool:
        """Whether the first is an owner."""
        return self.first in self.truth.options

    @property
    def is_near(self) -> bool:
        """Whether an owner is among the first three."""
        return any(group in self.truth.options for group, _ in self.ranked[:3])

    @property
    def is_answered(self) -> bool:
        """Whether the router would name an owner and not abstain."""
        second = self.ranked[1][1] if len(self.ranked) > 1 else 0.0
        is_sure = self.probability >= LEANING and self.probability - second >= TOO_CLOSE
        return is_sure and self.first != NOBODY


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


def evaluate_routes(
    cases: Sequence[Case],
    ownership: Ownership,
    truth: Mapping[ProposalKey, Truth],
    *,
    dialect: Dialect,
    weights: Weights,
    as_of: Instant,
) -> RouteAccuracy:
    """Measure on labels that did not teach.

    Weights that none of these labels taught are measured as they are. Else each proposal is routed
    by weights learnt from all other labels (leave one out). What is declared about the labelled
    proposals is taken away either way. Rows of low confidence teach a little and are not counted.
    """
    lessons = labelled_lessons(cases, ownership, truth, dialect=dialect, base=weights, as_of=as_of)
    digests = {lesson_digest(dialect.name, lesson.key) for lesson in lessons}
    if weights.lessons and not digests & weights.lessons:
        counted = [lesson for lesson in lessons if lesson.truth.confidence != "low"]
        return measure([_trial(item, weights.described) for item in counted], method="as-given")
    whole = learn(lessons, start=weights.described)
    features = fit_features(lessons)
    trials = []
    for index, lesson in enumerate(lessons):
        if lesson.truth.confidence == "low":
            continue
        others = [*lessons[:index], *lessons[index + 1 :]]
        fitted = fit_weights(others, features, start=whole.features) if others else {}
        trials.append(_trial(lesson, profile_of(fitted, whole.temperature)))
    return measure(trials, method="leave-one-out")


def evaluate_split(
    cases: Sequence[Case],
    ownership: Ownership,
    *,
    dialect: Dialect,
    weights: Weights,
    as_of: Instant,
    share: float = 0.3,
    is_cold: bool = False,
) -> RouteAccuracy:
    """Measure on the newest proposals with a declared owner; the older ones teach.

    Args:
        cases: all proposals; the number tells which is newer.
        ownership: the groups.
        dialect: the process.
        weights: their `taught` profile is learnt anew from the older proposals.
        as_of: see `route_proposals`.
        share: how many of the declared proposals are measured.
        is_cold: whether reviewers and approvers are taken away too.
    """
    ownership = with_implied_groups(ownership, cases)
    bare = Router((), ownership, dialect=dialect, weights=weights, as_of=as_of).ground
    known = {case.key: bare.declared_owner(case) for case in cases}
    declared = sorted(
        (case for case in cases if known[case.key] is not None),
        key=lambda case: (case.number or 0, case.key),
    )
    old, new = _split(declared, share)
    own = without_owners(ownership, [case.key for case in new])
    lessons = declared_lessons(old, own, dialect=dialect, base=weights, as_of=as_of)
    profile = learn(lessons, start=weights.taught)
    hidden = [undeclared_case(case, is_cold=is_cold) for case in new]
    router = Router([*old, *hidden], own, dialect=dialect, weights=weights, as_of=as_of)
    trials = []
    for case in hidden:
        owner = known[case.key]
        if owner is not None:
            truth = Truth(owners=(owner[0],))
            lesson = Lesson(case.key, router.judge(case).tally, truth)
            trials.append(_trial(lesson, profile))
    return measure(trials, method="time-split-cold" if is_cold else "time-split")


def _split(declared: list[Case], share: float) -> tuple[list[Case], list[Case]]:
    at = round(len(declared) * (1 - share))
    return declared[:at], declared[at:]


def _trial(lesson: Lesson, profile: Profile) -> Trial:
    scores = lesson.tally.scores(profile)
    chances = calibrated(scores, temperature=profile.temperature)
    ranked = sorted(chances.items(), key=lambda item: (-item[1], item[0]))
    return Trial(key=lesson.key, truth=lesson.truth, ranked=tuple(ranked))


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
