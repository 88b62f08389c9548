"""Reads pages that belong to no group, such as a roadmap, for the groups they name."""

from sepkit.markup import read_blocks, split_front_matter, split_lines
from sepkit.model import BlockKind, RepoPath
from sepkit.ownership.part import Rank, RawMention, Read, Reader
from sepkit.ownership.prose import mentions_in


def read_page(path: RepoPath, text: str) -> Read:
    """Read the names of groups in all paragraphs, items and rows."""
    lines = split_lines(text.removeprefix("\ufeff"))
    _, body, first_line = split_front_matter(text)
    found: list[RawMention] = []
    for block in read_blocks(body, first_line=first_line):
        if block.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.ROW):
            found += mentions_in(block.text, path, lines, block.line, block.end_line)
    return Read(mentions=tuple(found))


READER = Reader(name="pages", rank=Rank.OTHER, read=read_page)
