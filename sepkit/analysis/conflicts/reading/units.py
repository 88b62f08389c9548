"""Units of time and size in a sentence: two texts that count one thing differently."""

import re
from collections import Counter
from collections.abc import Iterable

_TIME = ("milliseconds", "seconds", "minutes", "hours", "days")
_SIZE = ("bits", "bytes", "characters", "kilobytes", "megabytes")
_DIMENSIONS = {unit: dimension for dimension in (_TIME, _SIZE) for unit in dimension}
# In the plural only: "second" counts turns, and "day" stands in phrases.
_UNIT = re.compile(rf"\b(?:{'|'.join(_DIMENSIONS)})\b", re.IGNORECASE)


def find_drift(told: str, kept: Iterable[str]) -> tuple[str, str] | None:
    """Return the unit of a sentence and the other one that a text counts in, or None.

    Args:
        told: a sentence that says it follows the text; with units of several kinds it tells none.
        kept: the text's sentences. Its unit is the one in most of them.
    """
    units = {unit.lower() for unit in _UNIT.findall(told)}
    if len(units) != 1:
        return None
    unit = units.pop()
    counts = Counter(
        found
        for text in kept
        for found in sorted({word.lower() for word in _UNIT.findall(text)})
        if _DIMENSIONS[found] is _DIMENSIONS[unit]
    )
    if not counts:
        return None
    most = max(counts, key=lambda found: (counts[found], found))
    return (unit, most) if counts[most] > counts[unit] else None
