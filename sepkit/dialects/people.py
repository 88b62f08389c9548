"""Names and handles in a field of people; a handle is read, never guessed."""

import re
from itertools import pairwise

from sepkit.model import LIMITS, Handle, Person

_MAIL = re.compile(r"[\w.+%-]{1,100}(?:@|\s+at\s+)[\w-]{1,100}(?:\.[\w-]{1,60})+")
_OBSCURED = re.compile(r"<[^<>]{0,200}>")
# ASCII only: a look-alike letter or an invisible sign next to it makes it no handle at all.
_HANDLE = re.compile(
    r"(?<![\w.@/-])@([A-Za-z0-9](?:-?[A-Za-z0-9]){0,38})(?![\w@/-])"
    r"(?=[\x00-\x7f\u2013\u2014\u2019\u201d\u3001\uff09\uff0c]|\Z)"
)
# What wants to be a handle and is none: by its name alone `Ann (@\u0430nn)` would be a listed Ann.
_SO_CALLED = re.compile(r"[@\uff20]\S")
_SEPARATOR = re.compile(r"[,;\n]|\s(?:and|&)\s")
_DASH = re.compile(r"\s+[-\u2013\u2014]+\s+")
_EMPTY = re.compile(r"\(\s*[,;]?\s*\)|\[\s*\]")
_REMARK = re.compile(r"\s*\([^()]*\)\s*$")
_EDGES = " \t\u00a0.,;:*_`'\"\u2018\u2019\u201c\u201d-\u2013\u2014<>[]()"
_SUFFIX = re.compile(r"\s*(?:Jr|Sr|II|III|PhD)\.?\s*")


def parse_people(text: str) -> tuple[Person, ...]:
    """Read a list of people; addresses are dropped, prose without a handle is no person.

    Args:
        text: plain text, links already reduced to their words.

    Returns:
        One person an entry, in the order of the text, the same one only once.
    """
    text = text[: LIMITS.paragraph_characters]
    people: dict[Person, None] = {}
    for piece in _pieces(text):
        person = _person(piece)
        if person is not None:
            people[person] = None
    return tuple(people)


def _pieces(text: str) -> list[str]:
    text = _EMPTY.sub(" ", _OBSCURED.sub(" ", _MAIL.sub(" ", text)))
    pieces: list[str] = []
    for piece in _split_outside_parentheses(text):
        if pieces and _SUFFIX.fullmatch(piece):
            pieces[-1] = f"{pieces[-1].rstrip()}, {piece.strip()}"
        else:
            pieces.extend(_split_after_handles(piece))
    return pieces


def _split_outside_parentheses(text: str) -> list[str]:
    """Split at separators; one inside parentheses belongs to a remark."""
    pieces: list[str] = []
    start = depth = at = 0
    while at < len(text):
        depth += (text[at] == "(") - (text[at] == ")" and depth > 0)
        match = _SEPARATOR.match(text, at) if not depth else None
        if match:
            pieces.append(text[start:at])
            start = at = match.end()
        else:
            at += 1
    # An unclosed parenthesis must not swallow the rest of the list.
    tail = text[start:]
    return [*pieces, *(_SEPARATOR.split(tail) if depth else [tail])]


def _split_after_handles(piece: str) -> list[str]:
    """Split `Ann (@ann) Bob (@bob)`, which has no separator."""
    handles = list(_HANDLE.finditer(piece))
    if len(handles) < 2:  # noqa: PLR2004 - one handle is one person
        return [piece]
    leads = not piece[: handles[0].start()].strip(_EDGES)
    if leads:
        cuts = [match.start() for match in handles[1:]]
    else:
        cuts = [match.end() for match in handles[:-1]]
    bounds = [0, *cuts, len(piece)]
    return [piece[a:b] for a, b in pairwise(bounds)]


def _person(piece: str) -> Person | None:
    match = _HANDLE.search(piece)
    if match is None:
        is_doubtful = _SO_CALLED.search(piece) is not None
        name = _whole(piece) if is_doubtful else _name(piece)
        return Person(name=name) if name and not _is_prose(name) else None
    before, after = piece[: match.start()], piece[match.end() :]
    name = _name(before) or _name_after(after)
    if _is_prose(name):
        name = ""
    return Person(name=name, handle=Handle(match[1]))


def _whole(piece: str) -> str:
    """Return a piece as written, with what wants to be a handle and is none."""
    return " ".join(piece.split()).strip(_EDGES)[: LIMITS.name_characters]


def _name(text: str) -> str:
    """Return the name in front of a handle or a remark; at most 200 characters."""
    first = next((part for part in _DASH.split(text) if part.strip(_EDGES)), "")
    name = " ".join(first.split()).rstrip("( ")
    shorter = _REMARK.sub("", name)
    name = (shorter or name).strip(_EDGES)
    return (name + "." if _ends_in_initial(first, name) else name)[: LIMITS.name_characters]


def _ends_in_initial(text: str, name: str) -> bool:
    """Whether the full stop that was cut off belongs to the name, as in `Ann B.`."""
    last = name.rpartition(" ")[2]
    return 0 < len(last) < 3 and last != name and f"{name}." in " ".join(text.split())  # noqa: PLR2004


def _name_after(text: str) -> str:
    """Return the name in `@handle - Name` or `@handle (Name)`."""
    text = text.strip()
    if text.startswith("("):
        return _name(text[1:].partition(")")[0])
    return _name(text) if _DASH.match(f" {text}") else ""


def _is_prose(name: str) -> bool:
    """Whether a piece is a remark: several words of which the first begins in lower case."""
    words = name.split()
    return len(words) > 1 and words[0][0].islower() and words[0] not in _PARTICLES


_PARTICLES = frozenset({"van", "von", "de", "del", "della", "di", "da", "den", "der", "el", "la"})
