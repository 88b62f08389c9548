"""The key words of RFC 2119, in upper case only as RFC 8174 has it, outside code."""

import re
from collections.abc import Iterator

_KEYWORD = re.compile(
    r"\b(MUST NOT|SHALL NOT|SHOULD NOT|NOT RECOMMENDED|MUST|SHALL|SHOULD|REQUIRED|RECOMMENDED"
    r"|MAY|OPTIONAL)\b"
)
_CODE = re.compile(r"`[^`]*`")
_QUOTED = re.compile(r"[\"\u201c][^\"\u201d]{0,400}[\"\u201d]")
_NOUN = re.compile(
    r"\b(?:MUST|SHALL|SHOULD|MAY)(?: NOT)?(?:-level)?"
    r"(?= (?:requirements?|statements?|clauses?|key ?words?|sentences?)\b)"
    r"|(?<=\b(?:the|The) )(?:MUST|SHALL|SHOULD|MAY)\b|(?<=\ba )(?:MUST|SHALL|SHOULD|MAY)\b"
)
"""A key word that is talked about: `MAY requirements`, `change the SHOULD to a MUST`."""

_DEFINITION = re.compile(
    r"(?:MUST|SHALL|SHOULD|REQUIRED|RECOMMENDED|MAY|OPTIONAL)[\"\u201d`*, ]+(?:NOT[\"\u201d`*, ]+)?"
    r"(?:and |or )?[\"\u201c`*]*(?:MUST|SHALL|SHOULD|REQUIRED|RECOMMENDED|MAY|OPTIONAL|NOT)\b"
)
_MAX_OF_KIND = 5

STRENGTH = {
    "MUST": 3,
    "SHALL": 3,
    "REQUIRED": 3,
    "MUST NOT": -3,
    "SHALL NOT": -3,
    "SHOULD": 2,
    "RECOMMENDED": 2,
    "SHOULD NOT": -2,
    "NOT RECOMMENDED": -2,
    "MAY": 1,
    "OPTIONAL": 1,
}
"""How much a key word asks for; below zero it forbids. SHALL is MUST, RECOMMENDED is SHOULD."""


def find_keywords(text: str) -> Iterator[str]:
    """Yield the key words of a text in order; those in code and in quotation marks are left out."""
    if _KEYWORD.search(text) is None:
        return  # blanking out only takes key words away, and most sentences have none
    for match in _KEYWORD.finditer(without_code(text)):
        yield match.group(1)


def without_code(text: str) -> str:
    """Return a text of the same length with code spans and quotations blanked out."""
    blank = _QUOTED.sub(_blanks, _CODE.sub(_blanks, text))
    return _NOUN.sub(_blanks, blank)


def _blanks(match: re.Match[str]) -> str:
    return " " * len(match.group())


def is_definition(text: str) -> bool:
    """Whether a sentence explains the key words instead of using them."""
    return len(set(_KEYWORD.findall(text))) >= _MAX_OF_KIND and bool(_DEFINITION.search(text))


def strongest(words: Iterator[str]) -> str:
    """Return the key word that asks for most, or forbids most; the first of equals; "" for none."""
    found = list(words)
    return max(found, key=lambda word: abs(STRENGTH[word]), default="")


def is_opposed(one: str, other: str) -> bool:
    """Whether what one asks for the other forbids: MUST against MUST NOT, not MAY against NOT."""
    product = STRENGTH.get(one, 0) * STRENGTH.get(other, 0)
    return product < -1
