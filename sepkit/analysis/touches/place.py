"""Where in a proposal a block stands: in what it asks for, or in what it tells about."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from sepkit.model import Block, BlockKind


class Voice(StrEnum):
    """What a section does with the names in it."""

    ASKING = "asking"
    """It says what shall hold: abstract, specification."""
    TELLING = "telling"
    """It tells how things are or could be: motivation, rationale, compatibility, references."""
    REJECTING = "rejecting"
    """It names what was not chosen: alternatives."""


@dataclass(frozen=True, slots=True)
class Place:
    """A block with the voice of its section."""

    block: Block
    voice: Voice
    headings: tuple[str, ...]
    """Titles of the sections around it, outermost first."""
    lead: str
    """The paragraph or item before it: what an example is said to show."""


_TELLING = re.compile(
    r"motivation|background|problem|rationale|prior art|related|relationship|acknowledg"
    r"|references?\b|open question|future|history|compatib|migrat|\bwhy\b"
    r"|current (?:state|behaviou?r|limit)|implementation|changelog|\bfaq\b|comparison|adoption"
    r"|testing|test plan|impact|use cases?"
    r"|design decisions?|trade-?offs?|discussion|preamble|metadata|appendix|security",
    re.IGNORECASE,
)
_REJECTING = re.compile(
    r"alternativ|rejected|considered|out of scope|non-goals?|not chosen|before\b|today\b|\bold\b",
    re.IGNORECASE,
)
_ASKING = re.compile(
    r"specification|proposal|proposed|schema changes|protocol changes", re.IGNORECASE
)


def place_blocks(blocks: tuple[Block, ...]) -> Iterator[Place]:
    """Yield each block with its place; headings and quotations included, HTML left out."""
    open_: list[tuple[int, str, Voice]] = []
    lead = ""
    for block in blocks:
        if block.kind is BlockKind.HTML:
            continue
        if block.kind is BlockKind.HEADING:
            while open_ and open_[-1][0] >= block.level:
                open_.pop()
            open_.append((block.level, block.text, _voice(block, open_)))
            lead = ""
        voice = open_[-1][2] if open_ else Voice.ASKING
        # `**Relationship to X:** …` heads a paragraph as a heading heads a section.
        if voice is Voice.ASKING and block.strong.endswith(":") and _TELLING.search(block.strong):
            voice = Voice.TELLING
        yield Place(block, voice, tuple(title for _, title, _ in open_), lead)
        if block.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM):
            lead = block.text


def _voice(heading: Block, open_: list[tuple[int, str, Voice]]) -> Voice:
    """A section below another has its voice, unless it names a weaker one itself."""
    above = open_[-1][2] if open_ else Voice.ASKING
    if above is Voice.REJECTING or _REJECTING.search(heading.text):
        return Voice.REJECTING
    if heading.level <= 1:
        return Voice.ASKING
    if above is Voice.ASKING and _ASKING.search(heading.text):
        return Voice.ASKING
    if above is Voice.TELLING or _TELLING.search(heading.text):
        return Voice.TELLING
    return Voice.ASKING
