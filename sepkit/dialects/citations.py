"""Where a text names other proposals: by key, by address, by a link to their file."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sepkit.dialects.sections import section_path
from sepkit.dialects.written import Written
from sepkit.model import LIMITS, Block, BlockKind, Citation, Dialect, RepoPath, Section
from sepkit.model.addresses import citation_patterns, number_in_link, parse_number

QUOTE_CHARACTERS = 400
_URL = re.compile(r"https?://[^\s<>()\[\]\"'`]{1,400}")
_SENTENCE_END = re.compile(r"[.!?][\"')\]\u201d]?\s+(?=[A-Z0-9\"'(\[`*\u201c])")
_REFERENCE = re.compile(r"#[0-9]{1,7}")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TAG = re.compile(r"<[^<>]{0,400}>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One number found in a text."""

    number: int
    start: int
    end: int
    by: str
    needle: str
    """What to look for in the source to find its line."""


class Citer:
    """Finds citations in one document's blocks and fields."""

    def __init__(
        self, path: RepoPath, dialect: Dialect, own: frozenset[int], lines: Sequence[str]
    ) -> None:
        self.path = path
        self.lines = lines
        self.patterns = citation_patterns(dialect)
        self.references = [re.compile(pattern) for pattern in dialect.citation_references]
        self.dialect = dialect
        self.own = own

    def hits(self, text: str, targets: Sequence[tuple[str, str]]) -> list[Hit]:
        """Return what a text cites, each number once a place; a key goes before a link.

        Args:
            text: plain text.
            targets: words and target of each link in it.
        """
        text = text[: LIMITS.paragraph_characters]
        found = [
            Hit(number=number, start=m.start(), end=m.end(), by="key", needle=m[0])
            for pattern in self.patterns
            for m in pattern.finditer(text)
            if (number := parse_number(m["number"])) is not None
        ]
        found.extend(self._link_hits(text, targets))
        found.extend(self._reference_hits(text, targets))
        found.sort(key=lambda hit: hit.start)
        return [hit for hit in found if hit.number not in self.own]

    def _reference_hits(self, text: str, targets: Sequence[tuple[str, str]]) -> Iterator[Hit]:
        """Yield bare references; among the words of a link its target decides instead."""
        if "#" not in text:
            return
        linked = {word for words, _ in targets for word in _REFERENCE.findall(words)}
        for pattern in self.references:
            for match in pattern.finditer(text):
                number = parse_number(match["number"])
                written = f"#{match['number']}"
                if number is not None and written not in linked:
                    start = match.start("number") - 1
                    yield Hit(
                        number=number, start=start, end=match.end(), by="link", needle=written
                    )

    def _link_hits(self, text: str, targets: Sequence[tuple[str, str]]) -> Iterator[Hit]:
        for words, target in targets:
            number = self.link_number(target)
            if number is not None:
                start = max(text.find(words), 0) if words else 0
                yield Hit(
                    number=number, start=start, end=start + len(words), by="link", needle=target
                )
        if "://" in text:
            for match in _URL.finditer(text):
                number = self.link_number(match[0])
                if number is not None:
                    yield Hit(
                        number=number,
                        start=match.start(),
                        end=match.end(),
                        by="link",
                        needle=match[0],
                    )

    def link_number(self, target: str) -> int | None:
        """Return the number of the proposal, pull request or issue that an address leads to."""
        return number_in_link(target, self.dialect)

    def of_block(self, block: Block, section: str) -> Iterator[Citation]:
        """Yield the citations in a block, each number once a sentence."""
        text = _words(block)
        targets = [(link.text, link.target) for link in block.links]
        hits = self.hits(text, targets)
        if not hits:
            return
        ends = [0, *(match.end() for match in _SENTENCE_END.finditer(text)), len(text)]
        seen: set[tuple[int, str]] = set()
        line = block.line
        for hit in hits:
            quote = _sentence(text, hit, ends)
            if (hit.number, quote) not in seen:
                seen.add((hit.number, quote))
                line = _line_of(
                    hit.needle, self.lines, line if hit.by == "key" else block.line, block
                )
                yield Citation(
                    number=hit.number,
                    path=self.path,
                    line=line,
                    quote=quote,
                    section=section,
                    by=hit.by,
                )

    def _line_in_field(self, number: int, line: int) -> int:
        """Return the line of a field that holds a number; a field ends at a blank line."""
        for at in range(line, min(line + 20, len(self.lines) + 1)):
            if not self.lines[at - 1].strip():
                break
            if str(number) in self.lines[at - 1]:
                return at
        return line

    def of_field(self, written: Written, name: str) -> Iterator[Citation]:
        """Yield the citations in a preamble field, each number once."""
        seen: set[int] = set()
        targets = [("", target) for target in written.targets]
        for hit in self.hits(written.value, targets):
            if hit.number not in seen:
                seen.add(hit.number)
                yield self.field_citation(hit.number, written, name, by=hit.by)

    def field_citation(self, number: int, written: Written, name: str, *, by: str) -> Citation:
        """Return the citation of a number that a field names."""
        return Citation(
            number=number,
            path=self.path,
            line=self._line_in_field(number, written.line),
            quote=f"{written.label}: {written.value}"[:QUOTE_CHARACTERS],
            field=name or written.label.lower(),
            by=by,
        )


def cite_blocks(
    citer: Citer, blocks: Sequence[Block], sections: Sequence[Section]
) -> Iterator[Citation]:
    """Yield all citations in the text, in its order; code and comments are left out."""
    names = section_path(sections)
    at = 0
    for block in blocks:
        while at < len(sections) and sections[at].line <= block.line:
            at += 1
        if block.kind is not BlockKind.CODE:
            yield from citer.of_block(block, names[at - 1] if at else "")


def _words(block: Block) -> str:
    if block.kind is not BlockKind.HTML:
        return block.text
    if block.text.lstrip().startswith(("<!--", "..")):
        return ""
    text = _COMMENT.sub(" ", block.text[: LIMITS.paragraph_characters])
    return " ".join(_TAG.sub(" ", text).split())


def _sentence(text: str, hit: Hit, ends: Sequence[int]) -> str:
    """Return the sentence around a hit, at most 400 characters of it."""
    start = ends[max(bisect_right(ends, hit.start) - 1, 0)]
    end = ends[min(bisect_left(ends, hit.end), len(ends) - 1)]
    if end - start > QUOTE_CHARACTERS:
        start = max(start, hit.start - QUOTE_CHARACTERS // 2)
        end = min(end, start + QUOTE_CHARACTERS)
    return text[start:end].strip()[:QUOTE_CHARACTERS]


def _line_of(needle: str, lines: Sequence[str], start: int, block: Block) -> int:
    """Return the line of the block in which the words stand, from a line onwards."""
    if block.end_line == block.line:
        return block.line
    for line in range(start, block.end_line + 1):
        if needle in lines[line - 1]:
            return line
    return block.line
