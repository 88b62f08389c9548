"""A Markdown document as a flat run of blocks, each with its lines."""

from dataclasses import dataclass
from enum import StrEnum


class BlockKind(StrEnum):
    """What a block is. Comments and raw HTML are `html`: never read as text."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"
    CODE = "code"
    HTML = "html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link inside a block: its words and where it leads, as written."""

    text: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One heading, paragraph, list item, table row, code block or HTML block.

    Lists come as one block an item (nested items follow their parent), tables as one block a row.
    """

    kind: BlockKind
    text: str
    """Plain words for reading: markup taken off, code spans kept with their backticks, soft line
    breaks as one blank. For `code` the code itself, for `html` the raw source, for a row its cells
    joined by ` | `."""
    line: int
    """First line, counted from 1 in the blob, front matter included."""
    end_line: int
    """Last line, inclusive."""
    level: int = 0
    """Heading: 1 to 6. Item: depth of nesting, from 1. Else 0."""
    info: str = ""
    """Code: the language word after the fence. Row: `header` for a table's first row."""
    quoted: bool = False
    """Whether it stands inside a block quotation."""
    cells: tuple[str, ...] = ()
    """Row: its cells."""
    links: tuple[Link, ...] = ()
    strong: str = ""
    """The bold run at the very beginning, if there is one: what field names are set in."""
