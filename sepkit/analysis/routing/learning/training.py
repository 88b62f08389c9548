"""Learns the weights of the kinds of evidence; nothing learnt is about a proposal or a group.

Two situations are learnt apart. *Described*: people have labelled proposals, and the groups' own
files have to do. *Taught*: the proposals declare their owners; then each fold of them is routed by
what the other folds teach, once with and once without its reviewers, as a new proposal has none.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from sepkit.analysis.routing.ground import NOBODY
from sepkit.analysis.routing.implied import with_implied_groups
from sepkit.analysis.routing.learning.fitting import Row, fit, fit_temperature
from sepkit.analysis.routing.routes import Router
from sepkit.analysis.routing.scoring import Tally
from sepkit.analysis.routing.weights import Profile, Weights, lesson_digest
from sepkit.model import (
    Case,
    Dialect,
    GroupId,
    Instant,
    Ownership,
    ProposalKey,
    RepoPath,
    UsageError,
)

# What the base declares is no evidence to be weighed but the answer itself; about these features
# labels tell nothing, because whatever declares a labelled proposal is taken away.
FIXED = MappingProxyType(
    {
        "declared.file": 40.0,
        "declared.preamble": 30.0,
        "declared.claim": 4.0,
        "declared.part": 1.5,
        "anchor": 3.0,
        "path": 2.0,
        "excluded": -1.0,
    }
)
# How much a row counts by how sure its reader was.
CONFIDENCE = MappingProxyType({"high": 1.0, "medium": 1.0, "low": 0.3})
_FOLDS = 5
_PENALTY = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What people know about one proposal."""

    owners: tuple[GroupId, ...]
    """One, or several that are equally right; empty where it is no group's matter."""
    also: tuple[GroupId, ...] = ()
    """Groups that should be consulted."""
    confidence: str = "high"
    """high | medium | low"""

    @property
    def options(self) -> frozenset[GroupId]:
        """The candidates that count as right, nobody's included."""
        return frozenset(self.owners) or frozenset({NOBODY})


@dataclass(frozen=True, slots=True)
class Lesson:
    """One proposal as observed, with what is known about it."""

    key: ProposalKey
    tally: Tally
    truth: Truth


def train(
    cases: Sequence[Case],
    ownership: Ownership,
    truth: Mapping[ProposalKey, Truth] | None,
    *,
    dialect: Dialect,
    base: Weights,
    as_of: Instant,
) -> Weights:
    """Learn weights from labels, or from the owners that the proposals themselves declare.

    Args:
        cases: all proposals.
        ownership: the groups.
        truth: what people know, by proposal; None to learn from declared owners.
        dialect: the process.
        base: weights whose other profile, the one that is not learnt, is kept.
        as_of: see `route_proposals`.

    Returns:
        The base with one profile replaced: `described` where labels taught, `taught` else.

    Raises:
        UsageError: nothing that could teach.
    """
    blank = profile_of({})
    if truth is None:
        weights = replace(base, taught=blank)
        for _ in range(_PASSES):
            lessons = declared_lessons(cases, ownership, dialect=dialect, base=weights, as_of=as_of)
            weights = replace(weights, taught=learn(lessons, start=weights.taught))
        return weights
    weights = replace(base, described=blank)
    for _ in range(_PASSES):
        lessons = labelled_lessons(
            cases, ownership, truth, dialect=dialect, base=weights, as_of=as_of
        )
        digests = frozenset(lesson_digest(dialect.name, lesson.key) for lesson in lessons)
        described = learn(lessons, start=weights.described)
        weights = replace(weights, described=described, lessons=digests)
    return weights


# What a relation says depends on what is thought of its target: first nothing, then what the first
# pass learnt. So the result does not depend on the weights that were there before.
_PASSES = 2


def labelled_lessons(
    cases: Sequence[Case],
    ownership: Ownership,
    truth: Mapping[ProposalKey, Truth],
    *,
    dialect: Dialect,
    base: Weights,
    as_of: Instant,
) -> list[Lesson]:
    """Observe the labelled proposals, what is declared about them taken away."""
    undeclared = without_owners(ownership, truth)
    hidden = [undeclared_case(case) if case.key in truth else case for case in cases]
    router = Router(hidden, undeclared, dialect=dialect, weights=base, as_of=as_of)
    return [
        Lesson(case.key, router.judge(case).tally, truth[case.key])
        for case in hidden
        if case.key in truth
    ]


