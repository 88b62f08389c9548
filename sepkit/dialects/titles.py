"""The title of a document: the first heading above its sections, without the key in front."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from sepkit.dialects.sections import Heading
from sepkit.model import LIMITS, Dialect
from sepkit.model.addresses import parse_number


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """What the heading says; all empty where there is none."""

    title: str = ""
    number: int | None = None
    line: int = 0
    is_placeholder: bool = False
    """Whether the placeholder stands in the number's place."""


def find_title(headings: Sequence[Heading], end: int, dialect: Dialect) -> Title:
    """Return the title among the headings in front of the block at an index.

    Where the title is a field of the metadata, a heading has to look like a title to be one.
    """
    for heading in headings:
        if heading.index < end and heading.level == 1:
            title = _title(heading, dialect)
            if title is not None:
                return title
            break
    return Title()


def _title(heading: Heading, dialect: Dialect) -> Title | None:
    text = heading.title[: LIMITS.line_characters].strip()
    match = _pattern(dialect.title_pattern).match(text) if dialect.title_pattern else None
    if match is None:
        is_heading = dialect.form == "list"
        return Title(title=plain_title(text), line=heading.line) if is_heading else None
    written = match.groupdict().get("number") or ""
    return Title(
        title=plain_title(match["title"]),
        number=parse_number(written),
        line=heading.line,
        is_placeholder=written != "" and parse_number(written) is None,
    )


def plain_title(text: str) -> str:
    """Return a title without the backticks of code spans, blanks made one."""
    return " ".join(text.replace("`", "").split())


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
