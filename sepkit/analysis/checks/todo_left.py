"""`TODO`, `TBD`, `FIXME` or `XXX` stands in the text.

Left alone: code, words in quotation marks, and proposals up for decision, where
`open-questions-at-review` weighs more.

What to do: do it, or say under open questions what is missing.
"""

import re
from collections.abc import Iterator

from sepkit.analysis.checks.rule import Flaw, Rule
from sepkit.analysis.checks.section_stub import stub_lines
from sepkit.analysis.checks.sheet import Sheet, quoted
from sepkit.model import BlockKind, Severity

_WORDS = ("TODO", "TBD", "FIXME", "XXX")
_TODO = re.compile(r"(?<![\w-])(?:TODO|TBD|FIXME|XXX)\b(?!-)")
_QUOTED = re.compile(r"[\"\u201c][^\"\u201c\u201d]{0,200}[\"\u201d]")
_BESIDE = 40


def find(sheet: Sheet) -> Iterator[Flaw]:
    """Yield one flaw a line."""
    from sepkit.analysis.checks.open_questions_at_review import is_settled

    if is_settled(sheet):
        return
    for line, words in todos(sheet):
        yield Flaw(line=line, message=f"still to do: {quoted(words)}", mend="do it, or say why not")


def todos(sheet: Sheet) -> Iterator[tuple[int, str]]:
    """Yield the lines of the text with something to do, each with the words around it."""
    if not any(word in sheet.text for word in _WORDS):
        return
    stubs = stub_lines(sheet)
    first = max((f.line for f in sheet.document.fields if f.path is None), default=0)
    for block in sheet.blocks:
        if block.kind in (BlockKind.CODE, BlockKind.HTML) or block.line <= first:
            continue
        if block.line in stubs or not _TODO.search(_QUOTED.sub("", block.text)):
            continue
        for number, _ in sheet.source(block):
            words = sheet.plain(number)
            match = _TODO.search(_QUOTED.sub(lambda found: " " * len(found[0]), words))
            if match:
                yield number, _around(words, match)


def _around(words: str, match: re.Match[str]) -> str:
    """Return a match with the whole words around it."""
    start = max(0, match.start() - _BESIDE)
    before = words[start : match.start()]
    before = before.partition(" ")[2] if start else before
    return f"{before}{words[match.start() : match.end() + _BESIDE]}".strip()


RULE = Rule(
    id="TXT004",
    name="todo-left",
    severity=Severity.INFO,
    page=__doc__,
    in_text=find,
    is_authors=True,
)
