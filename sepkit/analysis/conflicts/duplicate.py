"""The same proposal stands twice, under two numbers or in two pull requests.

Reviewers split over the copies, and both can be accepted in different words. Two texts count as one
when nearly all of their telling words are the same, or when their titles are.

Left alone: a closed text whose successor says that it supersedes it; copies of one file in several
pull requests, which are one proposal to begin with.

What to do: go on with one, and write the other's number under *Supersedes* there.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice, pairwise

from sepkit.analysis.conflicts.engine.docket import Docket, Side
from sepkit.analysis.conflicts.engine.rule import Label, Rule, Settlement, Sign
from sepkit.model import Harm, RelationKind

_SAME = 0.6
"""Cosine of TF-IDF from which on two texts are one: versions of one draft measured 0.63 and more,
different proposals at most 0.51."""

_NEAREST = 5

_FEWEST_WORDS = 30
"""A shorter text says too little to be called the same."""


def find(docket: Docket) -> Iterator[Sign]:
    """Yield one sign per pair whose words or titles are the same."""
    for a, b, why, strength in _candidates(docket):
        if not _is_superseded(a, b):
            yield Sign(
                pair=(a.key, b.key),
                strength=strength,
                sentence=f"{a.key} and {b.key} {why}",
                evidence=(a.gist, b.gist),
            )


def _candidates(docket: Docket) -> Iterator[tuple[Side, Side, str, float]]:
    titles: dict[str, list[Side]] = defaultdict(list)
    for side in docket.sides:
        title = " ".join(side.case.document.title.lower().split())
        if len(title.split()) > 1:
            titles[title].append(side)
    same = [pair for sides in titles.values() for pair in pairwise(sides)]
    for one, other in same:
        title = one.case.document.title
        yield one, other, f'bear the same title, "{title}"', 1.0
    seen = {frozenset((one.key, other.key)) for one, other in same}
    for one, other in _near(docket):
        likeness = docket.bodies.cosine(one.key, other.key)
        if likeness >= _SAME and frozenset((one.key, other.key)) not in seen:
            words = f"are written in nearly the same words (likeness {likeness:.2f})"
            yield one, other, words, likeness


def _near(docket: Docket) -> Iterator[tuple[Side, Side]]:
    """Pairs of long enough texts each of which is among the other's nearest."""
    ranks = docket.bodies.ranks
    for side in docket.sides:
        for key in islice(ranks[side.key], _NEAREST):
            other = docket.by_key[key]
            is_long = min(len(s.stance.body) for s in (side, other)) >= _FEWEST_WORDS
            if side.age < other.age and side.key in ranks[key] and is_long:
                yield side, other


def _is_superseded(a: Side, b: Side) -> bool:
    if a.case.is_open and b.case.is_open:
        return False
    return any(
        relation.to == other.key and relation.kind is RelationKind.SUPERSEDES
        for side, other in ((a, b), (b, a))
        for relation in side.case.relations
    )


RULE = Rule(
    id="duplicate",
    label=Label.DUPLICATE,
    harm=Harm.LOW,
    settlement=Settlement.MERGE,
    find=find,
    about_texts=True,
    prior=3.0,
)
