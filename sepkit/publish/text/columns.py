"""Words into columns for a terminal: width, wrapping, and styles that only repeat the words."""

import shutil
import textwrap
import unicodedata
from collections.abc import Iterable, Sequence

import click

from sepkit.publish.escape import terminal

LEAST_WIDTH = 60
MOST_WIDTH = 120


def page_width() -> int:
    """Return how wide to write: the terminal's width within sensible bounds, 80 in a pipe."""
    return max(LEAST_WIDTH, min(MOST_WIDTH, shutil.get_terminal_size((80, 24)).columns))


def heading(text: str) -> str:
    """Return a heading; bold where the terminal can."""
    return click.style(text, bold=True)


def key(text: str) -> str:
    """Return a proposal's key, safe and bold."""
    return click.style(terminal(text), bold=True)


def faint(text: str) -> str:
    """Return second text, such as a place in a file."""
    return click.style(text, dim=True)


_HARMS = {"high": "red", "medium": "yellow", "low": "cyan", "error": "red", "warning": "yellow"}


def harm(word: str) -> str:
    """Return a severity in its colour; the word alone says it."""
    return harm_word(word, word)


def harm_word(word: str, severity: str) -> str:
    """Return any word in the colour of a severity; the word alone says it."""
    return click.style(word, fg=_HARMS.get(severity))


def cells_of(text: str) -> int:
    """Return how many columns a text takes; East Asian wide characters take two."""
    plain = click.unstyle(text)
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in plain
    )


def padded(text: str, width: int, *, right: bool = False) -> str:
    """Fill a text with blanks up to a width, on its left side if it is a number."""
    blanks = " " * max(0, width - cells_of(text))
    return blanks + text if right else text + blanks


def cut(text: str, width: int) -> str:
    """Shorten a text to a width; an ellipsis says that something is missing."""
    text = " ".join(terminal(text).split())
    if cells_of(text) <= width:
        return text
    while text and cells_of(text) > width - 1:
        text = text[:-1]
    return text.rstrip() + "…"


def wrapped(text: str, *, indent: int, width: int) -> list[str]:
    """Break author's or our own words into lines that all begin at a column."""
    lines = textwrap.wrap(
        " ".join(terminal(text).split()), max(20, width - indent), break_on_hyphens=False
    )
    return [" " * indent + line for line in lines]


def table(rows: Sequence[Sequence[str]], *, right: Iterable[int] = (), gap: int = 2) -> list[str]:
    """Lay rows out in columns as wide as their widest cell; `right` numbers the number columns."""
    if not rows:
        return []
    numbers = set(right)
    widths = [max(cells_of(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = []
    for row in rows:
        parts = [
            padded(cell, widths[i], right=i in numbers)
            if i < len(row) - 1 or i in numbers
            else cell
            for i, cell in enumerate(row)
        ]
        lines.append((" " * gap).join(parts).rstrip())
    return lines


def joined(lines: Iterable[str]) -> str:
    """Return lines as one text with a line break at its end."""
    return "\n".join(lines) + "\n"
