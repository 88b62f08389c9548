"""From cases to conflicts: pairs, their scores, and what to tell people about each."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sepkit.analysis.conflicts.engine.acknowledging import (
    acknowledgement_of,
    index_acknowledgements,
)
from sepkit.analysis.conflicts.engine.docket import Docket
from sepkit.analysis.conflicts.engine.pairing import Pair, find_pairs
from sepkit.analysis.conflicts.engine.rule import Rule, Sign
from sepkit.analysis.conflicts.engine.settling import describe_settlement
from sepkit.analysis.conflicts.engine.shared import crowded
from sepkit.analysis.conflicts.engine.weights import ConflictWeights
from sepkit.model import (
    Acknowledgement,
    Conflict,
    Dialect,
    Finding,
    Harm,
    Instant,
    Ownership,
    ProposalKey,
    Quote,
    RepoPath,
    Severity,
    Surface,
)

_MOST_SURFACES = 20
_MOST_QUOTES = 8
_INTANGIBLE = 0.3
"""What likeness counts when it is decided which sign explains a pair."""

_HARMS = (Harm.HIGH, Harm.MEDIUM, Harm.LOW)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """A pair with its score."""

    pair: Pair
    raw: float
    score: float


def score_pairs(
    docket: Docket, rules: Sequence[Rule], weights: ConflictWeights
) -> tuple[Scored, ...]:
    """Score every pair for which a rule fired, the most likely first, ties by age.

    A rule that the weights have not learnt counts by its prior.
    """
    weights = weights.knowing({rule.id: rule.prior for rule in rules})
    scored = [_score(pair, weights) for pair in find_pairs(docket, rules)]
    return tuple(sorted(scored, key=lambda item: -round(item.raw, 9)))


def _score(pair: Pair, weights: ConflictWeights) -> Scored:
    raw = weights.raw(pair.standing, pair.strengths())
    score = weights.score(raw)
    if any(rule.is_certain for rule, _ in pair.signs):
        score = max(score, weights.certain)
    return Scored(pair=pair, raw=raw, score=score)


def _told(pair: Pair, weights: ConflictWeights) -> tuple[tuple[Rule, Sign], ...]:
    """The signs with their words, the one that adds most first."""
    order = sorted(
        range(len(pair.signs)),
        key=lambda place: (-_gain(pair, place, weights), place),
    )
    return tuple((pair.signs[place][0], pair.signs[place][1].told()) for place in order)


def _gain(pair: Pair, place: int, weights: ConflictWeights) -> float:
    rule, sign = pair.signs[place]
    if rule.is_certain:
        return 100.0
    share = 1.0 if rule.is_tangible else _INTANGIBLE
    return share * weights.rules.get((rule.id, pair.standing), 0.0) * sign.strength


def find_conflicts(
    docket: Docket,
    *,
    rules: Sequence[Rule],
    ownership: Ownership,
    dialect: Dialect,
    weights: ConflictWeights,
    acknowledgements: Sequence[Acknowledgement] = (),
    as_of: Instant,
) -> tuple[Conflict, ...]:
    """See `sepkit.analysis.conflicts.find_conflicts`."""
    known = index_acknowledgements(acknowledgements)
    learnt = weights.knowing({rule.id: rule.prior for rule in rules})
    conflicts = []
    for item in score_pairs(docket, rules, weights):
        if item.score < weights.least:
            continue
        signs = _told(item.pair, learnt)
        conflict = _conflict(item, signs, docket, ownership, dialect)
        conflict = replace(conflict, worth_a_look=item.score >= weights.worth_a_look)
        found = acknowledgement_of(conflict, known, as_of=as_of)
        conflicts.append(replace(conflict, acknowledged=found) if found else conflict)
    return tuple(conflicts)


def _conflict(
    item: Scored,
    ruled: Sequence[tuple[Rule, Sign]],
    docket: Docket,
    ownership: Ownership,
    dialect: Dialect,
) -> Conflict:
    a, b = item.pair.a, item.pair.b
    signs = [sign for _, sign in ruled]
    owners = [docket.owner(side.key) for side in (a, b)]
    groups = tuple(dict.fromkeys(owner for owner in owners if owner is not None))
    evidence = _evidence(signs)
    main = signs[0]
    return Conflict(
        id=f"{a.key}+{b.key}",
        rules=tuple(dict.fromkeys(rule.id for rule, _ in ruled)),
        severity=_severity(item.pair, *ruled[0]),
        score=round(item.score, 4),
        proposals=(a.key, b.key),
        groups=groups,
        cross_group=len(groups) > 1,
        surfaces=tuple(dict.fromkeys(s for sign in signs for s in sign.surfaces))[:_MOST_SURFACES],
        evidence=evidence,
        explanation=main.sentence,
        resolution=_resolution(*ruled[0], docket, ownership, dialect),
        fingerprint=_fingerprint(main.evidence or evidence),
    )


def _evidence(signs: Sequence[Sign]) -> tuple[Quote, ...]:
    """Both sides' words, those of the strongest sign first, each place once."""
    found: dict[tuple[str, int], Quote] = {}
    for sign in signs:
        for quote in sign.evidence:
            found.setdefault((quote.proposal, quote.line), quote)
    return tuple(found.values())[:_MOST_QUOTES]


def _severity(pair: Pair, rule: Rule, sign: Sign) -> Harm:
    """The strongest sign's harm, lower where the younger has nothing left to decide."""
    harm = sign.harm or rule.harm
    if not pair.a.case.is_open and not pair.b.case.is_open:
        return _HARMS[min(2, _HARMS.index(harm) + 1)]
    return harm


def _resolution(
    rule: Rule, sign: Sign, docket: Docket, ownership: Ownership, dialect: Dialect
) -> str:
    keys = sign.pair
    return describe_settlement(
        rule.settlement,
        keys,
        (docket.routes.get(keys[0]), docket.routes.get(keys[1])),
        ownership,
        dialect,
    )


def _fingerprint(evidence: Sequence[Quote]) -> str:
    """Over the words and not over lines, so that a paragraph added above changes nothing."""
    said = sorted(f"{quote.proposal}\0{' '.join(quote.quote.split())}" for quote in evidence)
    return hashlib.sha256("\0\0".join(said).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def find_crowded(docket: Docket) -> tuple[Finding, ...]:
    """Name the surfaces that too many proposals bind to compare them pair by pair.

    Returns:
        One finding for each surface, with the number of proposals and the first twenty.
    """
    return tuple(
        _crowded(surface, [side.key for side in sides]) for surface, sides in crowded(docket)
    )


def _crowded(surface: Surface, keys: Sequence[ProposalKey]) -> Finding:
    shown = ", ".join(keys[:20])
    more = f" and {len(keys) - 20} more" if len(keys) > 20 else ""  # noqa: PLR2004 - shown are twenty
    return Finding(
        rule="crowded-surface",
        severity=Severity.INFO,
        subject=surface,
        path=RepoPath(""),
        line=0,
        message=f"{len(keys)} proposals bind `{surface}`: {shown}{more}",
        help="pairs on this surface alone are not compared; a group could own it and set an order",
    )
