"""The first mention of another proposal is no link.

A reader has to look for it, and finds the wrong one when a number was taken twice.

Left alone: mentions in headings and in code; proposals that the text links before, or that this
repository does not hold.

What to do: link it.
"""

import re
from collections.abc import Iterator

from sepkit.analysis.checks.rule import Edit, Fix, Flaw, Rule
from sepkit.analysis.checks.sheet import Sheet
from sepkit.model import Block, Severity
from sepkit.model.addresses import citation_patterns, number_in_link, parse_number


def find(sheet: Sheet) -> Iterator[Flaw]:
    """Yield one flaw for each proposal, at its first mention."""
    document = sheet.document
    linked = {document.number, document.title_number, document.pull_request}
    cited = {c.number for c in document.citations if c.by == "key"}
    last = max((field.line for field in document.fields if field.path is None), default=0)
    for block in sheet.prose:
        if cited <= linked:
            return
        if block.line <= last:
            continue
        for link in block.links:
            linked.add(number_in_link(link.target, sheet.dialect))
            linked.update(number for number, _ in _mentions(link.text, sheet))
        for number, words in _mentions(block.text, sheet):
            if number not in linked:
                linked.add(number)
                yield _flaw(sheet, block, number, words)


def _mentions(text: str, sheet: Sheet) -> Iterator[tuple[int, str]]:
    for pattern in citation_patterns(sheet.dialect):
        for match in pattern.finditer(text):
            number = parse_number(match["number"])
            if number is not None:
                yield number, match[0]


def _flaw(sheet: Sheet, block: Block, number: int, words: str) -> Flaw:
    dialect = sheet.dialect
    line = sheet.place_of(block, words)
    address = dialect.pull_url.format(pull=number) if dialect.number_is_pull else ""
    return Flaw(
        line=line,
        message=f"the first mention of `{dialect.key.format(number=number)}` is no link",
        mend=f"link it: `[{words}]({address})`" if address else "link it",
        about=number,
        edits=_edits(sheet, line, words, address) if address else (),
    )


def _edits(sheet: Sheet, line: int, words: str, address: str) -> tuple[Edit, ...]:
    """Return the edit that links the words, where they stand free on one line."""
    source = "\n".join(sheet.lines[line - 1 : line])
    free = re.compile(rf"(?<![\w\[/(#`<-]){re.escape(words)}(?![\w\]/`>-]|\s*[\])])")
    places = list(free.finditer(source))
    has_traps = any(sign in source for sign in ("`", "[", "<", "|", "http"))
    if len(places) != 1 or has_traps or source.count(words) != 1:
        return ()
    at = places[0]
    made = f"{source[: at.start()]}[{words}]({address}){source[at.end() :]}"
    return (Edit(line=line, end_line=line, lines=(made,)),)


RULE = Rule(
    id="REF003",
    name="first-mention-unlinked",
    severity=Severity.INFO,
    page=__doc__,
    in_text=find,
    yields_to="REF002",
    fix=Fix.SAFE,
    is_authors=True,
)
