"""Words, code and quotations inside one line of Markdown; none of them can leave its place."""

from collections.abc import Iterator

from sepkit.publish import escape

QUOTE_CHARACTERS = 160
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def code(text: str) -> str:
    """Return text as a code span that cannot be left, on one line, also inside a table."""
    line = " ".join(escape.printable(text).split()).replace("|", "\\|")
    longest = max((len(run) for run in _runs(line)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if line.startswith("`") or line.endswith("`") or not line else ""
    return f"{fence}{pad}{line}{pad}{fence}"


def _runs(text: str) -> Iterator[str]:
    run = ""
    for character in text:
        if character == "`":
            run += character
        elif run:
            yield run
            run = ""
    if run:
        yield run


def rich(text: str) -> str:
    """Return a phrase of ours, in which names stand between backticks, with both made safe."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return escape.comment(text)
    return "".join(
        code(part) if index % 2 else _spaced(part) for index, part in enumerate(parts) if part
    )


def _spaced(part: str) -> str:
    """Escape words, and keep the blanks at both ends, which part them from code spans."""
    before = " " if part[:1].isspace() else ""
    after = " " if part[-1:].isspace() and part.strip() else ""
    return before + escape.comment(part) + after


def quoted(text: str) -> str:
    """Return somebody's words in quotation marks, cut where they are long."""
    line = " ".join(text.split())
    if len(line) > QUOTE_CHARACTERS:
        line = line[: QUOTE_CHARACTERS - 1].rstrip() + "…"
    return f"“{escape.comment(line)}”"


def long_day(value: str | None) -> str:
    """Return `5 March 2026`, or the text itself where it is no date."""
    parts = (value or "")[:10].split("-")
    if len(parts) != 3 or not all(part.isdigit() for part in parts):  # noqa: PLR2004 - y, m, d
        return escape.comment(value or "")
    year, month, day = (int(part) for part in parts)
    return f"{day} {_MONTHS[month - 1]} {year}" if 1 <= month <= len(_MONTHS) else str(value)
