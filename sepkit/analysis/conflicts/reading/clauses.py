"""A requirement's own clause read again: about what it is, what is done to what, and how far."""

import re
from dataclasses import dataclass

from sepkit.analysis.conflicts.reading.words import stems

_KEYWORD = re.compile(
    r"\b(?:MUST|SHALL|SHOULD|MAY|REQUIRED|RECOMMENDED|OPTIONAL)\b(?:\s+(?:NOT|not|never)\b)?"
)
_BEFORE = re.compile(r"[,;:\u2013\u2014]\s")
_END = re.compile(
    r"[,;:.](?:\s|$)|\s[\u2013\u2014-]\s"
    r"|\b(?:if|when|whenever|unless|while|until|where|once|because|so that|of|for|from|to|by|as)\b"
)
_LIMITED = re.compile(
    r"\b(?:only|except|other than|unless|until|at least|at most|more than|less than|solely|empty"
    r"|non-?\w+)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """What a key word joins."""

    subject: frozenset[str]
    """Stems of what stands before it, in the same clause."""
    objects: frozenset[str]
    """Stems of what stands behind it up to a comma or a condition, the verb included."""
    is_limited: bool
    """Whether it says only, at least, until or the like: who must do a thing only in one way and
    who must not do it in another agree."""


def read_clause(text: str) -> Clause | None:
    """Read the clause of a sentence's first key word; None without one."""
    match = _KEYWORD.search(text)
    if match is None:
        return None
    before = _BEFORE.split(text[: match.start()])[-1]
    behind = _END.split(text[match.end() :], maxsplit=1)[0]
    return Clause(
        subject=frozenset(stems(before)),
        objects=frozenset(stems(behind)),
        is_limited=_LIMITED.search(text) is not None,
    )
