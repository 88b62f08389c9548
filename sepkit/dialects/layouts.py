"""Groups of fields in Markdown blocks: lists, tables, lines of a paragraph, HTML.

Only the head of a document is searched: what stands above the first section that the process
names. Fences and comments are no text here, so a template copied into one is never read.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sepkit.dialects.written import Group, Written, rule_of
from sepkit.markup import read_lines
from sepkit.model import LIMITS, Block, BlockKind, Dialect

_PLAIN_LABEL = re.compile(
    r"(?P<label>[A-Za-z`][^:\uff1a|]{0,49})[:\uff1a](?!//)\s*(?P<value>.*)", re.DOTALL
)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TAG = re.compile(r"<[^<>]{0,400}>")
_UNREAD_HTML = re.compile(r"\s*<(?:!|\?|pre\b|script\b|style\b|textarea\b)", re.IGNORECASE)


def find_groups(head: Sequence[Block], lines: Sequence[str], dialect: Dialect) -> list[Group]:
    """Return the groups of fields in the order of the text.

    Args:
        head: the blocks above the first section.
        lines: the lines of the whole file.
        dialect: its labels tell a field from a sentence with a colon.
    """
    groups: list[Group] = []
    for run in _runs(head, lines):
        fields = tuple(_fields_of(run, lines, dialect))
        if fields:
            groups.append(
                Group(
                    fields=fields,
                    line=run[0].line,
                    end_line=run[-1].end_line,
                    is_quoted=run[0].quoted,
                )
            )
    return groups


def _runs(blocks: Sequence[Block], lines: Sequence[str]) -> Iterator[list[Block]]:
    """Yield runs of neighbouring blocks of one kind; comments do not part them."""
    run: list[Block] = []
    for block in blocks:
        if block.kind is BlockKind.HTML and block.text.lstrip().startswith("<!--"):
            continue
        if run and (block.kind is not run[0].kind or block.quoted is not run[0].quoted):
            if _is_inside_item(block, run, lines):
                run.append(block)
                continue
            yield run
            run = []
        run.append(block)
    if run:
        yield run


def _is_inside_item(block: Block, run: list[Block], lines: Sequence[str]) -> bool:
    """Whether an indented paragraph continues the list item above it."""
    return (
        block.kind is BlockKind.PARAGRAPH
        and run[0].kind is BlockKind.ITEM
        and block.quoted is run[0].quoted
        and lines[block.line - 1].startswith(("  ", "\t"))
    )


def _fields_of(run: list[Block], lines: Sequence[str], dialect: Dialect) -> Iterator[Written]:
    match run[0].kind:
        case BlockKind.ITEM:
            yield from _list_fields(run, lines, dialect)
        case BlockKind.ROW:
            yield from _table_fields(run, dialect)
        case BlockKind.PARAGRAPH:
            yield from _line_fields(_paragraph_lines(run, lines), dialect)
        case BlockKind.HTML:
            words = _html_lines(run)
            # A heading in HTML may stand in the same block as the fields below it.
            start = next((n for n, line in enumerate(words) if _split(line, dialect)), len(words))
            yield from _line_fields(words[start:], dialect)
        case _:
            pass


def _list_fields(run: list[Block], lines: Sequence[str], dialect: Dialect) -> Iterator[Written]:
    """Yield one field an item; nested items and indented paragraphs continue the value."""
    current: Written | None = None
    for block in run:
        is_top = block.kind is BlockKind.ITEM and block.level <= 1
        written = _split(block, dialect) if is_top else None
        if written or is_top:
            if current:
                yield current
            current = _at_value(written, block, lines) if written else None
        elif current:
            current = _continued(current, block, ", ")
    if current:
        yield current


def _table_fields(run: list[Block], dialect: Dialect) -> Iterator[Written]:
    """Yield one field a row; where the header names the fields, one a column."""
    header = run[0]
    known = [cell for cell in header.cells if rule_of(cell, dialect)]
    if len(known) > 1 and len(run) > 1:
        values = run[1]
        for label, value in zip(header.cells, values.cells, strict=False):
            yield Written(label=label.rstrip(": "), value=value, line=values.line)
        return
    for row in run:
        if len(row.cells) < 2 or not row.cells[0]:  # noqa: PLR2004 - a label and a value
            continue
        if row.info == "header" and not known:
            continue
        yield Written(
            label=row.cells[0].rstrip(": "),
            value=" ".join(cell for cell in row.cells[1:] if cell),
            line=row.line,
            targets=tuple(link.target for link in row.links),
        )


def _line_fields(blocks: Sequence[Block], dialect: Dialect) -> Iterator[Written]:
    """Yield one field a line; a line without a label continues the one above."""
    current: Written | None = None
    for block in blocks:
        written = _split(block, dialect)
        if written:
            if current:
                yield current
            current = written
        elif current:
            current = _continued(current, block, " ")
        else:
            return
    if current:
        yield current


def _paragraph_lines(run: list[Block], lines: Sequence[str]) -> list[Block]:
    """Return the lines of those paragraphs that begin with a label, as blocks of their own."""
    found: list[Block] = []
    for block in run:
        if ":" not in block.text[: LIMITS.line_characters]:
            break
        source = "\n".join(
            line.lstrip("> \t") if block.quoted else line
            for line in lines[block.line - 1 : block.end_line]
        )
        found.extend(read_lines(source, first_line=block.line))
    return found


def _html_lines(run: list[Block]) -> list[Block]:
    """Return the words of HTML line by line; comments, scripts and `pre` are left out."""
    found: list[Block] = []
    for block in run:
        if _UNREAD_HTML.match(block.text):
            continue
        text = _COMMENT.sub(lambda match: "\n" * match[0].count("\n"), block.text)
        for number, line in enumerate(text.split("\n"), start=block.line):
            words = " ".join(_TAG.sub(" ", line[: LIMITS.line_characters]).split())
            if words:
                found.append(replace(block, text=words, line=number, end_line=number))
    return found


def _split(block: Block, dialect: Dialect) -> Written | None:
    """Split a block into label and value, or return None where it has no label."""
    targets = tuple(link.target for link in block.links)
    if block.strong:
        label = block.strong.rstrip(": \uff1a")
        rest = block.text[len(block.strong) :] if block.text.startswith(block.strong) else ""
        rest = rest.lstrip()
        has_colon = block.strong.endswith((":", "\uff1a")) or rest.startswith((":", "\uff1a"))
        if label and len(label) < 50 and (has_colon or rule_of(label, dialect)):  # noqa: PLR2004
            value = rest.lstrip(":\uff1a \t")
            return Written(label=label, value=value, line=block.line, targets=targets)
    match = _PLAIN_LABEL.match(block.text)
    if match is None:
        return None
    label = match["label"].strip(" `*_")
    return Written(label=label, value=match["value"].strip(), line=block.line, targets=targets)


def _at_value(written: Written, block: Block, lines: Sequence[str]) -> Written:
    """Move a field to the line where its value begins, if its label stands alone in one above."""
    if block.end_line == block.line or not written.value:
        return written
    word = written.value.split(" ", 1)[0]
    for line in range(block.line, block.end_line + 1):
        if word in lines[line - 1]:
            return replace(written, line=line)
    return written


def _continued(written: Written, block: Block, joint: str) -> Written:
    value = f"{written.value}{joint}{block.text}" if written.value else block.text
    return replace(
        written,
        value=value[: LIMITS.paragraph_characters],
        line=written.line if written.value else block.line,
        targets=(*written.targets, *(link.target for link in block.links)),
    )
