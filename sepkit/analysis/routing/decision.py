"""Probabilities to a route: an owner, who is consulted, who decides; or an abstention."""

from collections.abc import Mapping
from dataclasses import dataclass

from sepkit.analysis.deciding import Deciders, matter_of, who_decides
from sepkit.analysis.routing.ground import NOBODY, Ground
from sepkit.analysis.routing.scoring import PRIOR, Tally, calibrated, shares
from sepkit.analysis.routing.subject import Subject
from sepkit.analysis.routing.weights import Profile
from sepkit.model import LEANING, Candidate, Evidence, GroupId, Route, probability_text

# An owner is named from `leaning` on, and only if the next candidate is not too close.
TOO_CLOSE = 0.10

# A group is consulted if it would own the proposal with this probability, were the owner not there,
# and if something that a line shows speaks for it with at least so many nats.
_CONSULTED = 0.1
_CONSULTED_NATS = 1.5
_MOST_CONSULTED = 4
_LISTED = 0.01
_MOST_LISTED = 6
_MOST_EVIDENCE = 8
_LEAST_EVIDENCE = 0.05
_FEATURE_KINDS = {
    "anchor": "declared",
    "excluded": "excluded-topic",
    "name": "words",
    "scope": "words",
    "track": "topic",
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """One proposal with its tally and what follows from it."""

    subject: Subject
    tally: Tally
    probabilities: Mapping[GroupId, float]


def judge(subject: Subject, tally: Tally, profile: Profile) -> Judgement:
    """Weigh a tally into probabilities."""
    scores = tally.scores(profile)
    return Judgement(subject, tally, calibrated(scores, temperature=profile.temperature))


def decide(judgement: Judgement, ground: Ground, profile: Profile) -> Route:
    """Turn probabilities into a route, with the evidence of each candidate that comes near."""
    ranked = sorted(judgement.probabilities.items(), key=lambda item: (-item[1], item[0]))
    candidates = _candidates(judgement, ranked, profile)
    owner, why_not = _owner(ranked, ground)
    deciders = _deciders(judgement, owner, ground)
    if owner is None:
        return Route(
            owner=None,
            abstained=True,
            decides=deciders.groups,
            decides_reason=deciders.reason,
            decides_path=deciders.path,
            decides_line=deciders.line,
            reason=why_not,
            candidates=candidates,
        )
    return Route(
        owner=owner,
        abstained=False,
        consulted=_consulted(judgement, owner, ground, profile),
        decides=deciders.groups,
        decides_reason=deciders.reason,
        decides_path=deciders.path,
        decides_line=deciders.line,
        probability=judgement.probabilities[owner],
        reason=_reason(owner, candidates, ground),
        candidates=candidates,
    )


def _owner(ranked: list[tuple[GroupId, float]], ground: Ground) -> tuple[GroupId | None, str]:
    """Return the owner, or None with the reason and with what would settle it."""
    if len(ranked) == 1:
        return None, "no file of the base revision names a group"
    (first, p_first), (second, p_second) = ranked[:2]
    if first == NOBODY:
        return None, (
            f"no group's files cover it; the nearest is {_shown(second, p_second, ground)}; a "
            "group takes it by listing it under `proposals` in its ownership file"
        )
    if p_first >= LEANING and p_first - p_second >= TOO_CLOSE:
        return first, ""
    rest = [item for item in ranked if item[0] != NOBODY][:2]
    names = " and ".join(_shown(group, probability, ground) for group, probability in rest)
    problem = "are too close to call" if p_first - p_second < TOO_CLOSE else "are both uncertain"
    if len(rest) == 1:
        problem = "is uncertain"
    return None, f"{names} {problem}; {_settling(rest, ground)}"


def _settling(rest: list[tuple[GroupId, float]], ground: Ground) -> str:
    """Say what would decide between the candidates."""
    names = " or ".join(ground.by_id[group].name for group, _ in rest)
    return (
        f"it is settled when {names} lists it under `proposals` in its ownership file, or when one "
        "of them claims what it touches"
    )


def _shown(group: GroupId, probability: float, ground: Ground) -> str:
    return f"{ground.by_id[group].name} ({probability_text(probability)})"


def _deciders(judgement: Judgement, owner: GroupId | None, ground: Ground) -> Deciders:
    by_id = ground.by_id
    matter = matter_of(judgement.subject.case, governance_tracks=ground.governance_tracks)
    fallback = by_id[ground.fallback] if ground.fallback is not None else None
    return who_decides(by_id[owner] if owner is not None else None, matter, fallback=fallback)


def _consulted(
    judgement: Judgement, owner: GroupId, ground: Ground, profile: Profile
) -> tuple[GroupId, ...]:
    """Choose the groups that have a say beside the owner, most probable first."""
    rest = 1 - judgement.probabilities[owner]
    found = []
    for group, probability in judgement.probabilities.items():
        if group in (owner, NOBODY, ground.fallback):
            continue
        observations = judgement.tally.by_group[group]
        takes_part = any(item.feature == "declared.part" for item in observations)
        nats = sum(part for _, part in shares(observations, profile))
        if takes_part or (probability >= _CONSULTED * rest and nats >= _CONSULTED_NATS):
            found.append((-int(takes_part), -probability, group))
    return tuple(group for _, _, group in sorted(found)[:_MOST_CONSULTED])


def _candidates(
    judgement: Judgement, ranked: list[tuple[GroupId, float]], profile: Profile
) -> tuple[Candidate, ...]:
    groups = [item for item in ranked if item[0] != NOBODY]
    # The second is always listed: without it nobody could see how far the first is ahead.
    listed = groups[:2] + [item for item in groups[2:] if item[1] >= _LISTED]
    return tuple(
        _candidate(group, probability, judgement, profile)
        for group, probability in listed[:_MOST_LISTED]
    )


def _candidate(
    group: GroupId, probability: float, judgement: Judgement, profile: Profile
) -> Candidate:
    observations = judgement.tally.by_group[group]
    found = sorted(
        shares(observations, profile), key=lambda item: (-abs(item[1]), item[0].line, item[0].text)
    )
    evidence = tuple(
        Evidence(
            kind=_kind(hint.feature),
            text=hint.text,
            path=hint.path,
            line=hint.line,
            weight=round(weight, 3),
        )
        for hint, weight in found[:_MOST_EVIDENCE]
        if abs(weight) >= _LEAST_EVIDENCE
    )
    prior = sum(
        profile.of(item.feature) * item.value
        for item in observations
        if item.feature.startswith(PRIOR)
    )
    score = prior + sum(weight for _, weight in found)
    return Candidate(
        group=group,
        probability=round(probability, 4),
        evidence=evidence,
        prior=round(prior, 3),
        score=round(score, 3),
    )


def _kind(feature: str) -> str:
    family = feature.partition(".")[0]
    if family == "taught":
        return "person" if feature in ("taught.author", "taught.reviewer") else "words"
    return _FEATURE_KINDS.get(family, family)


def _reason(owner: GroupId, candidates: tuple[Candidate, ...], ground: Ground) -> str:
    """Name the strongest evidence; every owner has some, or its prior is said to be all."""
    evidence = next((c.evidence for c in candidates if c.group == owner), ())
    name = ground.by_id[owner].name
    strongest = next((item for item in evidence if item.weight > 0), None)
    if strongest is None:
        return f"{name} owns what no other group's files cover"
    return strongest.text if strongest.text.startswith(name) else f"{name}: {strongest.text}"
