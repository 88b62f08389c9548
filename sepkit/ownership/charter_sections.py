"""The sections of a charter by their headings, and the rows of their tables by column."""

import re
from collections.abc import Iterator

from sepkit.model import Block, BlockKind, plain_name
from sepkit.ownership.charter_form import CharterForm

_ORDERED = re.compile(r"^\d+ ")


def sections_of(blocks: tuple[Block, ...], form: CharterForm) -> dict[str, tuple[Block, ...]]:
    """Return the blocks below each known heading, up to the next heading of any level."""
    parts: dict[str, list[Block]] = {}
    current: str | None = None
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            current = section_name(block, form)
            if current is not None:
                parts.setdefault(current, [])
        elif current is not None and not block.quoted and block.kind is not BlockKind.HTML:
            parts[current].append(block)
    return {name: tuple(found) for name, found in parts.items()}


def section_name(block: Block, form: CharterForm) -> str | None:
    """Return our name for the section that a heading begins, or None."""
    title = _ORDERED.sub("", plain_name(block.text))
    return next((name for name, titles in form.headings.items() if title in titles), None)


def heading_of(form: CharterForm, part: str) -> str:
    """Return the heading that a section should have."""
    return form.headings[part][0].title()


def rows_of(blocks: tuple[Block, ...], form: CharterForm) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield each row of the tables among the blocks as column to cell, with its line."""
    columns: list[str | None] = []
    for block in blocks:
        if block.kind is not BlockKind.ROW:
            continue
        if block.info == "header":
            columns = [_column(cell, form) for cell in block.cells]
            continue
        cells = {
            name: cell.strip()
            for name, cell in zip(columns, block.cells, strict=False)
            if name is not None
        }
        if any(cells.values()):
            yield block.line, cells


def _column(title: str, form: CharterForm) -> str | None:
    plain = plain_name(title)
    return next((name for name, titles in form.columns.items() if plain in titles), None)


def note_text(block: Block) -> str:
    """Return a note's words: markup of links and tags taken off, line breaks as blanks."""
    text = re.sub(r"<[^<>]{0,200}>", " ", block.text[:4000])
    text = " ".join(text.split())
    return re.sub(r"\[([^\[\]]{0,200})\]\([^()]{0,300}\)", r"\1", text)
