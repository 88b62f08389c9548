"""A roadmap page to priority areas; which headings are areas is the process's to say."""

import re
from collections.abc import Iterable
from typing import TypeVar

from sepkit.markup import read_blocks, split_front_matter
from sepkit.model import Area, BaseFile, Block, BlockKind, Dialect, Mention, Roadmap

T = TypeVar("T")

_CODE = re.compile(r"`([^`\s]{2,80})`")
_LINKED_NUMBER = re.compile(r"/(?:pull|seps)/([1-9][0-9]{0,6})\b")


def read_roadmap(
    file: BaseFile | None, dialect: Dialect, mentions: Iterable[Mention] = ()
) -> Roadmap:
    """Read the areas of a roadmap.

    Args:
        file: the page; None where the base revision has none.
        dialect: the process: which headings are areas, and how texts cite proposals.
        mentions: the groups that pages name, with path and line.

    Returns:
        Areas in the order of the page; without a pattern for their headings none.
    """
    if file is None or not dialect.roadmap_area:
        return Roadmap()
    _, body, first_line = split_front_matter(file.data.decode("utf-8", "replace"))
    blocks = read_blocks(body, first_line=first_line)
    named = [mention for mention in mentions if mention.path == file.path]
    areas = []
    for title, inside in _parts(blocks, re.compile(dialect.roadmap_area)):
        first, last = inside[0].line, inside[-1].end_line
        areas.append(
            Area(
                title=title,
                path=file.path,
                line=first,
                end_line=last,
                numbers=_numbers(inside, dialect),
                names=_names(inside),
                groups=_unique(m.group for m in named if m.group and first <= m.line <= last),
            )
        )
    return Roadmap(areas=tuple(areas))


def _parts(blocks: Iterable[Block], heading: re.Pattern[str]) -> list[tuple[str, list[Block]]]:
    """Split at headings; an area ends where the next heading of its level or above begins."""
    parts: list[tuple[str, list[Block]]] = []
    level = 0
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            match = heading.fullmatch(block.text[:200])
            if match is not None:
                level = block.level
                parts.append((match["title"].strip(), [block]))
                continue
            if block.level <= level:
                level = 0
        if level and parts:
            parts[-1][1].append(block)
    return parts


def _numbers(blocks: Iterable[Block], dialect: Dialect) -> tuple[int, ...]:
    patterns = [re.compile(pattern) for pattern in dialect.citations]
    found: list[int] = []
    for block in blocks:
        for pattern in patterns:
            found += [int(match["number"]) for match in pattern.finditer(block.text[:20000])]
        for link in block.links:
            found += [int(number) for number in _LINKED_NUMBER.findall(link.target[:2000])]
    return _unique(found)


def _names(blocks: Iterable[Block]) -> tuple[str, ...]:
    return _unique(name for block in blocks for name in _CODE.findall(block.text[:20000]))


def _unique(items: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(items))
