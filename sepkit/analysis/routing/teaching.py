"""What proposals with a known owner teach about words and people of the groups."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from sepkit.analysis.routing.subject import Subject
from sepkit.model import GroupId, Person


@dataclass(frozen=True, slots=True)
class Taught:
    """Profiles of groups, learnt from proposals whose owner is declared."""

    size: int = 0
    """How many proposals taught."""
    words: Mapping[str, tuple[tuple[GroupId, float], ...]] = field(default_factory=dict)
    """By term: the groups whose proposals use it, with the term's part in their profile."""
    rarity: Mapping[str, float] = field(default_factory=dict)
    """By term: log of how few of the teaching proposals use it."""
    titles: Mapping[str, Mapping[GroupId, int]] = field(default_factory=dict)
    """By word of titles: how many proposals of each group have it in theirs."""
    prior: Mapping[GroupId, float] = field(default_factory=dict)
    """The share of each group among the teaching proposals."""
    authors: Mapping[str, Mapping[GroupId, int]] = field(default_factory=dict)
    """By handle in lower case: for which groups' proposals the person stands as author."""
    reviewers: Mapping[str, Mapping[GroupId, int]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether anything was taught."""
        return self.size > 0


def teach(examples: Iterable[tuple[Subject, GroupId]]) -> Taught:
    """Learn a profile of words and people for each group from proposals with a known owner."""
    listed = list(examples)
    if not listed:
        return Taught()
    weighed = [(word_weights(subject), group) for subject, group in listed]
    spread = Counter(term for weights, _ in weighed for term in weights)
    # A word that stands in a single proposal cannot connect it with another one.
    rarity = {term: math.log(len(listed) / count) for term, count in spread.items() if count > 1}
    return Taught(
        size=len(listed),
        words=_profiles(weighed, rarity),
        rarity=rarity,
        prior={
            group: count / len(listed)
            for group, count in Counter(group for _, group in listed).items()
        },
        titles=_standing((tuple(dict.fromkeys(s.title.terms)), group) for s, group in listed),
        authors=_standing((handles(s.document.authors), group) for s, group in listed),
        reviewers=_standing((handles(s.document.reviewers), group) for s, group in listed),
    )


def handles(people: Iterable[Person]) -> tuple[str, ...]:
    """Return the handles of people in lower case, each once."""
    return tuple(dict.fromkeys(p.handle.lower() for p in people if p.handle is not None))


def word_weights(subject: Subject) -> dict[str, float]:
    """Return the terms of a proposal with weights: title before abstract before body."""
    found = dict(subject.body.weights)
    for passage, weight in ((subject.title, _TITLE), (subject.abstract, _ABSTRACT)):
        words = passage.terms
        pairs = (f"{first} {second}" for first, second in pairwise(words))
        for term in {*words, *pairs}:
            found[term] = found.get(term, 0.0) + weight
    return found


# How much a word in the title or the abstract counts beside one use in the body.
_TITLE = 4.0
_ABSTRACT = 1.5


def unit(weights: Mapping[str, float], rarity: Mapping[str, float]) -> dict[str, float]:
    """Weigh terms by their rarity and scale them to length 1; unknown terms are left out."""
    weighed = {t: value * rarity[t] for t, value in weights.items() if t in rarity}
    norm = math.sqrt(sum(value * value for value in weighed.values())) or 1.0
    return {term: value / norm for term, value in weighed.items()}


def _profiles(
    weighed: Iterable[tuple[dict[str, float], GroupId]], rarity: Mapping[str, float]
) -> dict[str, tuple[tuple[GroupId, float], ...]]:
    """Average the proposals of each group, scaled to length 1 again."""
    sums: dict[GroupId, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for weights, group in weighed:
        profile = sums[group]
        for term, value in unit(weights, rarity).items():
            profile[term] += value
    index: dict[str, list[tuple[GroupId, float]]] = defaultdict(list)
    for group in sorted(sums):
        norm = math.sqrt(sum(value * value for value in sums[group].values())) or 1.0
        for term, value in sums[group].items():
            index[term].append((group, value / norm))
    return {term: tuple(items) for term, items in index.items()}


def _standing(
    seen: Iterable[tuple[tuple[str, ...], GroupId]],
) -> dict[str, Counter[GroupId]]:
    counts: dict[str, Counter[GroupId]] = defaultdict(Counter)
    for people, group in seen:
        for handle in people:
            counts[handle][group] += 1
    return dict(counts)
