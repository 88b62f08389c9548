"""Many patterns against many names: which patterns fit one name, without trying them all."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Generic, TypeVar

from sepkit.model import is_path_match

Value = TypeVar("Value")

Match = Callable[[str, str], bool]
"""Whether a pattern (first) fits a name (second)."""

_WILD = frozenset("*?[")
_EXACT = 1_000_000
"""More than any pattern has characters."""


def is_name_match(pattern: str, name: str) -> bool:
    """Whether a name fits a pattern in which `*` stands for any characters, `/` included."""
    if pattern.endswith("*") and not _WILD.intersection(pattern[:-1]):
        return name.startswith(pattern[:-1])
    return fnmatchcase(name, pattern)


def specificity(pattern: str) -> int:
    """Return how specific a pattern is: the number of characters it fixes, more if it fixes all."""
    fixed = sum(character not in "*?" for character in pattern)
    return fixed + (_EXACT if fixed == len(pattern) else 0)


@dataclass(slots=True)
class PatternIndex(Generic[Value]):
    """Patterns with a value each, filed by the fixed text that they begin or end with."""

    match: Match = is_path_match
    _exact: dict[str, list[Value]] = field(default_factory=dict)
    _by_start: dict[int, dict[str, list[tuple[str, Value]]]] = field(default_factory=dict)
    _by_end: dict[int, dict[str, list[tuple[str, Value]]]] = field(default_factory=dict)

    def add(self, pattern: str, value: Value) -> None:
        """File one pattern."""
        if not _WILD.intersection(pattern):
            self._exact.setdefault(pattern, []).append(value)
            return
        start, end = _fixed_ends(pattern)
        # The kind alone (`type:`) begins thousands of patterns; what follows tells them apart.
        told_by_start = len(start) - start.find(":") - 1 >= len(end)
        table = self._by_start if told_by_start else self._by_end
        key = start if told_by_start else end
        table.setdefault(len(key), {}).setdefault(key, []).append((pattern, value))

    def fitting(self, name: str) -> Iterator[Value]:
        """Yield the value of each pattern that fits a name."""
        yield from self._exact.get(name, ())
        for length, table in self._by_start.items():
            yield from self._tried(table.get(name[:length], ()), name)
        for length, table in self._by_end.items():
            yield from self._tried(table.get(name[len(name) - length :], ()), name)

    def _tried(self, filed: Iterable[tuple[str, Value]], name: str) -> Iterator[Value]:
        for pattern, value in filed:
            if self.match(pattern, name):
                yield value


def _fixed_ends(pattern: str) -> tuple[str, str]:
    """Return the text before the first wildcard and after the last, as far as both are certain.

    `**` also stands for no folder at all, so a `/` beside it is not certain; after `[` nothing is.
    """
    places = [index for index, character in enumerate(pattern) if character in _WILD]
    start = pattern[: places[0]]
    end = "" if "[" in pattern else pattern[places[-1] + 1 :]
    return start.removesuffix("/"), end.removeprefix("/")
