"""Raw HTML stands in the text that could run or load something.

sepkit drops it from every page, and other sites may not.

Left alone: code.

What to do: remove it; write Markdown.
"""

import re
from collections.abc import Iterator

from sepkit.analysis.checks.rule import Flaw, Rule
from sepkit.analysis.checks.sheet import Sheet, quoted, without_code
from sepkit.model import Severity

_UNSAFE = re.compile(
    r"<\s*(?:script|iframe|style|object|embed)\b[^<>]{0,60}"
    r"|<\s*(?:form|base|meta|link)\b[^<>=]{0,60}="
    r"|<[a-z][^<>]{0,200}\son[a-z]{3,20}\s*="
    r"|\]\(\s*<?(?:javascript|vbscript|data:text/html)\s*:?[^)\s]{0,60}",
    re.IGNORECASE,
)


def find(sheet: Sheet) -> Iterator[Flaw]:
    """Yield one flaw for each such tag or link."""
    if sheet.dialect.markup != "markdown" or not _UNSAFE.search(sheet.text):
        return
    for number in range(1, len(sheet.lines) + 1):
        line = sheet.line(number)
        if number in sheet.code_lines or ("<" not in line and "](" not in line):
            continue
        match = _UNSAFE.search(without_code(line))
        if match:
            yield Flaw(
                line=number,
                column=match.start() + 1,
                message=f"{quoted(match[0])} could run or load something",
                mend="remove it; it is dropped from every page",
            )


RULE = Rule(
    id="TXT006",
    name="unsafe-html",
    severity=Severity.ERROR,
    page=__doc__,
    in_text=find,
    is_lasting=True,
)
