"""Words of English prose to stems, small and the same on every machine."""

import re
from collections.abc import Iterator
from functools import lru_cache

_WORD = re.compile(r"[a-z][a-z]{2,}")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_ADDRESS = re.compile(r"https?://\S+")

_COMMON_WORDS = """
about above across adds after again all allow allows also although always and another any
anything are because been before being below between both but can cannot case cases change
changes could current currently define defined defines describes did does doing done down during
each either enable enables etc even every example examples existing few first for from further
get gets given gives had has have having here how however include includes including into
introduce introduces its itself just keep kept like make makes making many may might more most
much must need needed needs neither never new non none nor not note now often once one only onto
optional other others otherwise our out over own per possible propose proposal proposals
proposed proposes provide provided provides providing rather real require required requires same
section see several shall should simple simply since single so some specific such support
supported supports take takes than that the their them then there therefore these they this
those through thus today together too two under unless until upon use used useful uses using
various very via want was way ways well were what when where whether which while who whose why
will with within without work works would yet you your
"""

COMMON = frozenset(_COMMON_WORDS.split())
"""Words that say nothing about a subject."""

_ENDINGS = """
izations=iz ization=iz izing=iz izes=iz ized=iz ize=iz ations ation ments ment ings ing ities
ity ives ive ers er ors or ies ied ions ion es ed al ly s e y
"""
"""Endings in the order they are tried; after `=` stands what they leave: without it `initialize`
would meet `initial`."""

_CUTS = tuple((ending, left) for ending, _, left in (e.partition("=") for e in _ENDINGS.split()))
_SHORTEST_STEM = 4


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Cut one ending off a lower-case word, where at least four letters remain.

    The aim is that `initialize` and `initialization` meet, not that a stem is a word.
    """
    for ending, left in _CUTS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)] + left
    return word


@lru_cache(maxsize=65536)
def _telling(word: str) -> str:
    """Return a word's stem, "" for a common word."""
    return "" if word in COMMON else stem(word)


def stems(text: str) -> Iterator[str]:
    """Yield the stems of a text's telling words in their order; `camelCase` counts as two."""
    return filter(None, map(_telling, _WORD.findall(_plain(text))))


def words_of(text: str) -> Iterator[tuple[str, str]]:
    """Yield stem and word of each telling word; words are in lower case."""
    for word in _WORD.findall(_plain(text)):
        found = _telling(word)
        if found:
            yield found, word


def _plain(text: str) -> str:
    if "://" in text:
        text = _ADDRESS.sub(" ", text)
    return _HUMP.sub(" ", text).lower()
