"""Many patterns against many names: which patterns fit one name, without trying them all."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from sepkit.model import is_path_match

Value = TypeVar("Value")

Match = Callable[[str, str], bool]
"""Whether a pattern (first) fits a name (second)."""

_WILD = re.compile(r"[*?]+")
_EXACT = 1_000_000
"""More than any pattern has characters."""


def specificity(pattern: str) -> int:
    """Return how specific a pattern is: the number of characters it fixes, more if it fixes all."""
    fixed = sum(character not in "*?" for character in pattern)
    return fixed + (_EXACT if fixed == len(pattern) else 0)


_SOUGHT = 4
"""How many texts can be sought in a name in the time that one of its parts is cut out."""


@dataclass(slots=True)
class PatternIndex(Generic[Value]):
    """Patterns with a value each, filed by the longest text that they fix.

    A name is looked up by the filed texts that stand in it: each of them is sought in the name, or
    where there are very many, each part of the name is looked up that is as long as one of them.
    Only the patterns filed there are tried.
    """

    match: Match = is_path_match
    _exact: dict[str, list[Value]] = field(default_factory=dict[str, list[Value]])
    _filed: dict[str, list[tuple[str, Value]]] = field(
        default_factory=dict[str, list[tuple[str, Value]]]
    )
    _lengths: dict[int, int] = field(default_factory=dict[int, int])
    """Of the filed texts, each with its place in the order in which lengths first came."""

    def add(self, pattern: str, value: Value) -> None:
        """File one pattern."""
        if not _WILD.search(pattern):
            self._exact.setdefault(pattern, []).append(value)
            return
        fixed = _longest_fixed(pattern)
        self._lengths.setdefault(len(fixed), len(self._lengths))
        self._filed.setdefault(fixed, []).append((pattern, value))

    def fitting(self, name: str) -> Iterator[Value]:
        """Yield the value of each pattern that fits a name."""
        yield from self._exact.get(name, ())
        for text in self._texts_in(name):
            for pattern, value in self._filed[text]:
                if self.match(pattern, name):
                    yield value

    def _texts_in(self, name: str) -> list[str]:
        """Return the filed texts that stand in a name, in one order."""
        if len(self._filed) <= _SOUGHT * len(name) * len(self._lengths):
            found = [text for text in self._filed if text in name]
        else:
            parts = {
                name[at : at + length]
                for length in self._lengths
                for at in range(len(name) - length + 1)
            }
            found = list(parts & self._filed.keys())
        if len(found) > 1:
            found.sort(key=lambda text: (self._lengths[len(text)], text))
        return found


def _longest_fixed(pattern: str) -> str:
    """Return the longest text that every fitting name contains.

    The kind before a colon begins thousands of patterns and tells nothing apart. `**` also stands
    for no folder at all, so a `/` beside a wildcard is not certain.
    """
    kind, colon, name = pattern.partition(":")
    texts = [text.strip("/") for text in _WILD.split(name if colon else kind)]
    return max(texts, key=len)
