"""Phrases to look for, all at once: topics of groups, and groups' names."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sepkit.analysis.routing.vocabulary import Vocabulary
from sepkit.analysis.routing.words import stems
from sepkit.model import GroupId, RepoPath


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that speak for a group (or against it), and the line of the file that says so."""

    stems: tuple[str, ...]
    written: str
    group: GroupId
    path: RepoPath
    line: int
    strength: float
    """Above 0: longer phrases say more, phrases that several groups claim say less."""


class PhraseIndex:
    """Finds phrases in texts; where two overlap, the longer one counts."""

    def __init__(self, entries: Iterable[tuple[str, GroupId, RepoPath, int]]) -> None:
        by_stems: dict[tuple[str, ...], list[tuple[str, GroupId, RepoPath, int]]] = {}
        for entry in entries:
            for key in _wordings(entry[0]):
                by_stems.setdefault(key, []).append(entry)
        self._phrases = {key: _phrases(key, claims) for key, claims in by_stems.items()}
        self._longest = max((len(key) for key in self._phrases), default=0)
        self._by_pair: dict[str, list[tuple[str, ...]]] = {}
        for key in self._phrases:
            self._by_pair.setdefault(" ".join(key[:2]), []).append(key)

    def in_text(self, text: Sequence[str]) -> Iterator[tuple[Phrase, ...]]:
        """Yield the phrases of a short text in order, each place used once, longest first."""
        at = 0
        while at < len(text):
            for length in range(min(self._longest, len(text) - at), 0, -1):
                found = self._phrases.get(tuple(text[at : at + length]))
                if found:
                    yield found
                    at += length - 1
                    break
            at += 1

    def in_body(self, body: Vocabulary) -> Iterator[tuple[tuple[Phrase, ...], int, int]]:
        """Yield phrases with how often the body holds them and in which line first.

        A phrase of several words is there as often as its rarest pair of neighbours; its words do
        not count again on their own.
        """
        used: Counter[str] = Counter()
        present = self._by_pair.keys() & body.counts.keys()
        keys = [key for pair in present for key in self._by_pair[pair]]
        for key in sorted(keys, key=lambda key: (-len(key), key)):
            count, line = _count(key, body)
            if len(key) > 1:
                for stem in key:
                    used[stem] += count
            else:
                count -= used[next(iter(key))]
            if count > 0:
                yield self._phrases[key], count, line


# What stands between a noun and what it belongs to: `filtering of lists` is `list filtering`.
_OF = frozenset({"of", "for"})


def _wordings(written: str) -> Iterator[tuple[str, ...]]:
    """Yield the stems of a phrase, and those of the compound noun that means the same."""
    key = tuple(stems(written))
    if key:
        yield key
    middle = next((index for index, stem in enumerate(key) if stem in _OF), 0)
    if 0 < middle < len(key) - 1:
        yield key[middle + 1 :] + key[:middle]


def _phrases(
    key: tuple[str, ...], claims: list[tuple[str, GroupId, RepoPath, int]]
) -> tuple[Phrase, ...]:
    groups = {claim[1] for claim in claims}
    strength = (1 + _LONGER * min(len(key) - 1, _LONGEST)) / len(groups)
    first = {claim[1]: claim for claim in reversed(claims)}
    return tuple(
        Phrase(key, written, group, path, line, strength)
        for _, (written, group, path, line) in sorted(first.items())
    )


# What each further word of a phrase adds to its strength.
_LONGER = 0.5
_LONGEST = 2


def _count(key: tuple[str, ...], body: Vocabulary) -> tuple[int, int]:
    if len(key) == 1:
        return body.counts.get(key[0], 0), body.lines.get(key[0], 0)
    pairs = [f"{first} {second}" for first, second in pairwise(key)]
    counts = [body.counts.get(pair, 0) for pair in pairs]
    return min(counts), body.lines.get(pairs[0], 0)
