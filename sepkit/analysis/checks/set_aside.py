"""Comments by which an author sets a check aside: read with the text, judged with the proposal.

In Markdown a link reference definition, which neither the forge nor MDX shows; in
reStructuredText a comment:

    [//]: # (sepkit: ignore TXT003 -- one sentence for each row of the table)
    .. sepkit: ignore TXT003 -- one sentence for each row of the table

Above a block it covers that block, above the first section the whole text.
"""

import re
from collections.abc import Iterator

from sepkit.analysis.checks.sheet import Sheet
from sepkit.model import SetAside

_FORM = re.compile(
    r"(?:\[//\]: # [(\"'](?P<md>.{1,400})[)\"']|\.\. (?P<rst>.{1,400})|# (?P<yaml>.{1,400}))\s*"
)
_WORDS = re.compile(
    r"sepkit: ignore (?P<rules>[A-Za-z0-9, -]{1,200}?)(?: -- (?P<reason>.{1,300}))?"
)


def line_to_paste(rule: str, *, markup: str) -> str:
    """Return the comment that sets a check aside, its reason left open."""
    words = f"sepkit: ignore {rule} -- why"
    return f".. {words}" if markup == "rst" else f"[//]: # ({words})"


def read_set_aside(sheet: Sheet) -> Iterator[SetAside]:
    """Yield the comments of a text in their order; those in code are text."""
    if b"sepkit: ignore" not in sheet.data:
        return
    for number in range(1, len(sheet.lines) + 1):
        form = _FORM.fullmatch(sheet.line(number)) if number not in sheet.code_lines else None
        words = (
            _WORDS.fullmatch((form["md"] or form["rst"] or form["yaml"]).strip()) if form else None
        )
        if words:
            first, last = _covered(sheet, number)
            yield SetAside(
                rules=tuple(words["rules"].replace(",", " ").split()),
                reason=(words["reason"] or "").strip(),
                line=number,
                first=first,
                last=last,
            )


def _covered(sheet: Sheet, line: int) -> tuple[int, int]:
    if line < sheet.first_section_line or not sheet.first_section_line:
        return 0, len(sheet.lines)
    below = next((b for b in sheet.blocks if b.line > line and b.kind != "html"), None)
    return (below.line, below.end_line) if below else (line, line)
