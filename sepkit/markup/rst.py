"""reStructuredText to the same blocks as Markdown: headings, paragraphs, items, literal blocks.

Headings by underline, paragraphs by blank lines and literal text by `::` and indentation are all
that a proposal's reader asks of it; tables, directives and footnotes stand as plain paragraphs or,
for comments, as HTML blocks that nobody reads as text. One pass over the lines, no look-back.
"""

import re

from sepkit.markup.markdown import split_lines
from sepkit.model import LIMITS, Block, BlockKind, Limits, Link

_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_ITEM = re.compile(r"(?:[-*+\u2022]|\(?(?:[0-9]{1,4}|[a-zA-Z#])[.)])\s+")
_CODE_DIRECTIVE = re.compile(r"\.\.\s+(?:code|code-block|sourcecode|highlight|parsed-literal)::")
_LINK = re.compile(r"`(?P<text>[^`<>]{0,400}?)\s*<(?P<target>[^<>`]{1,400})>`__?")
_LITERAL = re.compile(r"``([^`]{1,400})``")
_STRONG = re.compile(r"\*{1,2}([^*\s][^*]{0,400})\*{1,2}")


def read_rst_blocks(
    text: str, *, first_line: int = 1, limits: Limits = LIMITS
) -> tuple[Block, ...]:
    """Read reStructuredText into a flat run of blocks in the order of the text.

    Args:
        text: the text, without mail headers.
        first_line: the number of its first line in the file.
        limits: caps on lines and headings.
    """
    return tuple(_Reader(split_lines(text), first_line, limits).read())


class _Reader:
    def __init__(self, lines: list[str], first_line: int, limits: Limits) -> None:
        self.lines = lines
        self.offset = first_line
        self.limits = limits
        self.blocks: list[Block] = []
        self.styles: list[str] = []
        """Underlines in the order in which they are met: that order is their level."""
        self.headings = 0

    def read(self) -> list[Block]:
        at = 0
        while at < len(self.lines):
            if not self.lines[at].strip():
                at += 1
            else:
                at = self._take(at)
        return self.blocks

    def _take(self, at: int) -> int:
        """Read what begins at a line that is not blank; return the line after it."""
        if self._is_rule(at) and self._line(at + 1).strip() and self._is_rule(at + 2):
            return self._heading(at + 1, at + 3, "^" + self.lines[at][0])
        if self._line(at + 1) and self._is_underline(at):
            return self._heading(at, at + 2, self.lines[at + 1][0])
        if self.lines[at].startswith(".."):
            return self._explicit(at)
        return self._paragraph(at)

    def _heading(self, at: int, end: int, style: str) -> int:
        self.headings += 1
        if style not in self.styles:
            self.styles.append(style)
        # One more than is read, so that the dialect can tell that there were more.
        if self.headings <= self.limits.headings + 1:
            level = min(self.styles.index(style) + 1, 6)
            self._add(BlockKind.HEADING, [self.lines[at]], at, end, level=level)
        return end

    def _explicit(self, at: int) -> int:
        """Read a comment, directive or target: up to where the indentation ends."""
        end = self._end_of_indented(at + 1, 1)
        body = "\n".join(self.lines[at:end])
        is_code = _CODE_DIRECTIVE.match(self.lines[at])
        kind = BlockKind.CODE if is_code else BlockKind.HTML
        self.blocks.append(self._block(kind, body, at, end))
        return end

    def _paragraph(self, at: int) -> int:
        end = at + 1
        while end < len(self.lines) and self.lines[end].strip() and not self._starts(end, at):
            end += 1
        item = _ITEM.match(self.lines[at].lstrip())
        kind = BlockKind.ITEM if item else BlockKind.PARAGRAPH
        self._add(kind, self.lines[at:end], at, end, level=1 if item else 0)
        if self.lines[end - 1].rstrip().endswith("::"):
            return self._literal(end, _indent(self.lines[at]))
        return end

    def _starts(self, at: int, first: int) -> bool:
        """Whether a new item or heading begins at a line inside a paragraph."""
        is_item = _ITEM.match(self.lines[at].lstrip()) is not None
        return (is_item and _ITEM.match(self.lines[first].lstrip()) is not None) or (
            at > first + 1 and self._is_underline(at)
        )

    def _literal(self, at: int, indent: int) -> int:
        end = self._end_of_indented(at, indent + 1)
        body = "\n".join(self.lines[at:end]).strip("\n")
        if body:
            self.blocks.append(self._block(BlockKind.CODE, body, at, end))
        return end

    def _end_of_indented(self, at: int, indent: int) -> int:
        """Return the line after a run of blank lines and lines indented at least so far."""
        end = last = at
        while end < len(self.lines):
            line = self.lines[end]
            if line.strip():
                if _indent(line) < indent:
                    break
                last = end + 1
            end += 1
        return max(last, at)

    def _line(self, at: int) -> str:
        return self.lines[at] if at < len(self.lines) else ""

    def _is_rule(self, at: int) -> bool:
        line = self._line(at).rstrip()
        return len(line) > 2 and line[0] in _PUNCTUATION and not line.strip(line[0])  # noqa: PLR2004

    def _is_underline(self, at: int) -> bool:
        """Whether the next line underlines this one: as long as the words, or nearly."""
        words = self.lines[at].rstrip()
        rule = self._line(at + 1).rstrip()
        return (
            self._is_rule(at + 1)
            and not self._is_rule(at)
            and not words.startswith((" ", "\t"))
            and len(rule) >= min(len(words) - 2, 4)
        )

    def _add(self, kind: BlockKind, lines: list[str], at: int, end: int, *, level: int = 0) -> None:
        source = " ".join(line.strip() for line in lines)
        if kind is BlockKind.ITEM:
            source = _ITEM.sub("", source, count=1)
        if source.endswith("::"):
            source = source[:-1]
        text, links = _plain(source, self.limits)
        self.blocks.append(self._block(kind, text, at, end, level=level, links=links))

    def _block(
        self,
        kind: BlockKind,
        text: str,
        at: int,
        end: int,
        *,
        level: int = 0,
        links: tuple[Link, ...] = (),
    ) -> Block:
        return Block(
            kind=kind,
            text=text,
            line=at + self.offset,
            end_line=max(end, at + 1) - 1 + self.offset,
            level=level,
            links=links,
        )


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _plain(source: str, limits: Limits) -> tuple[str, tuple[Link, ...]]:
    """Return the words without inline markup, and the links."""
    if len(source) > limits.paragraph_characters or not {"`", "*"} & set(source):
        return source.strip(), ()
    links = tuple(
        Link(text=match["text"] or match["target"], target=match["target"])
        for match in _LINK.finditer(source)
    )
    text = _LINK.sub(lambda match: match["text"] or match["target"], source)
    # A literal keeps one backtick on each side, as code spans do in Markdown.
    text = _STRONG.sub(r"\1", _LITERAL.sub(r"`\1`", text))
    return text.strip(), links