def declared_lessons(
    cases: Sequence[Case],
    ownership: Ownership,
    *,
    dialect: Dialect,
    base: Weights,
    as_of: Instant,
) -> list[Lesson]:
    """Observe each fold of the declared proposals with what the other folds teach."""
    ownership = with_implied_groups(ownership, cases)
    router = Router(cases, ownership, dialect=dialect, weights=base, as_of=as_of)
    known = {case.key: router.ground.declared_owner(case) for case in cases}
    declared = [case for case in cases if known[case.key] is not None]
    lessons = []
    for fold in range(_FOLDS):
        asked = {case.key for index, case in enumerate(declared) if index % _FOLDS == fold}
        for is_cold in (False, True):
            hidden = [
                undeclared_case(case, is_cold=is_cold) if case.key in asked else case
                for case in declared
            ]
            own = without_owners(ownership, asked)
            router = Router(hidden, own, dialect=dialect, weights=base, as_of=as_of)
            for case in hidden:
                owner = known[case.key]
                if case.key in asked and owner is not None:
                    truth = Truth(owners=(owner[0],))
                    lessons.append(Lesson(case.key, router.judge(case).tally, truth))
    return lessons


def without_owners(ownership: Ownership, keys: Iterable[ProposalKey]) -> Ownership:
    """Take the given proposals out of the groups' own lists."""
    gone = frozenset(keys)
    groups = tuple(
        replace(group, proposals=tuple(key for key in group.proposals if key not in gone))
        for group in ownership.groups
    )
    return replace(ownership, groups=groups)


def undeclared_case(case: Case, *, is_cold: bool = False) -> Case:
    """Take away what a proposal declares about its owner, its folder included.

    Args:
        case: the proposal.
        is_cold: whether reviewers and approvers go as well, as with a new proposal.
    """
    document = case.document
    bare = replace(
        document,
        declared_groups=(),
        participating_groups=(),
        path=RepoPath(document.path.rpartition("/")[2]),
        reviewers=() if is_cold else document.reviewers,
    )
    return replace(case, document=bare)


def learn(lessons: Sequence[Lesson], *, start: Profile) -> Profile:
    """Fit weights and temperature; the temperature on folds that did not teach.

    Raises:
        UsageError: no lesson.
    """
    if not lessons:
        raise UsageError(
            "no proposal with a known owner",
            help="give labels whose proposals are in this repository",
        )
    features = fit_features(lessons)
    weights = fit_weights(lessons, features, start=start.features)
    held_out = []
    for fold in range(_FOLDS):
        taught = [lesson for index, lesson in enumerate(lessons) if index % _FOLDS != fold]
        if not taught:
            continue
        found = profile_of(fit_weights(taught, features, start=weights))
        held_out += [
            (lesson.tally.scores(found), lesson.truth.options)
            for index, lesson in enumerate(lessons)
            if index % _FOLDS == fold
        ]
    temperature = fit_temperature(held_out) if held_out else 1.0
    return profile_of(weights, temperature)


def profile_of(weights: Mapping[str, float], temperature: float = 1.0) -> Profile:
    """Make a profile of fitted weights and the fixed ones."""
    return Profile(features=MappingProxyType({**FIXED, **weights}), temperature=temperature)


def fit_features(lessons: Iterable[Lesson]) -> list[str]:
    """Return the names of features that the lessons show and that can be learnt."""
    return sorted(
        {
            item.feature
            for lesson in lessons
            for observations in lesson.tally.by_group.values()
            for item in observations
            if item.feature not in FIXED
        }
    )


def fit_weights(
    lessons: Sequence[Lesson], features: Sequence[str], *, start: Mapping[str, float]
) -> dict[str, float]:
    """Fit the weights of the features on the lessons."""
    return fit([row_of(lesson) for lesson in lessons], features, penalty=_PENALTY, start=start)


def row_of(lesson: Lesson) -> Row:
    """Turn a lesson into the numbers that are fitted."""
    groups = list(lesson.tally.by_group)
    return Row(
        options=tuple(
            tuple((item.feature, item.value) for item in lesson.tally.by_group[group])
            for group in groups
        ),
        right=tuple(group in lesson.truth.options for group in groups),
        weight=CONFIDENCE.get(lesson.truth.confidence, 1.0),
    )
