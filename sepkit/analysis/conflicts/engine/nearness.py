"""Whose words are near whose: neighbours by TF-IDF over an inverted index, rare words first."""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest

from sepkit.model import ProposalKey, Term

CROWD = 100
"""What more proposals than this have in common pairs nobody: 4,950 pairs are read by nobody."""

_TERMS = 60
"""The heaviest words of a text; the tail adds time and no neighbour."""

_NEIGHBOURS = 40

_MOST_MET = 1000
"""Holders of a text's words that are looked at, its heaviest words first: what comes after them
adds little to any likeness, and a corpus of like texts would cost the square of their number."""

_Head = tuple[tuple[str, ...], tuple[float, ...]]
"""The heaviest words of a text and the weight of each, the heaviest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearness:
    """For each text its neighbours, nearest first.

    Weights of words are computed when two texts are asked for: kept for all of them they were the
    largest thing in memory.
    """

    texts: Mapping[ProposalKey, Sequence[Term]]
    rarities: Mapping[str, float]
    """In nats, by word; none for a word that all texts have."""
    lengths: Mapping[ProposalKey, float]
    """Of each text's vector of weights."""
    ranks: Mapping[ProposalKey, Mapping[ProposalKey, int]]
    """1 for the nearest; at most forty neighbours each."""

    def mutual_rank(self, a: ProposalKey, b: ProposalKey) -> float:
        """In [0, 1]: 1 if each is the other's nearest, falling with the root of both ranks."""
        one, other = self.ranks[a].get(b), self.ranks[b].get(a)
        return ((one**-0.5 if one else 0.0) + (other**-0.5 if other else 0.0)) / 2

    def cosine(self, a: ProposalKey, b: ProposalKey) -> float:
        """Likeness of two texts over all their words, in [0, 1]."""
        if not (self.lengths[a] and self.lengths[b]):
            return 0.0
        both = (weight for weight, _ in self._both(a, b))
        return math.fsum(both) / (self.lengths[a] * self.lengths[b])

    def shared(self, a: ProposalKey, b: ProposalKey, limit: int) -> tuple[str, ...]:
        """Return the words that bring two texts together, heaviest first."""
        both = sorted(self._both(a, b), key=lambda pair: (-round(pair[0], 9), pair[1]))
        return tuple(word for _, word in both[:limit])

    def _both(self, a: ProposalKey, b: ProposalKey) -> Iterator[tuple[float, str]]:
        one = {term.stem: term.weight for term in self.texts[a] if term.weight >= 1.0}
        for term in self.texts[b]:
            word, there = term.stem, term.weight
            if word in one and there >= 1.0 and word in self.rarities:
                told = (1.0 + math.log(one[word])) * (1.0 + math.log(there))
                yield told * self.rarities[word] ** 2, word


def find_nearness(texts: Mapping[ProposalKey, Sequence[Term]]) -> Nearness:
    """Find each text's neighbours.

    Args:
        texts: each text's words with their counts.

    Returns:
        Neighbours by cosine. Words on more than a hundred texts pair nobody, so the work grows with
        the number of texts and not with its square.
    """
    holders = Counter(term.stem for terms in texts.values() for term in terms)
    count = len(texts)
    rarities = {word: math.log(count / held) for word, held in holders.items() if held < count}
    keys = sorted(texts)
    lengths: dict[ProposalKey, float] = {}
    heads: list[_Head] = []
    for key in keys:
        vector = weigh(texts[key], rarities)
        lengths[key] = math.sqrt(math.fsum(value * value for value in vector.values()))
        heads.append(_head(vector, lengths[key]))
    pairing = {word for word, held in holders.items() if 1 < held <= CROWD}
    postings: dict[str, tuple[list[int], list[float]]] = {}
    for place, (words, weights) in enumerate(heads):
        for word, weight in zip(words, weights, strict=True):
            if word in pairing:
                places, there = postings.setdefault(word, ([], []))
                places.append(place)
                there.append(weight)
    ranks = {
        key: {keys[other]: rank for rank, other in enumerate(_nearest(place, head, postings), 1)}
        for place, (key, head) in enumerate(zip(keys, heads, strict=True))
    }
    return Nearness(texts=texts, rarities=rarities, lengths=lengths, ranks=ranks)


def _head(vector: Mapping[str, float], length: float) -> _Head:
    words = sorted(vector, key=lambda word: (-vector[word], word))[:_TERMS] if length else ()
    return tuple(words), tuple(vector[word] / length for word in words)


def _nearest(
    place: int, head: _Head, postings: Mapping[str, tuple[list[int], list[float]]]
) -> list[int]:
    sums: dict[int, float] = {}
    met = 0
    for word, weight in zip(*head, strict=True):
        if word not in postings:
            continue
        places, there = postings[word]
        for other, its in zip(places, there, strict=True):
            sums[other] = sums.get(other, 0.0) + weight * its
        met += len(places)
        if met > _MOST_MET:
            break
    sums.pop(place, None)
    if len(sums) > _NEIGHBOURS:
        # Only what can be among the nearest is sorted.
        least = nlargest(_NEIGHBOURS, sums.values())[-1] - 1e-8
        sums = {other: value for other, value in sums.items() if value >= least}
    return sorted(sums, key=lambda other: (-round(sums[other], 9), other))[:_NEIGHBOURS]


def weigh(terms: Sequence[Term], rarities: Mapping[str, float]) -> dict[str, float]:
    """Turn counts into TF-IDF weights; words that all texts have weigh nothing."""
    return {
        term.stem: (1.0 + math.log(term.weight)) * rarities[term.stem]
        for term in terms
        if term.weight >= 1.0 and term.stem in rarities
    }
