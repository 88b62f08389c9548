"""All proposals to their routes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sepkit.analysis.routing.decision import Judgement, decide, judge
from sepkit.analysis.routing.ground import NOBODY, Ground, prepare
from sepkit.analysis.routing.implied import with_implied_groups
from sepkit.analysis.routing.neighbours import Beliefs, find_inherited
from sepkit.analysis.routing.scoring import Tally, observe
from sepkit.analysis.routing.subject import Subject, read_subject
from sepkit.analysis.routing.teaching import teach
from sepkit.analysis.routing.weights import Profile, Weights
from sepkit.model import (
    Case,
    Dialect,
    GroupId,
    Instant,
    Ownership,
    ProposalKey,
    Route,
)


def route_proposals(
    cases: Sequence[Case],
    ownership: Ownership,
    *,
    dialect: Dialect,
    weights: Weights,
    as_of: Instant,
) -> dict[ProposalKey, Route]:
    """Find out whose each proposal is.

    Args:
        cases: all proposals, with relations and touches.
        ownership: the groups.
        dialect: the process.
        weights: what training found.
        as_of: leads whose term ended before it do not speak for their group.

    Returns:
        A route for each case. A proposal without a declared owner that nobody else cites changes
        no other route.
    """
    router = Router(cases, ownership, dialect=dialect, weights=weights, as_of=as_of)
    return {case.key: router.route(case) for case in cases}


def route_case(case: Case, ground: Ground, profile: Profile, beliefs: Beliefs) -> Route:
    """Route one proposal by what is known already: a draft, for instance.

    Args:
        case: with relations and touches.
        ground: the groups, and what declared owners taught.
        profile: the weights for so much teaching.
        beliefs: what is thought of the owners of others, before relations are looked at.
    """
    subject = read_subject(case)
    return decide(_judged(subject, observe(subject, ground), profile, beliefs), ground, profile)


def _judged(subject: Subject, tally: Tally, profile: Profile, beliefs: Beliefs) -> Judgement:
    return judge(subject, tally.with_hints(find_inherited(subject, beliefs)), profile)


@dataclass(slots=True)
class Router:
    """Groups and teachers, prepared once; routes one proposal at a time."""

    ownership: Ownership
    """The groups, with those that merged preambles imply."""
    ground: Ground
    examples: int
    """How many proposals with a declared owner taught."""
    profile: Profile
    subjects: dict[ProposalKey, Subject]
    _tallies: dict[ProposalKey, Tally] = field(default_factory=dict)
    _beliefs: dict[ProposalKey, dict[GroupId, float]] = field(default_factory=dict)

    def __init__(
        self,
        cases: Sequence[Case],
        ownership: Ownership,
        *,
        dialect: Dialect,
        weights: Weights,
        as_of: Instant,
        is_draft: bool = False,
    ) -> None:
        self.ownership = with_implied_groups(ownership, cases)
        bare = prepare(self.ownership, dialect=dialect, as_of=as_of)
        self.subjects = {case.key: read_subject(case) for case in cases}
        examples = _examples(self.subjects.values(), bare)
        # Teaching takes time, and nobody learns where every proposal declares its owner.
        self.examples = len(examples)
        has_pupils = is_draft or len(examples) < len(self.subjects)
        self.ground = bare.with_taught(teach(examples if has_pupils else ()))
        self.profile = weights.for_teaching(self.examples, len(bare.groups))
        self._tallies = {}
        self._beliefs = {}

    def route(self, case: Case) -> Route:
        """Route one proposal, of the repository or not."""
        return decide(self.judge(case), self.ground, self.profile)

    def judge(self, case: Case) -> Judgement:
        """Weigh all evidence about one proposal, relations included."""
        subject = self.subjects.get(case.key)
        if subject is None or subject.case is not case:
            subject = read_subject(case)
        beliefs = {
            relation.to: self.believed(relation.to)
            for relation in case.relations
            if relation.to in self.subjects
        }
        return _judged(subject, self._tally(subject), self.profile, beliefs)

    def _tally(self, subject: Subject) -> Tally:
        """Observe a proposal of the repository once, a foreign one each time."""
        key = subject.case.key
        if self.subjects.get(key) is not subject:
            return observe(subject, self.ground)
        if key not in self._tallies:
            self._tallies[key] = observe(subject, self.ground)
        return self._tallies[key]

    def believed(self, key: ProposalKey) -> dict[GroupId, float]:
        """Return what is thought of a proposal's owner before relations are looked at."""
        if key not in self._beliefs:
            subject = self.subjects[key]
            found = judge(subject, self._tally(subject), self.profile).probabilities
            self._beliefs[key] = {group: p for group, p in found.items() if group != NOBODY}
        return self._beliefs[key]


def _examples(subjects: Iterable[Subject], ground: Ground) -> tuple[tuple[Subject, GroupId], ...]:
    """Pair the proposals whose owner is declared with that owner."""
    declared = ((subject, ground.declared_owner(subject.case)) for subject in subjects)
    return tuple((subject, found[0]) for subject, found in declared if found is not None)
