"""Names of groups in running text: `owned by the Transports WG`."""

import re
from collections.abc import Iterator

from sepkit.model import LIMITS, RepoPath, split_kind
from sepkit.ownership.part import RawMention

# Up to six words, the first and the last with a capital, then a word for the kind in the singular.
_NAME = re.compile(
    r"\b([A-Z][\w&-]*(?: (?:of|for|and|over|on|&|[A-Z][\w&-]*)){0,5}) "
    r"(WG|IG|SIG|Working Group|Interest Group|Special Interest Group)\b(?![\w-])"
)
_NO_NAME = frozenset(
    ("this", "the", "a", "an", "each", "any", "every", "that", "another", "one", "all", "no")
)


def find_names(text: str) -> Iterator[str]:
    """Yield each name of a group with its kind, as written, in the order of the text."""
    for found in _NAME.finditer(text[: LIMITS.line_characters]):
        words = found.group(1).split(" ")
        while words and words[0].casefold() in _NO_NAME:
            words = words[1:]
        if words:
            yield f"{' '.join(words)} {found.group(2)}"


def mentions_in(
    text: str, path: RepoPath, lines: list[str], first: int, last: int
) -> tuple[RawMention, ...]:
    """Return the groups that a block names, each once, with the line where its name begins.

    Args:
        text: the block's plain words.
        path: the file.
        lines: all lines of the file.
        first: the block's first line, counted from 1.
        last: its last line, inclusive.
    """
    names = dict.fromkeys(find_names(text))
    return tuple(
        RawMention(written=name, path=path, line=_line_of(name, lines, first, last))
        for name in names
    )


def _line_of(name: str, lines: list[str], first: int, last: int) -> int:
    """Return the line that holds the name, or the one where its first word begins it."""
    bare = split_kind(name)[0].split(" ")[0]
    words = name.split(" ")
    for needle in (name, " ".join(words[:-1]), words[0]):
        for number in range(first, min(last, len(lines)) + 1):
            if needle in lines[number - 1]:
                return number
    return next(
        (n for n in range(first, min(last, len(lines)) + 1) if bare in lines[n - 1].casefold()),
        first,
    )
