"""How much two sentences say the same: shared words, rare ones counting more.

Candidates come from an inverted index of each sentence's rarest words, so that nothing is compared
with everything.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from heapq import nsmallest

RARE_WORDS = 8
"""Words of a sentence through which candidates are sought."""

MAX_POSTINGS = 400
"""A word in more sentences than this leads nowhere in particular."""

_WORD = re.compile(r"[a-z0-9_$@./-]*[a-z0-9]")
_SPLIT = re.compile(r"[./_-]+")
_LINK_NOISE = frozenset({"http", "https", "www"})
_STOP = frozenset(
    [
        "a",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "been",
        "by",
        "can",
        "for",
        "from",
        "has",
        "have",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "of",
        "on",
        "or",
        "per",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "to",
        "unless",
        "until",
        "upon",
        "was",
        "were",
        "when",
        "where",
        "which",
        "while",
        "who",
        "will",
        "with",
        "within",
        "would",
        "such",
        "same",
        "each",
        "other",
        "also",
        "than",
        "not",
        "no",
        "only",
        "must",
        "shall",
        "should",
        "may",
        "required",
        "recommended",
        "optional",
    ]
)
_ENDINGS = ("ations", "ation", "ings", "ing", "ies", "ied", "ers", "er", "ed", "es", "s", "e", "y")
_SHORTEST = 4


def words_of(text: str) -> frozenset[str]:
    """Return the words of a sentence that carry meaning, cut to their stems."""
    found: set[str] = set()
    for word in _WORD.findall(text.lower()):
        for part in _SPLIT.split(word):
            if part and part not in _STOP and part not in _LINK_NOISE:
                found.add(stem(part))
    return frozenset(found)


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Cut the ending off a word, as long as four letters stay; a word with digits stays whole."""
    if not word.isalpha():
        return word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word[: -len(ending)]
    return word


@dataclass(frozen=True, slots=True)
class Match:
    """A sentence of the index that resembles one that was asked for."""

    at: int
    """Its position in the index."""
    likeness: float
    """Weight of shared words over weight of all words of both; in [0, 1]."""
    share: float
    """Weight of shared words over weight of the words asked for; in [0, 1]."""


@dataclass(slots=True)
class Sentences:
    """Sentences that can be asked for those like a given one."""

    words: Sequence[frozenset[str]]
    weights: Mapping[str, float] = field(default_factory=dict)
    postings: Mapping[str, list[int]] = field(default_factory=dict)
    totals: Sequence[float] = ()

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Sentences":
        """Make the index of some texts; they are known by their position."""
        words = [words_of(text) for text in texts]
        counts = Counter(word for one in words for word in one)
        postings: dict[str, list[int]] = {}
        for at, one in enumerate(words):
            for word in one:
                postings.setdefault(word, []).append(at)
        weights = {word: math.log(1 + len(words) / count) for word, count in counts.items()}
        # `fsum`, because a plain sum of floats differs with the order of a set.
        totals = [math.fsum(weights[word] for word in one) for one in words]
        return cls(words, weights, postings, totals)

    def like(self, text: str, *, most: int | None = None, least: float = 0.0) -> list[Match]:
        """Return the sentences that share a rare word with a text, the most alike first.

        Args:
            text: a sentence.
            most: how many are wanted; None for all.
            least: likeness below which they are not wanted.
        """
        asked = words_of(text)
        # A word that no sentence has weighs as much as one that a single sentence has.
        unknown = math.log(1 + len(self.words)) if self.words else 1.0
        total = math.fsum(self.weights.get(word, unknown) for word in asked)
        if not total:
            return []
        found: list[tuple[float, int, float]] = []
        words, totals, weigh = self.words, self.totals, self.weights.__getitem__
        for at in self._candidates(asked):
            shared = math.fsum(map(weigh, asked & words[at]))
            likeness = shared / (total + totals[at] - shared)
            if likeness >= least:
                found.append((-likeness, at, shared))
        best = sorted(found) if most is None else nsmallest(most, found)
        return [Match(at, -less, shared / total) for less, at, shared in best]

    def _candidates(self, asked: frozenset[str]) -> set[int]:
        known = [word for word in asked if word in self.postings]
        known.sort(key=lambda word: (len(self.postings[word]), word))
        return {
            at
            for word in known[:RARE_WORDS]
            if len(self.postings[word]) <= MAX_POSTINGS
            for at in self.postings[word]
        }
