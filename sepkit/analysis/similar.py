"""Proposals that a text resembles, by the words of titles and abstracts.

Likeness of words tells nothing about conflicts (measured: no better than chance against pairs that
only look alike); it is a fair answer to "has somebody written this before?".
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sepkit.model import Case, Document, ProposalKey, RepoPath, Similar

_TITLE_WEIGHT = 3
_LETTERS = bytes(
    ord(c.lower()) if c.isascii() and c.isalpha() else ord(" ") for c in map(chr, range(256))
)
"""Upper case to lower case, all that is no ASCII letter to a blank: five times a regex's speed."""

_SHORTEST = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """What is needed of a proposal to compare others with it."""

    key: ProposalKey
    title: str
    path: RepoPath
    words: Mapping[str, int]
    """How often each word stands in title and abstract, the title counted several times."""


def remember(case: Case) -> Remembered:
    """Count the words of a proposal's title and abstract."""
    document = case.document
    return Remembered(
        key=case.key, title=document.title, path=document.path, words=_counts(document)
    )


def find_similar(
    asked: Remembered, known: Iterable[Remembered], *, most: int = 5, least: float = 0.15
) -> tuple[Similar, ...]:
    """Return the proposals that one resembles most, the likest first.

    Args:
        asked: the text, a draft for instance.
        known: the proposals to compare with; one with the same path is left out.
        most: how many at the most.
        least: the smallest cosine that is worth showing.
    """
    others = [item for item in known if item.path != asked.path]
    spread = Counter(word for item in others for word in item.words)
    rarity = {word: math.log((1 + len(others)) / (1 + n)) for word, n in spread.items()}
    mine = _weighted(asked.words, rarity)
    found = [_compared(mine, item, rarity) for item in others]
    near = [item for item in found if item.likeness >= least]
    return tuple(sorted(near, key=lambda item: (-item.likeness, item.proposal))[:most])


def _compared(mine: Mapping[str, float], other: Remembered, rarity: Mapping[str, float]) -> Similar:
    theirs = _weighted(other.words, rarity)
    products = {word: mine[word] * theirs[word] for word in mine.keys() & theirs.keys()}
    return Similar(
        proposal=other.key,
        title=other.title,
        # Exact: a plain sum in the order of a set would differ from run to run.
        likeness=round(math.fsum(products.values()), 4),
        words=tuple(sorted(products, key=lambda word: (-products[word], word))[:5]),
    )


def _counts(document: Document) -> Counter[str]:
    text = " ".join([document.title] * _TITLE_WEIGHT + [document.abstract])
    words = text.encode("utf-8", "replace").translate(_LETTERS).decode("ascii").split()
    return Counter(word for word in words if len(word) >= _SHORTEST)


def _weighted(counts: Mapping[str, int], rarity: Mapping[str, float]) -> dict[str, float]:
    weights = {word: math.log1p(n) * rarity.get(word, 0.0) for word, n in counts.items()}
    length = math.sqrt(sum(value * value for value in weights.values()))
    return {word: value / length for word, value in weights.items()} if length else {}
