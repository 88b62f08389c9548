"""Headings to sections with line ranges and the names that the process gives them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from sepkit.model import LIMITS, Block, BlockKind, Dialect, Section

_NUMBERING = re.compile(
    r"(?:(?:[0-9]{1,3}|[ivxIVX]{1,4}|[A-Z])(?:\.[0-9]{1,3}){0,5}[.):]\s*|[0-9]{1,3}(?:\.[0-9]{1,3}){0,5}\s+)"
)
_HTML_HEADING = re.compile(r"<h([1-6])\b[^<>]{0,200}>(.{1,400}?)</h\1>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,400}>")
_WORDS = (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.ROW)
ABSTRACT_CHARACTERS = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading in Markdown, reStructuredText or HTML."""

    title: str
    name: str
    level: int
    line: int
    index: int
    """Of its block in the document."""


def find_headings(blocks: Sequence[Block], dialect: Dialect) -> list[Heading]:
    """Return all headings in the order of the text, at most as many as the limits allow."""
    found: list[Heading] = []
    names = section_names(dialect)
    for index, block in enumerate(blocks):
        if block.quoted or len(found) >= LIMITS.headings:
            continue
        if block.kind is BlockKind.HEADING:
            found.append(_heading(block.text, block.level, block.line, index, names))
        elif block.kind is BlockKind.HTML and not block.text.lstrip().startswith("<!--"):
            for match in _HTML_HEADING.finditer(block.text[: LIMITS.paragraph_characters]):
                line = block.line + block.text.count("\n", 0, match.start())
                title = " ".join(_TAG.sub(" ", match[2]).split())
                found.append(_heading(title, int(match[1]), line, index, names))
    return found


def _heading(title: str, level: int, line: int, index: int, names: Mapping[str, str]) -> Heading:
    name = section_name(title, names)
    return Heading(title=title, name=name, level=level, line=line, index=index)


def section_name(title: str, names: Mapping[str, str]) -> str:
    """Return the dialect's name for a heading, or ""; case, numbering and a colon do not count.

    Args:
        title: the heading's words.
        names: from `section_names`, looked up once a document: hashing a dialect takes time.
    """
    plain = _plain(title)
    return names.get(plain) or names.get(_NUMBERING.sub("", plain, count=1), "")


@cache
def section_names(dialect: Dialect) -> dict[str, str]:
    """Return the dialect's names of sections by their spellings."""
    return {
        _plain(title): rule.name for rule in reversed(dialect.sections) for title in rule.titles
    }


def _plain(title: str) -> str:
    numberless = _NUMBERING.sub("", title[:200].strip(), count=1) or title[:200]
    return " ".join(numberless.casefold().replace("-", " ").split()).strip(" :.*_`")


def sections_of(
    headings: Sequence[Heading], blocks: Sequence[Block], last_line: int
) -> tuple[Section, ...]:
    """Return each heading with what stands below it, up to the next one of its level or above.

    Args:
        headings: in the order of the text.
        blocks: the whole document; only words in paragraphs, items and rows are counted.
        last_line: of the file, where the last section ends.
    """
    words = list(accumulate((_words(block) for block in blocks), initial=0))
    ends = _ends(headings)
    found: list[Section] = []
    for heading, following in zip(headings, ends, strict=True):
        last = headings[following].index if following < len(headings) else len(blocks)
        found.append(
            Section(
                title=heading.title,
                name=heading.name,
                level=heading.level,
                line=heading.line,
                end_line=headings[following].line - 1 if following < len(headings) else last_line,
                words=max(words[last] - words[heading.index], 0),
            )
        )
    return tuple(found)


def _ends(headings: Sequence[Heading]) -> list[int]:
    """Return for each heading the index of the next one of its level or above; one pass."""
    ends = [len(headings)] * len(headings)
    opened: list[int] = []
    for index, heading in enumerate(headings):
        while opened and headings[opened[-1]].level >= heading.level:
            ends[opened.pop()] = index
        opened.append(index)
    return ends


def _words(block: Block) -> int:
    return len(block.text.split()) if block.kind in _WORDS else 0


def section_path(sections: Sequence[Section]) -> list[str]:
    """Return for each section the name to cite it by: its own, else that of one around it."""
    names: list[str] = []
    opened: list[tuple[int, str]] = []
    for section in sections:
        while opened and opened[-1][0] >= section.level:
            opened.pop()
        name = section.name or (opened[-1][1] if opened else "")
        opened.append((section.level, name))
        names.append(name or section.title)
    return names


def abstract_of(sections: Sequence[Section], blocks: Sequence[Block], lines: Sequence[str]) -> str:
    """Return the first paragraph of the abstract, or of the first section that has one."""
    ordered = sorted(sections, key=lambda section: section.name != "abstract")
    for section in ordered[:20]:
        inside = [
            block
            for block in blocks
            if section.line < block.line <= section.end_line
            and block.kind is BlockKind.PARAGRAPH
            and block.text
        ]
        if inside:
            written = [block for block in inside if not _is_instruction(block, lines)]
            return _cut((written or inside)[0].text)
    return ""


def _is_instruction(block: Block, lines: Sequence[str]) -> bool:
    """Whether a whole paragraph is set in italics: what a template tells its reader to write."""
    first, last = lines[block.line - 1].strip(), lines[block.end_line - 1].strip()
    return any(
        first.startswith(mark) and last.endswith(mark) and not first.startswith(mark * 2)
        for mark in "_*"
    )


def _cut(text: str) -> str:
    if len(text) <= ABSTRACT_CHARACTERS:
        return text
    return text[: ABSTRACT_CHARACTERS - 1].rpartition(" ")[0].rstrip(" ,;:") + "…"
