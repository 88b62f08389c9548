"""The words of a document's body, counted once and kept as one line of text.

Routing 950 documents from their blocks would take seconds; counting is therefore done when a
document is read, and the result travels with it through the cache (`Document.vocabulary`).
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from sepkit.analysis.routing.words import STOP_STEMS, expand, stem, tokens
from sepkit.model import Block, BlockKind, Document

# The words that say what a text is about come often; the long tail costs time and says little.
_TERMS = 400
_PAIRS = 250
# Words that turn the word before them into the name of a group, kept however rare the pair is.
_GROUP_WORDS = frozenset({"wg", "ig", "sig", "group", "committee", "team"})


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Terms of a body: how often each stands there, and in which line first."""

    total: int = 0
    """All words, stop words included."""
    counts: dict[str, int] = field(default_factory=dict)
    """By term; a pair of words is one term with a blank in it."""
    lines: dict[str, int] = field(default_factory=dict)


def write_vocabulary(document: Document) -> str:
    """Count a document's body into one line of text: the total, then `term=count:line` by tab."""
    counted = count_blocks(document.blocks)
    parts = [str(counted.total)]
    parts += [f"{term}={count}:{counted.lines[term]}" for term, count in counted.counts.items()]
    return "\t".join(parts)


def read_vocabulary(document: Document) -> Vocabulary:
    """Return the counted body: as written by `write_vocabulary`, or counted now from the blocks."""
    if not document.vocabulary:
        return count_blocks(document.blocks)
    head, *parts = document.vocabulary.split("\t")
    counts: dict[str, int] = {}
    lines: dict[str, int] = {}
    for part in parts:
        term, _, place = part.rpartition("=")
        count, _, line = place.partition(":")
        counts[term] = int(count)
        lines[term] = int(line)
    return Vocabulary(int(head), counts, lines)


def count_blocks(blocks: Iterable[Block]) -> Vocabulary:
    """Count terms and pairs of a body; code and raw HTML are left out, headings count as text."""
    raw: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    lines: dict[str, int] = {}
    pair_lines: dict[tuple[str, str], int] = {}
    for block in blocks:
        if block.kind in (BlockKind.CODE, BlockKind.HTML):
            continue
        words = tokens(block.text)
        raw.update(words)
        pairs.update(zip(words, words[1:], strict=False))
        for word in words:
            lines.setdefault(word, block.line)
        for pair in zip(words, words[1:], strict=False):
            pair_lines.setdefault(pair, block.line)
    counts, places = _terms_of(raw, lines)
    for key, (count, line) in _pairs_of(pairs, pair_lines).items():
        counts[key], places[key] = count, line
    return Vocabulary(raw.total(), counts, places)


def _terms_of(raw: Counter[str], lines: dict[str, int]) -> tuple[dict[str, int], dict[str, int]]:
    counts: Counter[str] = Counter()
    places: dict[str, int] = {}
    for word, count in raw.items():
        for term in expand(word):
            counts[term] += count
            places[term] = min(places.get(term, lines[word]), lines[word])
    kept = dict(sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:_TERMS])
    return kept, {term: places[term] for term in kept}


def _pairs_of(
    pairs: Counter[tuple[str, str]], lines: dict[tuple[str, str], int]
) -> dict[str, tuple[int, int]]:
    folded: dict[str, tuple[int, int]] = {}
    for pair, count in pairs.items():
        first, second = stem(pair[0].lower()), stem(pair[1].lower())
        if first in STOP_STEMS or second in STOP_STEMS:
            continue
        key = f"{first} {second}"
        old = folded.get(key, (0, lines[pair]))
        folded[key] = (old[0] + count, min(old[1], lines[pair]))
    kept = [
        (key, value)
        for key, value in folded.items()
        if value[0] > 1 or key.rpartition(" ")[2] in _GROUP_WORDS
    ]
    kept.sort(key=lambda item: (-item[1][0], item[0]))
    return dict(kept[:_PAIRS])
