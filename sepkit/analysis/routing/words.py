"""Text to the terms that routing counts: lower case, inflections folded, compounds taken apart."""

import re
from collections.abc import Iterator
from functools import lru_cache

_TOKEN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_./+]*[A-Za-z0-9])?")
# Where a compound comes apart: `tools/call`, `cache_hint`, `inputSchema`; but not in `OAuth`.
_MARK = re.compile(r"[_./+]+")
_HUMP = re.compile(r"(?<=[a-z][a-z])(?=[A-Z][a-z])")


def tokens(text: str) -> list[str]:
    """Return the raw tokens in the order of the text: `tools/call` whole, `event-driven` as two."""
    return _TOKEN.findall(text)


@lru_cache(maxsize=100_000)
def parts(token: str) -> tuple[str, ...]:
    """Return the stems of a token's parts for phrases; a plain word is its own only part.

    A type's name (`CallToolResult`) stays whole: it is a surface, and who owns it is asked there.
    """
    pieces = [piece for piece in _MARK.split(token) if piece]
    split = [p for piece in pieces for p in (_HUMP.split(piece) if piece[0].islower() else [piece])]
    return tuple(stem(piece.lower()) for piece in split)


@lru_cache(maxsize=100_000)
def expand(token: str) -> tuple[str, ...]:
    """Return what a token counts as: itself, and its parts where it is a compound."""
    found = [stem(p.lower()) for piece in _MARK.split(token) for p in _HUMP.split(piece) if p]
    kept = tuple(part for part in found if len(part) > 1 and part not in STOP_STEMS)
    return kept if len(found) == 1 else (token.lower(), *kept)


def terms(text: str) -> Iterator[str]:
    """Yield all terms of a text in order, stop words left out."""
    for token in tokens(text):
        yield from expand(token)


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Fold the commonest English inflections, so that `sessions` and `session` meet.

    Deliberately weaker than Porter's algorithm: two different words of a specification that fall
    together cost more than two forms of one word that stay apart.
    """
    if len(word) <= _SHORT or not word.isalpha():
        return word
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) + len(instead) >= _SHORT:
            word = word[: -len(ending)] + instead
            break
    return word[:-1] if len(word) > _SHORT + 1 and word.endswith("e") else word


# A word of three letters has no inflection to spare, and a stem keeps as many.
_SHORT = 3
_ENDINGS = (
    ("sses", "ss"),
    ("izations", "ize"),
    ("ization", "ize"),
    ("isation", "ize"),
    ("ations", "ate"),
    ("ation", "ate"),
    ("ities", "ity"),
    ("ies", "y"),
    ("ss", "ss"),
    ("us", "us"),
    ("is", "is"),
    ("ings", ""),
    ("ing", ""),
    ("ed", ""),
    ("es", "e"),
    ("s", ""),
)


def stems(text: str) -> list[str]:
    """Return the stem of each word of a text in order, compounds taken apart: for phrases."""
    return [part for token in tokens(text) for part in parts(token)]


# Words that carry the grammar of a sentence and never its subject, and the furniture of every
# proposal (its own section names and key words), in which no group differs from another.
_STOP_WORDS = """
    a about above after against all also although an and any are as at be because been before
    being below between both but by can cannot could did do does doing done down due during each
    either else etc even every few for from further had has have having he her here his how however
    i if in into is it its itself just less like made make makes many may me might more most much
    must my need needs neither new no nor not now of off often on once one only onto or other others
    our out over own per rather same shall she should since so some still such than that the their
    them then there these they this those through thus to too two under until up upon us use used
    useful uses using very via vs was we well were what when where whether which while
    who whom whose why will with within without would yes yet you your
    e.g i.e e g s t
    proposal proposals propose proposed proposes draft section specification spec specify
    introduce introduces example examples following existing current currently support supports
    supported define defines defined allow allows add adds additional change changes provide
    provides required optional recommended motivation abstract rationale summary background goals
    overview"""
STOP_STEMS = frozenset(stem(word) for word in _STOP_WORDS.split())
