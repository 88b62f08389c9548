"""A section of the process is not at the second level, or the text has several first headings.

Lists of contents and other tools look for sections at the second level.

Left alone: processes whose texts have no title as first heading.

What to do: write `## Section`.
"""

from collections.abc import Iterator

from sepkit.analysis.checks.rule import Flaw, Rule
from sepkit.analysis.checks.sheet import Sheet, quoted
from sepkit.model import BlockKind, Severity

LEVEL = 2


def find(sheet: Sheet) -> Iterator[Flaw]:
    """Yield one flaw for each section that the process asks for, and one for a second title."""
    if not sheet.dialect.title_pattern or sheet.dialect.markup != "markdown":
        return
    required = {rule.name for rule in sheet.dialect.sections if rule.required}
    seen: set[str] = set()
    for section in sheet.document.sections:
        is_first = section.name in required and section.name not in seen
        seen.add(section.name)
        if is_first and section.level < LEVEL:
            yield _flaw(section.line, section.title, section.level)
    if not seen & required:
        return
    firsts = [b for b in sheet.blocks if b.kind is BlockKind.HEADING and b.level == 1]
    named = {s.line for s in sheet.document.sections if s.name in required}
    for block in firsts[1:]:
        if block.line not in named:
            yield Flaw(
                line=block.line,
                message=f"{quoted(block.text)} is a second heading of the first level",
                mend="set it at the second level; the title alone stands at the first",
            )
            return


def _flaw(line: int, title: str, level: int) -> Flaw:
    return Flaw(
        line=line,
        message=f"the section {quoted(title)} stands at level {level}",
        mend=f"write `{'#' * LEVEL} {title}`",
    )


RULE = Rule(
    id="SEC005",
    name="section-level",
    severity=Severity.WARNING,
    page=__doc__,
    in_text=find,
    is_authors=True,
)
