"""How often routes are right, on proposals that did not teach them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from sepkit.analysis.routing.implied import with_implied_groups
from sepkit.analysis.routing.learning.ablation import ablation, ablations, without_claims
from sepkit.analysis.routing.learning.figures import RouteAccuracy, measure
from sepkit.analysis.routing.learning.training import (
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
from sepkit.analysis.routing.learning.trials import Trial, trial_of
from sepkit.analysis.routing.routes import Router
from sepkit.analysis.routing.weights import Profile, Weights, lesson_digest
from sepkit.model import Case, Dialect, Instant, Ownership, ProposalKey


def evaluate_routes(
    cases: Sequence[Case],
    ownership: Ownership,
    truth: Mapping[ProposalKey, Truth],
    *,
    dialect: Dialect,
    weights: Weights,
    as_of: Instant,
    has_ablations: bool = False,
) -> RouteAccuracy:
    """Measure on labels that did not teach.

    Weights that none of these labels taught are measured as they are. Else each proposal is routed
    by weights learnt from all other labels (leave one out). What is declared about the labelled
    proposals is taken away either way. Rows of low confidence teach a little and are not counted.

    Args:
        cases: all proposals.
        ownership: the groups.
        truth: what people know, by proposal.
        dialect: the process.
        weights: as they are shipped; where these labels taught them, only a place to begin.
        as_of: see `route_proposals`.
        has_ablations: whether to measure again without each kind of evidence.
    """

    def observed(groups: Ownership) -> list[Lesson]:
        return labelled_lessons(cases, groups, truth, dialect=dialect, base=weights, as_of=as_of)

    lessons = observed(ownership)
    digests = {lesson_digest(dialect.name, lesson.key) for lesson in lessons}
    if weights.lessons and not digests & weights.lessons:
        trials = [trial_of(item, weights.described) for item in lessons if _is_counted(item)]
        return measure(trials, method="as-given")
    found = measure(_leave_one_out(lessons, weights.described), method="leave-one-out")
    if not has_ablations:
        return found

    def again(change: Callable[[Lesson], Lesson]) -> list[Trial]:
        return _leave_one_out([change(lesson) for lesson in lessons], weights.described)

    described = [
        ablation(
            name, _leave_one_out(observed(without_claims(ownership, *kinds)), weights.described)
        )
        for name, kinds in _DESCRIBED
    ]
    return replace(found, ablations=(*ablations(lessons, again), *described))


WITHOUT_TOPICS = "topics in ownership files at all, as words of scopes too"
# What is taken out of ownership files, rather than out of what was observed with them.
_DESCRIBED = (
    (WITHOUT_TOPICS, ("topic", "label")),
    ("all that ownership files claim or exclude: charters and people alone", ()),
)


def _is_counted(lesson: Lesson) -> bool:
    return lesson.truth.confidence != "low"


def _leave_one_out(lessons: Sequence[Lesson], start: Profile) -> list[Trial]:
    """Route each lesson by what all others teach."""
    whole = learn(lessons, start=start)
    features = fit_features(lessons)
    trials = []
    for index, lesson in enumerate(lessons):
        if not _is_counted(lesson):
            continue
        others = [*lessons[:index], *lessons[index + 1 :]]
        fitted = fit_weights(others, features, start=whole.features) if others else {}
        trials.append(trial_of(lesson, profile_of(fitted, whole.temperature)))
    return trials


def evaluate_split(
    cases: Sequence[Case],
    ownership: Ownership,
    *,
    dialect: Dialect,
    weights: Weights,
    as_of: Instant,
    share: float = 0.3,
    is_cold: bool = False,
    has_ablations: bool = False,
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
        has_ablations: whether to measure again without each kind of evidence.
    """
    taught, asked = _split_lessons(
        cases,
        with_implied_groups(ownership, cases),
        dialect=dialect,
        weights=weights,
        as_of=as_of,
        share=share,
        is_cold=is_cold,
    )

    def again(change: Callable[[Lesson], Lesson]) -> list[Trial]:
        profile = learn([change(lesson) for lesson in taught], start=weights.taught)
        return [trial_of(change(lesson), profile) for lesson in asked]

    method = "time-split-cold" if is_cold else "time-split"
    found = measure(again(lambda lesson: lesson), method=method)
    return replace(found, ablations=tuple(ablations(asked, again))) if has_ablations else found


def _split_lessons(
    cases: Sequence[Case],
    ownership: Ownership,
    *,
    dialect: Dialect,
    weights: Weights,
    as_of: Instant,
    share: float,
    is_cold: bool,
) -> tuple[list[Lesson], list[Lesson]]:
    """Return the older proposals as lessons, and the newest as they look without their owner."""
    bare = Router((), ownership, dialect=dialect, weights=weights, as_of=as_of).ground
    known = {case.key: bare.declared_owner(case) for case in cases}
    declared = sorted(
        (case for case in cases if known[case.key] is not None),
        key=lambda case: (case.number or 0, case.key),
    )
    at = round(len(declared) * (1 - share))
    old, new = declared[:at], declared[at:]
    own = without_owners(ownership, [case.key for case in new])
    taught = declared_lessons(old, own, dialect=dialect, base=weights, as_of=as_of)
    hidden = [undeclared_case(case, is_cold=is_cold) for case in new]
    router = Router([*old, *hidden], own, dialect=dialect, weights=weights, as_of=as_of)
    owners = {key: owner[0] for key, owner in known.items() if owner is not None}
    asked = [
        Lesson(case.key, router.judge(case).tally, Truth(owners=(owners[case.key],)))
        for case in hidden
    ]
    return taught, asked
