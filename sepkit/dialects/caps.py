"""Caps on a text's structure: each that was reached is said, with its number."""

from collections import Counter
from collections.abc import Sequence

from sepkit.dialects.notes import Notes
from sepkit.model import LIMITS, Block, BlockKind


def note_caps(blocks: Sequence[Block], notes: Notes) -> None:
    """Note where a text has more rows, cells or headings than are read, or a huge paragraph."""
    counts = Counter(block.kind for block in blocks)
    cells = sum(len(block.cells) for block in blocks)
    widest = max((len(block.cells) for block in blocks), default=0)
    if counts[BlockKind.ROW] >= LIMITS.table_rows:
        _note("table rows", LIMITS.table_rows, _last(blocks, BlockKind.ROW), notes)
    elif widest and cells + widest > LIMITS.table_cells:
        _note("table cells", LIMITS.table_cells, _last(blocks, BlockKind.ROW), notes)
    if counts[BlockKind.HEADING] > LIMITS.headings:
        _note("headings", LIMITS.headings, _last(blocks, BlockKind.HEADING), notes)
    for block in blocks:
        if block.kind is not BlockKind.CODE and len(block.text) > LIMITS.paragraph_characters:
            _note("characters in a paragraph", LIMITS.paragraph_characters, block.line, notes)
            break


def _last(blocks: Sequence[Block], kind: BlockKind) -> int:
    return next((block.line for block in reversed(blocks) if block.kind is kind), 0)


def _note(what: str, cap: int, line: int, notes: Notes) -> None:
    notes.lose(
        "cap-reached",
        line,
        f"the cap of {cap} {what} is reached; what lies beyond it was not read",
        help="split the document",
    )
