"""Pages that keep the books: the registry of deprecated features and the changelogs.

They name what went as well as what came, so no surface is taken from them; they say of known
surfaces when they aged, and by which proposal.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sepkit.markup.sentences import split_sentences
from sepkit.model import Block, BlockKind, ChangelogItem, Date, Dialect, RepoPath, SpecPage

BOOKS = frozenset({"changelog", "deprecated"})
"""Last parts of the names of such pages."""

_FEATURE = re.compile(r"feature|name|surface", re.IGNORECASE)
_SINCE = re.compile(r"(?:deprecated|removed) (?:in|since)|since|revision", re.IGNORECASE)
_DATE = re.compile(r"20\d\d-\d\d-\d\d")
_VALUE = re.compile(r"`(?:(\w+):\s*)?[\"']([^\"'`]+)[\"']`")


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One row of the registry: what is deprecated, since when, by which proposals."""

    pages: tuple[str, ...]
    """Link targets of the feature: pages and anchors."""
    values: tuple[tuple[str, str], ...]
    """Field and value, where single values of a field are deprecated."""
    since: Date | None
    numbers: tuple[int, ...]
    path: RepoPath
    line: int


def is_book(name: str) -> bool:
    """Whether a page of this name is a registry or a changelog."""
    return name.rpartition("/")[2] in BOOKS


def is_changelog(name: str) -> bool:
    """Whether a page of this name lists what a revision changed."""
    return name.rpartition("/")[2] == "changelog"


def read_registry(page: SpecPage, dialect: Dialect) -> Iterator[Notice]:
    """Yield the rows of the tables that have a column for the feature and one for its date."""
    since_at = -1
    for block in page.blocks:
        if block.kind is not BlockKind.ROW:
            continue
        if block.info == "header":
            since_at = _date_column(block)
        elif since_at >= 0 and block.cells:
            yield _notice(block, page, dialect, since_at)


def _date_column(header: Block) -> int:
    if not header.cells or not _FEATURE.search(header.cells[0]):
        return -1
    columns = (n for n, cell in enumerate(header.cells) if n and _SINCE.search(cell))
    return next(columns, -1)


def _notice(row: Block, page: SpecPage, dialect: Dialect, since_at: int) -> Notice:
    feature = row.cells[0]
    cell = row.cells[since_at] if since_at < len(row.cells) else ""
    date = _DATE.search(cell)
    second = row.cells[1] if len(row.cells) > 1 else ""
    values: list[tuple[str, str]] = []
    for match in _VALUE.finditer(feature):
        values.append((match.group(1) or (values[-1][0] if values else ""), match.group(2)))
    targets = tuple(link.target for link in row.links if link.text and link.text in feature)
    return Notice(
        pages=() if values else targets,
        values=tuple(values),
        since=Date(date.group()) if date else None,
        numbers=cited_numbers(second, dialect),
        path=page.path,
        line=row.line,
    )


def read_changelog(page: SpecPage, dialect: Dialect) -> Iterator[ChangelogItem]:
    """Yield the items below the second heading level, continuation paragraphs joined to them."""
    heading = ""
    parts: list[str] = []
    line = 0
    for block in (*page.blocks, None):
        ends = block is None or block.kind in (BlockKind.HEADING, BlockKind.ITEM)
        if ends and parts and heading:
            text = " ".join(parts)
            numbers = cited_numbers(text, dialect)
            yield ChangelogItem(
                text=text, heading=heading, numbers=numbers, path=page.path, line=line
            )
        if ends:
            parts = []
        if block is None:
            break
        if block.kind is BlockKind.HEADING:
            heading = block.text
        elif block.kind is BlockKind.ITEM:
            parts, line = [block.text], block.line
        elif block.kind is BlockKind.PARAGRAPH and parts:
            parts.append(block.text)


def cited_numbers(text: str, dialect: Dialect) -> tuple[int, ...]:
    """Return the numbers of the proposals that a text cites, each once, in order."""
    found: dict[int, None] = {}
    for sentence in split_sentences(text):
        for pattern in dialect.citations:
            for match in re.finditer(pattern, sentence[:4000]):
                number = match.groupdict().get("number") or ""
                if re.fullmatch(r"[1-9][0-9]{0,6}", number, re.ASCII):
                    found[int(number)] = None
    return tuple(found)
