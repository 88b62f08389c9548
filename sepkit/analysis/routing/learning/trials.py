"""One proposal as routed, beside what people know; and why it went wrong where it did."""

import re
from dataclasses import dataclass, replace

from sepkit.analysis.routing.decision import TOO_CLOSE
from sepkit.analysis.routing.ground import NOBODY
from sepkit.analysis.routing.learning.training import Lesson, Truth
from sepkit.analysis.routing.scoring import Tally, calibrated, shares
from sepkit.analysis.routing.weights import Profile
from sepkit.model import LEANING, GroupId, ProposalKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """One proposal as routed, beside what people know."""

    key: ProposalKey
    truth: Truth
    ranked: tuple[tuple[GroupId, float], ...]
    """All candidates with probabilities, the most probable first; `none` stands for nobody."""
    why: str = ""
    """Where the first is wrong: what spoke for it, and what spoke for the owner."""

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


def trial_of(lesson: Lesson, profile: Profile) -> Trial:
    """Route one lesson by a profile that it did not teach."""
    scores = lesson.tally.scores(profile)
    chances = calibrated(scores, temperature=profile.temperature)
    ranked = sorted(chances.items(), key=lambda item: (-item[1], item[0]))
    trial = Trial(key=lesson.key, truth=lesson.truth, ranked=tuple(ranked))
    return trial if trial.is_right else replace(trial, why=_why(trial, lesson.tally, profile))


def _why(trial: Trial, tally: Tally, profile: Profile) -> str:
    """Name the strongest evidence for the group that was taken, and for the owner."""
    owner = max(trial.truth.options, key=lambda group: (dict(trial.ranked).get(group, 0.0), group))
    return f"{_strongest(trial.first, tally, profile)}; {_strongest(owner, tally, profile)}"


def _strongest(group: GroupId, tally: Tally, profile: Profile) -> str:
    if group == NOBODY:
        return "that it is no group's matter shows only in what is missing"
    if group not in tally.by_group:
        return f"{group} is in no file"
    found = sorted(shares(tally.by_group[group], profile), key=lambda item: -item[1])
    # The error is the router's: whose account it was stays with the proposal.
    pieces = [f"{_HANDLE.sub('', h.text)} {nats:+.1f}" for h, nats in found[:_SHOWN] if nats > 0]
    return f"{group}: {', '.join(pieces) or 'nothing speaks for it'}"


_HANDLE = re.compile(r" @[\w-]+")
# Pieces of evidence that an error is explained with; the strongest three make most of the sum.
_SHOWN = 3
