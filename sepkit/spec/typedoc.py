"""Marks of deprecation in a reference page that TypeDoc wrote.

Generators of JSON Schema drop `@deprecated`; the rendered reference keeps it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_HEADING = re.compile(r"^### `([A-Za-z]\w*)`", re.MULTILINE)
_IS_TYPEDOC = 'class="tsd-signature"'
_MEMBER = '<section class="tsd-panel tsd-member"'
_DEPRECATED = "tsd-tag-deprecated"
_DEPRECATED_MEMBER = re.compile(
    r'<span class="deprecated">(?:&quot;|")?((?:[\w$./-]|&#x5[Ff];)+?)(?:&quot;|")?\??:'
)
_ENTITY = re.compile(r"&#x5[Ff];")


def is_typedoc(text: str) -> bool:
    """Whether a page is a reference written by TypeDoc."""
    return _IS_TYPEDOC in text


@dataclass(frozen=True, slots=True)
class Mark:
    """One deprecated type, or member of one."""

    owner: str
    member: str
    """"" for the type as a whole."""
    words: str
    """What the reference says of it, tags taken off: why, since when, by which proposal."""


def find_deprecated(text: str) -> Iterator[Mark]:
    """Yield a mark for each deprecated type and member.

    A member is named only where the mark is its own; in a deprecated type all members carry one.
    """
    headings = list(_HEADING.finditer(text))
    ends = [*(match.start() for match in headings[1:]), len(text)]
    for match, end in zip(headings, ends, strict=True):
        part = text[match.end() : end]
        own = part.partition(_MEMBER)[0]
        if _DEPRECATED in own:
            yield Mark(match.group(1), "", _words(own))
            continue
        for member in _DEPRECATED_MEMBER.finditer(part):
            words = _words(part[member.end() :].partition(_MEMBER)[0])
            yield Mark(match.group(1), _ENTITY.sub("_", member.group(1)), words)


def _words(html: str) -> str:
    return _TAG.sub(" ", html.partition(_DEPRECATED)[2][:_REACH])


_REACH = 2000
_TAG = re.compile(r"<[^>]*>")
