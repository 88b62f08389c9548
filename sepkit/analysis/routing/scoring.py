"""Hints to probabilities: one sum for each group, in nats, and one softmax over the sums."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from sepkit.analysis.routing.evidence import KINDS
from sepkit.analysis.routing.ground import NOBODY, Ground
from sepkit.analysis.routing.hint import Hint
from sepkit.analysis.routing.subject import Subject
from sepkit.analysis.routing.weights import Profile
from sepkit.model import GroupId

# Several observations of these kinds confirm one another, but the fifth says less than the first.
_SATURATING = frozenset({"topic.title", "topic.abstract", "excluded"})
PRIOR = "prior."


@dataclass(frozen=True, slots=True)
class Observation:
    """All hints of one feature for one group, and the value they make together."""

    feature: str
    value: float
    """In [0, 1] for most features."""
    hints: tuple[Hint, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """What was observed of one proposal; every group that can own something has an entry."""

    by_group: Mapping[GroupId, tuple[Observation, ...]] = field(default_factory=dict)

    def scores(self, profile: Profile) -> dict[GroupId, float]:
        """Return each group's sum of weighted values, in nats."""
        return {
            group: sum(profile.of(item.feature) * item.value for item in observations)
            for group, observations in self.by_group.items()
        }

    def with_hints(self, hints: Iterable[Hint]) -> "Tally":
        """Return the same with further hints, whose features must be new."""
        added: dict[GroupId, dict[str, list[Hint]]] = defaultdict(lambda: defaultdict(list))
        for hint in hints:
            if hint.group in self.by_group:
                added[hint.group][hint.feature].append(hint)
        return Tally(
            {
                group: (*old, *(_observation(n, h) for n, h in sorted(added[group].items())))
                if group in added
                else old
                for group, old in self.by_group.items()
            }
        )


def observe(subject: Subject, ground: Ground) -> Tally:
    """Ask all kinds of evidence about one proposal."""
    found: dict[GroupId, dict[str, list[Hint]]] = {group.id: {} for group in ground.groups}
    found[NOBODY] = {}
    for kind in KINDS:
        for hint in kind(subject, ground):
            if hint.group in found:
                found[hint.group].setdefault(hint.feature, []).append(hint)
    return Tally(
        {
            group: tuple(_observation(name, hints) for name, hints in sorted(features.items()))
            for group, features in found.items()
        }
    )


def _observation(feature: str, hints: list[Hint]) -> Observation:
    total = sum(hint.value for hint in hints)
    value = 1 - math.exp(-total) if feature in _SATURATING else total
    return Observation(feature, value, tuple(hints))


def calibrated(scores: Mapping[GroupId, float], *, temperature: float) -> dict[GroupId, float]:
    """Turn evidence into probabilities: of the routes given 0.8, eight in ten are right.

    Args:
        scores: one entry per candidate group, at least one, in nats (sums of log-odds).
        temperature: above 0, no unit; 1 changes nothing, more is more doubtful.

    Returns:
        The same keys; values in [0, 1] that sum to 1 within 1e-12.

    Raises:
        ValueError: no scores, or a temperature that is not above 0.

    Source:
        Guo et al., On Calibration of Modern Neural Networks, ICML 2017, arXiv:1706.04599.
    """
    if not scores or not temperature > 0:
        raise ValueError("scores and a temperature above 0 are needed")
    top = max(scores.values())
    raised = {group: math.exp((score - top) / temperature) for group, score in scores.items()}
    total = math.fsum(raised.values())
    return {group: value / total for group, value in raised.items()}


def shares(observations: Iterable[Observation], profile: Profile) -> Iterator[tuple[Hint, float]]:
    """Yield each hint with its part of the group's sum, in nats; priors are left out."""
    parts: dict[tuple[str, str], list[tuple[Hint, float]]] = defaultdict(list)
    for item in observations:
        weight = profile.of(item.feature) * item.value
        if not weight or item.feature.startswith(PRIOR):
            continue
        total = sum(hint.value for hint in item.hints) or 1.0
        for hint in item.hints:
            parts[item.feature, hint.text].append((hint, weight * hint.value / total))
    for same in parts.values():
        yield same[0][0], sum(part for _, part in same)
