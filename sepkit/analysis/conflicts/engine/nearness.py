"""Whose words are near whose: neighbours by TF-IDF over an inverted index, rare words first."""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sepkit.model import ProposalKey, Term

CROWD = 100
"""What more proposals than this have in common pairs nobody: 4,950 pairs are read by nobody."""

_TERMS = 60
"""The heaviest words of a text; the tail adds time and no neighbour."""

_NEIGHBOURS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearness:
    """For each text its neighbours, nearest first, and the vectors that made them."""

    vectors: Mapping[ProposalKey, Mapping[str, float]]
    ranks: Mapping[ProposalKey, Mapping[ProposalKey, int]]
    """1 for the nearest; at most forty neighbours each."""

    def mutual_rank(self, a: ProposalKey, b: ProposalKey) -> float:
        """In [0, 1]: 1 if each is the other's nearest, falling with the root of both ranks."""
        one, other = self.ranks[a].get(b), self.ranks[b].get(a)
        return ((one**-0.5 if one else 0.0) + (other**-0.5 if other else 0.0)) / 2

    def cosine(self, a: ProposalKey, b: ProposalKey) -> float:
        """Likeness of two texts over all their words, in [0, 1]."""
        one, other = self.vectors[a], self.vectors[b]
        return math.fsum(one[word] * other[word] for word in sorted(one.keys() & other.keys()))

    def shared(self, a: ProposalKey, b: ProposalKey, limit: int) -> tuple[str, ...]:
        """Return the words that bring two texts together, heaviest first."""
        one, other = self.vectors[a], self.vectors[b]
        both = [(one[word] * other[word], word) for word in one.keys() & other.keys()]
        return tuple(word for _, word in sorted(both, key=lambda p: (-p[0], p[1]))[:limit])


def find_nearness(texts: Mapping[ProposalKey, Sequence[Term]]) -> Nearness:
    """Find each text's neighbours.

    Args:
        texts: each text's words with their counts.

    Returns:
        Neighbours by cosine. Words on more than a hundred texts pair nobody, so the work grows with
        the number of texts and not with its square.
    """
    holders = Counter(term.stem for terms in texts.values() for term in terms)
    vectors = {key: weigh(terms, holders, len(texts)) for key, terms in texts.items()}
    postings: dict[str, list[tuple[ProposalKey, float]]] = defaultdict(list)
    heads = {key: _head(vector) for key, vector in vectors.items()}
    for key, head in heads.items():
        for word in head:
            if holders[word] <= CROWD:
                postings[word].append((key, vectors[key][word]))
    return Nearness(
        vectors=vectors,
        ranks={key: _ranks(key, head, vectors[key], postings) for key, head in heads.items()},
    )


def _head(vector: Mapping[str, float]) -> tuple[str, ...]:
    return tuple(sorted(vector, key=lambda word: (-vector[word], word))[:_TERMS])


def _ranks(
    key: ProposalKey,
    head: Sequence[str],
    vector: Mapping[str, float],
    postings: Mapping[str, Sequence[tuple[ProposalKey, float]]],
) -> dict[ProposalKey, int]:
    sums: dict[ProposalKey, float] = defaultdict(float)
    for word in head:
        weight = vector[word]
        for other, there in postings.get(word, ()):
            sums[other] += weight * there
    sums.pop(key, None)
    nearest = sorted(sums, key=lambda other: (-round(sums[other], 9), other))[:_NEIGHBOURS]
    return {other: rank for rank, other in enumerate(nearest, start=1)}


def weigh(terms: Sequence[Term], holders: Counter[str], count: int) -> dict[str, float]:
    """Turn counts into a unit vector of TF-IDF weights; words that all have weigh nothing."""
    vector = {
        term.stem: (1.0 + math.log(term.weight)) * math.log(count / holders[term.stem])
        for term in terms
        if term.weight >= 1.0 and holders[term.stem] < count
    }
    length = math.sqrt(math.fsum(value * value for value in vector.values()))
    return {stem: value / length for stem, value in vector.items()} if length else {}
