"""A document cut into sentences, each with the part of the text it stands in."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sepkit.analysis.conflicts.reading.words import stems
from sepkit.model import LIMITS, Block, BlockKind, Document

_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+(?=[A-Z`*\"'(\[])")
_KEYWORD = re.compile(r"\b(?:MUST|SHALL|SHOULD|REQUIRED|RECOMMENDED|MAY)\b")
_NAME = re.compile(r"`([^`\n]{2,80})`")
_CODE_NAME = re.compile(r"[A-Za-z_$][\w$./-]{2,79}|-3[0-9]{4}\b")
_EDGES = "`.,;:()[]{}\"'<>"


class Part(StrEnum):
    """What a section is for, as far as its title tells."""

    SUMMARY = "summary"
    MOTIVATION = "motivation"
    CORE = "core"
    COMPATIBILITY = "compatibility"
    ASIDE = "aside"
    """Alternatives, references, acknowledgements: what the proposal does not do."""


_PARTS: tuple[tuple[Part, re.Pattern[str]], ...] = (
    (
        Part.ASIDE,
        re.compile(
            r"alternativ|rejected|acknowledg|reference(?! impl)|future|change ?log|open question"
            r"|prior art|related work|see also|resolved|appendix|history",
            re.IGNORECASE,
        ),
    ),
    (Part.COMPATIBILITY, re.compile(r"compatib|migration|rationale|transition", re.IGNORECASE)),
    (Part.SUMMARY, re.compile(r"^(?:abstract|summary|tl;?dr)", re.IGNORECASE)),
    (
        Part.MOTIVATION,
        re.compile(
            r"motivation|problem|overview|introduction|background|goals|use cases",
            re.IGNORECASE,
        ),
    ),
)

_WEIGHTS = {
    Part.SUMMARY: 1.0,
    Part.MOTIVATION: 1.0,
    Part.CORE: 1.0,
    Part.COMPATIBILITY: 0.5,
    Part.ASIDE: 0.3,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One sentence, row or code block with its place."""

    text: str
    line: int
    part: Part
    kind: BlockKind
    block: int
    """Position of its block in the document."""
    level: int
    stems: tuple[str, ...]
    """Of its telling words, in their order; none of code."""
    is_binding: bool
    """Whether an RFC 2119 key word stands in it."""

    @property
    def weight(self) -> float:
        """How much it counts as the proposal's own word, from 0.3 to 1."""
        return _WEIGHTS[self.part]

    def names(self) -> frozenset[str]:
        """Return the names that stand in code."""
        if self.kind is BlockKind.CODE:
            return frozenset(_CODE_NAME.findall(self.text))
        return frozenset(
            name
            for name in (raw.strip(_EDGES) for raw in _NAME.findall(self.text))
            if len(name) > 2 and " " not in name  # noqa: PLR2004 - shorter ones are no names
        )


def read_passages(document: Document) -> tuple[Passage, ...]:
    """Cut a document's blocks into sentences; HTML and comments are no text."""
    return tuple(_passages(document.blocks))


def _passages(blocks: Sequence[Block]) -> Iterator[Passage]:
    open_sections: list[tuple[int, Part]] = []
    # What stands below the title is the preamble: names of people, not of things.
    part = Part.CORE
    for position, block in enumerate(blocks):
        if block.kind is BlockKind.HTML:
            continue
        if block.kind is BlockKind.HEADING:
            part = _enter(block, open_sections)
        is_code = block.kind is BlockKind.CODE
        for text in _pieces(block):
            yield Passage(
                text=text,
                line=block.line,
                part=part,
                kind=block.kind,
                block=position,
                level=block.level,
                stems=() if is_code else tuple(stems(text)),
                is_binding=not is_code and _KEYWORD.search(text) is not None,
            )


def _pieces(block: Block) -> list[str]:
    """Code stays whole, so that its names are counted once a block.

    A sentence without an end is cut: what looks for objects in one costs quadratic time, and a
    block of 500 kB without a full stop took longer than ten minutes.
    """
    if block.kind is BlockKind.CODE:
        return [block.text[:20_000]]
    return [
        piece[at : at + LIMITS.line_characters]
        for piece in _SENTENCE_END.split(block.text)
        for at in range(0, len(piece), LIMITS.line_characters)
        if piece[at : at + LIMITS.line_characters].strip()
    ]


def _enter(heading: Block, open_sections: list[tuple[int, Part]]) -> Part:
    """Close what ends at this heading; what stands below an aside is aside as well."""
    while open_sections and open_sections[-1][0] >= heading.level:
        open_sections.pop()
    outer = open_sections[-1][1] if open_sections else Part.CORE
    title = heading.text.lstrip("0123456789. ")
    named = next((part for part, pattern in _PARTS if pattern.search(title)), outer)
    part = Part.ASIDE if outer is Part.ASIDE else named
    open_sections.append((heading.level, part))
    return part
