"""The preamble of a text as lines: where it stands, in which form, and how to add to it."""

import re
from collections.abc import Iterator

from sepkit.analysis.checks.rule import Edit
from sepkit.analysis.checks.sheet import Sheet
from sepkit.model import Field

_ROW = re.compile(r"\s{0,3}\|?(?P<label>[^|]{1,80})\|(?P<value>.{0,1000}?)\|?\s*")
_RULED = re.compile(r"[\s|:+-]+")
_LINE = re.compile(
    r"\s{0,3}(?:[-*+]\s+)?(?P<open>\*\*|__)?(?P<label>[A-Za-z][^:*_|]{0,50}?)"
    r"(?:(?:\*\*|__)\s*:|:\s*(?:\*\*|__)|:)\s*(?P<value>.*?)\s*(?:\\|<br\s*/?>)?\s*"
)


def fields_in_text(sheet: Sheet) -> tuple[Field, ...]:
    """Return the preamble's fields that stand in the document itself, in order."""
    return tuple(field for field in sheet.document.fields if field.path is None)


def is_listed(sheet: Sheet) -> bool:
    """Whether every field is an item of the list that the process asks for."""
    fields = fields_in_text(sheet)
    return bool(fields) and all(sheet.written(field) for field in fields)


def form_of(sheet: Sheet) -> str:
    """Return in words how the preamble is written, after its first field."""
    fields = fields_in_text(sheet)
    line = sheet.line(fields[0].line).strip() if fields else ""
    if line.startswith("|"):
        return "a table"
    if sheet.line(1).strip() == "---" and fields and line.startswith(fields[0].label):
        return "front matter"
    if line.startswith("<"):
        return "HTML"
    if line.startswith(("- ", "* ", "+ ")):
        return "a list whose names are not all set in bold"
    return "lines of text, no list"


def as_list(sheet: Sheet) -> tuple[Edit, ...]:
    """Return the edits that make a preamble a list; none where a line cannot be read alone."""
    fields = fields_in_text(sheet)
    first, last = fields[0].line, fields[-1].line
    while sheet.line(first - 1).strip().startswith("|"):
        first -= 1
    while sheet.line(last + 1).strip().startswith("|"):
        last += 1
    lines: list[str] = []
    for number in range(first, last + 1):
        made = _item(sheet.line(number))
        if made is None:
            return ()
        lines += made
    return (Edit(line=first, end_line=last, lines=tuple(lines)),) if lines else ()


def _item(line: str) -> list[str] | None:
    """Return a line of a preamble as items of a list; None for one that is no field."""
    if not line.strip() or _RULED.fullmatch(line):
        return []
    match = (_ROW if line.strip().startswith("|") else _LINE).fullmatch(line)
    if match is None:
        return None
    label = match["label"].strip().strip("*_` ").rstrip(":")
    value = match["value"].strip().removeprefix("**").strip()
    if label.lower() in ("field", "key", "name", "property", "") and "|" in line:
        return []
    return [f"- **{label}**: {value}".rstrip()]


def added(sheet: Sheet, line: str) -> tuple[Edit, ...]:
    """Return the edit that adds an item below the last one; none where there is no list."""
    if not is_listed(sheet):
        return ()
    at = max(field.line for field in fields_in_text(sheet)) + 1
    while sheet.line(at).startswith((" ", "\t")) and sheet.line(at).strip():
        at += 1
    return (Edit(line=at, end_line=at - 1, lines=(line,)),)


def replaced(sheet: Sheet, field: Field, *, label: str = "", value: str = "") -> tuple[Edit, ...]:
    """Return the edit that gives a field of a list another label or value."""
    match = sheet.written(field)
    if match is None or sheet.line(field.line + 1).startswith(("  ", "\t")):
        return ()
    line = (
        f"{match['before']}{label or match['label']}{match['between'].rstrip() or '**:'}"
        f" {value or match['value']}"
    )
    return (Edit(line=field.line, end_line=field.line, lines=(line.rstrip(),)),)


def title_lines(sheet: Sheet) -> Iterator[int]:
    """Yield the line of the first heading of the first level, if there is one."""
    end = sheet.first_section_line or len(sheet.lines) + 1
    for block in sheet.blocks:
        if block.kind == "heading" and block.level == 1 and block.line < end:
            yield block.line
            return
