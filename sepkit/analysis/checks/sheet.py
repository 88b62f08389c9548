"""One proposal's text as checks look at it: its bytes, its lines, and what was read in them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from sepkit.model import LIMITS, Block, BlockKind, Dialect, Document, Field, FieldRule, Section

_WORDS = (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.ROW)
_CODE_SPAN = re.compile(r"(`+)(?!`).{1,400}?(?<!`)\1(?!`)")
_LIST_FIELD = re.compile(
    r"(?P<before>\s{0,3}[-*+]\s+\*\*)(?P<label>[^*:]{1,60})(?P<between>:?\*\*:?[ \t]*)(?P<value>.*)"
)


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A document with the bytes it was read from."""

    document: Document
    dialect: Dialect
    data: bytes

    @cached_property
    def text(self) -> str:
        """Return the whole text, its line ends made LF; to see at once what is nowhere in it."""
        text = self.data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
        return text.replace("\r\n", "\n").replace("\r", "\n")

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """Return the lines as the reader counted them, the first at index 0."""
        return tuple(self.text.split("\n"))

    def line(self, number: int) -> str:
        """Return a line by its number from 1, cut at 2,000 characters; "" beyond the end."""
        if 1 <= number <= len(self.lines):
            return self.lines[number - 1][: LIMITS.line_characters]
        return ""

    def plain(self, number: int) -> str:
        """Return a line without its code spans and without quotation marks in front."""
        return without_code(self.line(number)).lstrip("> \t")

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Return the document's blocks."""
        return self.document.blocks

    @cached_property
    def prose(self) -> tuple[Block, ...]:
        """Return what is read as text: paragraphs, items and rows that no quotation holds."""
        return tuple(b for b in self.blocks if b.kind in _WORDS and not b.quoted)

    @cached_property
    def code_lines(self) -> frozenset[int]:
        """Return the lines of code blocks, their fences included."""
        return self._lines_of(BlockKind.CODE)

    @cached_property
    def silent_lines(self) -> frozenset[int]:
        """Return the lines that are code or raw HTML, so that no words stand in them."""
        return self.code_lines | self._lines_of(BlockKind.HTML)

    def _lines_of(self, kind: BlockKind) -> frozenset[int]:
        blocks = (block for block in self.blocks if block.kind is kind)
        return frozenset(n for b in blocks for n in range(b.line, b.end_line + 1))

    def source(self, block: Block) -> Iterator[tuple[int, str]]:
        """Yield the raw lines of a block with their numbers."""
        for number in range(block.line, min(block.end_line, len(self.lines)) + 1):
            yield number, self.line(number)

    def spoken(self) -> Iterator[tuple[int, str]]:
        """Yield the lines outside code blocks and raw HTML, code spans blanked out."""
        for number in range(1, len(self.lines) + 1):
            if number not in self.silent_lines:
                yield number, without_code(self.line(number))

    def place_of(self, block: Block, needle: str) -> int:
        """Return the line of a block that holds some words, else its first line."""
        return next((n for n, line in self.source(block) if needle in line), block.line)

    @cached_property
    def first_section_line(self) -> int:
        """Return the line of the first section that the process names; 0 where there is none."""
        return next((s.line for s in self.document.sections if s.name), 0)

    def inside(self, section: Section) -> tuple[Block, ...]:
        """Return the blocks below a heading, to the section's end."""
        return tuple(b for b in self.blocks if section.line < b.line <= section.end_line)

    def rule_of(self, field: Field) -> FieldRule | None:
        """Return the process's rule for a field, or None for an unknown one."""
        return next((r for r in self.dialect.fields if r.name and r.name == field.name), None)

    def written(self, field: Field) -> re.Match[str] | None:
        """Return a field of a list as its line has it; None for any other form.

        Groups: `before`, `label`, `between`, `value`.
        """
        if field.path is not None:
            return None
        match = _LIST_FIELD.fullmatch(self.line(field.line))
        return match if match and match["label"].strip() == field.label else None


def without_code(line: str) -> str:
    """Return a line of the same length with its code spans blanked out."""
    if "`" not in line:
        return line
    return _CODE_SPAN.sub(lambda match: " " * len(match[0]), line)


def quoted(text: str, most: int = 60) -> str:
    """Return an author's words on one line, in backticks and cut, for a message."""
    plain = " ".join(text.replace("`", "'").split())
    return f"`{plain if len(plain) <= most else plain[: most - 1].rstrip() + '…'}`"


def named_section(sections: Sequence[Section], name: str) -> Section | None:
    """Return the first section of a name, or None."""
    return next((section for section in sections if section.name == name), None)
