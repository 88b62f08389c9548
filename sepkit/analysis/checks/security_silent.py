"""The section on security has fewer than twenty words, and does not say that nothing changes.

Whoever decides has to guess whether somebody thought about it.

Left alone: stubs, which `section-stub` tells.

What to do: name what can be attacked, what is private and who is authorised, or say that none of it
changes, and why.
"""

import re
from collections.abc import Iterator

from sepkit.analysis.checks.rule import Flaw, Rule
from sepkit.analysis.checks.section_stub import stub_lines
from sepkit.analysis.checks.sheet import Sheet, named_section
from sepkit.model import Severity

LEAST_WORDS = 20
_UNCHANGED = re.compile(
    r"\b(?:no|none|not|nothing|without|neither|unchanged|same|purely)\b", re.IGNORECASE
)


def find(sheet: Sheet) -> Iterator[Flaw]:
    """Yield a flaw for a section that says next to nothing."""
    section = named_section(sheet.document.sections, "security")
    if section is None or not 0 < section.words < LEAST_WORDS:
        return
    inside = sheet.inside(section)
    words = " ".join(block.text for block in inside)
    if _UNCHANGED.search(words) or (len(inside) == 1 and inside[0].line in stub_lines(sheet)):
        return
    yield Flaw(
        line=section.line,
        message=f"the section on security has fewer than {LEAST_WORDS} words",
        mend="name what can be attacked, or say that nothing changes, and why",
    )


RULE = Rule(
    id="SEC008",
    name="security-silent",
    severity=Severity.WARNING,
    page=__doc__,
    in_text=find,
    is_authors=True,
)
