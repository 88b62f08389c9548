"""The section on the reference implementation has no link.

Reviewers want to see the prototype, and the process asks for one before acceptance.

Left alone: stubs, which `section-stub` tells.

What to do: link a branch, a pull request or a repository.
"""

from collections.abc import Iterator

from sepkit.analysis.checks.rule import Flaw, Rule
from sepkit.analysis.checks.section_stub import stub_lines
from sepkit.analysis.checks.sheet import Sheet, named_section
from sepkit.model import Severity


def find(sheet: Sheet) -> Iterator[Flaw]:
    """Yield a flaw for a section that names no place."""
    section = named_section(sheet.document.sections, "reference-implementation")
    if section is None:
        return
    inside = sheet.inside(section)
    lines = (sheet.line(n) for n in range(section.line, section.end_line + 1))
    if any(block.links for block in inside) or any("://" in line for line in lines):
        return
    if not inside or (len(inside) == 1 and inside[0].line in stub_lines(sheet)):
        return
    yield Flaw(
        line=section.line,
        message="the reference implementation is described, and no link leads to it",
        mend="link a branch, a pull request or a repository",
    )


RULE = Rule(
    id="SEC010",
    name="implementation-without-link",
    severity=Severity.WARNING,
    page=__doc__,
    in_text=find,
    is_authors=True,
)
