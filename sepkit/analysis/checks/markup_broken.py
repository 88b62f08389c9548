"""A fence is never closed, or a mark of a merge stands in the text.

Readers lose the text below it.

What to do: close the fence, or resolve the merge.
"""

import re
from collections.abc import Iterator

from sepkit.analysis.checks.rule import Flaw, Rule
from sepkit.analysis.checks.sheet import Sheet
from sepkit.model import BlockKind, Severity

_MERGE = re.compile(r"(?:<{7}|>{7}|\|{7}) \S.*")
_FENCE = re.compile(r"\s{0,12}(?:[>*+-]\s{0,4}|[0-9]{1,9}[.)]\s{0,4}){0,4}(?P<mark>`{3,}|~{3,})")


def find(sheet: Sheet) -> Iterator[Flaw]:
    """Yield a flaw for the last fence, and one for each mark of a merge."""
    if sheet.dialect.markup != "markdown":
        return
    has_marks = any(mark in sheet.text for mark in ("<<<<<<<", ">>>>>>>", "|||||||"))
    for number in range(1, len(sheet.lines) + 1) if has_marks else ():
        if _MERGE.fullmatch(sheet.line(number)):
            yield Flaw(
                line=number,
                message="a mark of a merge stands in the text",
                mend="resolve the merge",
            )
    code = [block for block in sheet.blocks if block.kind is BlockKind.CODE]
    if code and _is_open(sheet, code[-1].line, code[-1].end_line):
        yield Flaw(
            line=code[-1].line,
            message="the code fence is never closed",
            mend="close it; everything below is read as code",
        )


def _is_open(sheet: Sheet, first: int, last: int) -> bool:
    """Whether a code block that reaches the end of the file began with a fence and has no other."""
    opening = _FENCE.match(sheet.line(first))
    if opening is None or any(sheet.line(n).strip() for n in range(last + 1, len(sheet.lines) + 1)):
        return False
    closing = rf"[\s>]{{0,20}}{re.escape(opening['mark'])}{re.escape(opening['mark'][0])}*\s*"
    return not any(re.fullmatch(closing, sheet.line(n)) for n in range(first + 1, last + 2))


RULE = Rule(
    id="TXT010",
    name="markup-broken",
    severity=Severity.ERROR,
    page=__doc__,
    in_text=find,
)
