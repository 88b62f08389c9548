"""The content of most paragraphs without markdown-it: words, code, simple emphasis and links.

Nine paragraphs of ten hold nothing but these, and one pass over their marks gives what
markdown-it's general parser gives for five times the work. Whatever is not plainly one of them
(nested emphasis, images, HTML, entities, strikethrough …) is left to markdown-it: `read_plain`
returns None rather than guess.
"""

import re
from collections.abc import Callable
from functools import cache

from sepkit.model import Link

Inline = tuple[str, tuple[Link, ...], str]
"""Plain text, links, and the bold run at the very beginning, as `flatten` returns them."""

_MARK = re.compile(r"[*_`\[<\\&!~\n]")
_TICKS = re.compile(r"`+")
_RUN = re.compile(r"\*+|_+")
_BRACKETS = re.compile(r"\[(?:[^\[\]`<\\&!\n]|`[^`\n]+`)*\]")
_TARGET = re.compile(r"\(([^\s\x00-\x1f\x7f()<>\\&\"'`\[\]]+)\)")
_MAY_BE_HTML = re.compile(r"<[A-Za-z/!?]")
_MAY_BE_ENTITY = re.compile(r"&(?:#|[A-Za-z][A-Za-z0-9]*;)")
_ESCAPED = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_LONGEST_RUN = 2


class _UnclearError(Exception):
    """Something that only the general parser can tell."""


def read_plain(source: str, href: Callable[[str], str | None]) -> Inline | None:
    """Read the content of a paragraph.

    Args:
        source: the content, trimmed, its lines separated by LF.
        href: a link's target as written to the target as markdown-it gives it; None where it
            takes it for no link.

    Returns:
        Exactly what `flatten` makes of markdown-it's tokens; None where that takes markdown-it.
    """
    reader = _Reader(source, href)
    try:
        reader.read(0, len(source))
    except _UnclearError:
        return None
    return "".join(reader.parts).strip(), tuple(reader.links), reader.strong


class _Reader:
    """One pass from mark to mark."""

    def __init__(self, source: str, href: Callable[[str], str | None]) -> None:
        self.source = source
        self.href = href
        self.parts: list[str] = []
        self.links: list[Link] = []
        self.strong = ""
        self.depth = -1
        """Where the bold run at the very beginning starts in `parts`, while it is open."""

    def read(self, begin: int, end: int) -> None:
        """Read a stretch: all of it, or the words of a link, whose emphasis is its own."""
        source, parts = self.source, self.parts
        at, opened = begin, ""
        while True:
            match = _MARK.search(source, at, end)
            if match is None:
                break
            mark, here = match.group(), match.start()
            if here > at:
                words = source[at:here]
                parts.append(words.rstrip(" ") if mark == "\n" else words)
            if mark == "`":
                at = self._code(here, end)
            elif mark in "*_":
                at, opens, closes = self._run(here, end)
                run = source[here:at]
                if not opens and not closes:
                    parts.append(run)
                elif opened and closes and run == opened:
                    opened = ""
                    self._close(run)
                elif not opened and opens:
                    opened = run
                    self._open(run)
                else:
                    raise _UnclearError
            elif mark == "[":
                at = self._bracket(here, end)
            else:
                at = self._other(mark, here, end)
        if opened:
            raise _UnclearError
        if end > at:
            parts.append(source[at:end])

    def _open(self, run: str) -> None:
        if len(run) == _LONGEST_RUN:
            is_first = not self.strong and not "".join(self.parts).strip()
            self.depth = len(self.parts) if is_first else -1

    def _close(self, run: str) -> None:
        if len(run) == _LONGEST_RUN:
            if self.depth >= 0 and not self.strong:
                self.strong = "".join(self.parts[self.depth :]).strip()
            self.depth = -1

    def _code(self, here: int, end: int) -> int:
        """Read a code span, or backticks that nothing closes."""
        source = self.source
        match = _TICKS.match(source, here, end)
        assert match is not None  # noqa: S101 - a backtick stands there
        begin = match.end()
        length = begin - here
        for close in _TICKS.finditer(source, begin, end):
            if close.end() - close.start() == length:
                words = source[begin : close.start()].replace("\n", " ")
                if words[:1] == words[-1:] == " " and words.strip(" "):
                    words = words[1:-1]
                self.parts.append(f"`{words}`")
                return close.end()
        self.parts.append(match.group())
        return begin

    def _run(self, here: int, end: int) -> tuple[int, bool, bool]:
        """Return where a run of `*` or `_` ends, and whether it opens or closes emphasis."""
        source = self.source
        match = _RUN.match(source, here, end)
        assert match is not None  # noqa: S101 - a mark stands there
        after = match.end()
        before_is = _kind(source[here - 1]) if here else "blank"
        after_is = _kind(source[after]) if after < end else "blank"
        left = after_is == "word" or (after_is == "sign" and before_is != "word")
        right = before_is == "word" or (before_is == "sign" and after_is != "word")
        if source[here] == "_":
            left, right = (
                left and (not right or before_is == "sign"),
                right and (not left or after_is == "sign"),
            )
        if (left and right) or ((left or right) and after - here > _LONGEST_RUN):
            raise _UnclearError
        return after, left, right

    def _bracket(self, here: int, end: int) -> int:
        """Read a link with a plain target, or a bracket that is none."""
        source = self.source
        match = _BRACKETS.match(source, here, end)
        if match is None:
            if "](" in source[here:end]:
                raise _UnclearError
            self.parts.append("[")
            return here + 1
        if source[match.end() : min(match.end() + 1, end)] != "(":
            self.parts.append("[")
            return here + 1
        target = _TARGET.match(source, match.end(), end)
        href = self.href(target.group(1)) if target else None
        if target is None or href is None:
            raise _UnclearError
        begin = len(self.parts)
        self.read(here + 1, match.end() - 1)
        self.links.append(Link(text="".join(self.parts[begin:]).strip(), target=href))
        return target.end()

    def _other(self, mark: str, here: int, end: int) -> int:
        """Read a line break, an escape, or a sign that means nothing here."""
        source, parts = self.source, self.parts
        following = source[here + 1 : min(here + 2, end)]
        if mark == "\n":
            return self._newline(here, end)
        if mark == "\\":
            if following in ("\n", " ", "\t", ""):
                raise _UnclearError
            parts.append(following if following in _ESCAPED else f"\\{following}")
            return here + 1 + len(following)
        if (
            (mark == "!" and following == "[")
            or (mark == "~" and following == "~")
            or (mark == "<" and _MAY_BE_HTML.match(source, here, end))
            or (mark == "&" and _MAY_BE_ENTITY.match(source, here, end))
        ):
            raise _UnclearError
        parts.append(mark)
        return here + 1

    def _newline(self, here: int, end: int) -> int:
        """Make one blank of a line break and the blanks behind it."""
        self.parts.append(" ")
        at = here + 1
        while at < end and self.source[at] in " \t":
            at += 1
        return at


@cache
def _kind(character: str) -> str:
    """What a character beside a run of marks is: `blank`, `sign` or `word`."""
    from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace

    if isWhiteSpace(ord(character)):
        return "blank"
    return "sign" if isMdAsciiPunct(ord(character)) or isPunctChar(character) else "word"
