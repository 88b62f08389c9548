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


@dataclass(slots=True)
class PatternIndex(Generic[Value]):
    """Patterns with a value each, filed by the longest text that they fix.

    A name is looked up by those of its parts that are as long as some such text; only the patterns
    filed there are tried.
    """

    match: Match = is_path_match
    _exact: dict[str, list[Value]] = field(default_factory=dict[str, list[Value]])
    _by_fixed: dict[int, dict[str, list[tuple[str, Value]]]] = field(
        default_factory=dict[int, dict[str, list[tuple[str, Value]]]]
    )

    def add(self, pattern: str, value: Value) -> None:
        """File one pattern."""
        if not _WILD.search(pattern):
            self._exact.setdefault(pattern, []).append(value)
            return
        fixed = _longest_fixed(pattern)
        table = self._by_fixed.setdefault(len(fixed), {})
        table.setdefault(fixed, []).append((pattern, value))

    def fitting(self, name: str) -> Iterator[Value]:
        """Yield the value of each pattern that fits a name."""
        yield from self._exact.get(name, ())
        for length, table in self._by_fixed.items():
            if length > len(name):
                continue
            parts = {name[at : at + length] for at in range(len(name) - length + 1)}
            parts &= table.keys()
            for part in sorted(parts) if len(parts) > 1 else parts:
                for pattern, value in table[part]:
                    if self.match(pattern, name):
                        yield value


def _longest_fixed(pattern: str) -> str:
    """Return the longest text that every fitting name contains.

    The kind before a colon begins thousands of patterns and tells nothing apart. `**` also stands
    for no folder at all, so a `/` beside a wildcard is not certain.
    """
    kind, colon, name = pattern.partition(":")
    texts = [text.strip("/") for text in _WILD.split(name if colon else kind)]
    return max(texts, key=len)
