"""A section of the process is empty, or says only `TBD`, `TODO`, `N/A` or `None`.

A heading without words looks answered in every list of contents and is not.

Left alone: sections that the process does not know, or whose words stand below further headings;
`None` in a section that the process does not ask for, which answers it.

What to do: one sentence of substance, or no section.
"""

import re
from collections.abc import Iterator

from sepkit.analysis.checks.rule import Flaw, Rule
from sepkit.analysis.checks.sheet import Sheet, quoted
from sepkit.model import Block, BlockKind, Section, Severity

_STUB = re.compile(
    r"\W{0,4}(?:TB[DACW]|TODO|FIXME|XXX|WIP|N\.?/?A\.?|none(?: yet)?|not? (?:yet )?applicable"
    r"|coming soon|pending|(?:to be|will be) (?:\w+ ){0,2}(?:added|announced|completed|decided|"
    r"defined|determined|discussed|done|filled|implemented|provided|specified|supplied|written)"
    r"(?: \w+){0,5})\W{0,4}",
    re.IGNORECASE,
)
_NOTHING = re.compile(r"\W{0,4}(?:none|n\.?/?a\.?|not? applicable)\W{0,4}", re.IGNORECASE)


def find(sheet: Sheet) -> Iterator[Flaw]:
    """Yield one flaw for each named section without substance."""
    sections = sheet.document.sections
    for at, section in enumerate(sections):
        following = sections[at + 1] if at + 1 < len(sections) else None
        if not section.name or (following and following.level > section.level):
            continue
        stub = _stub(sheet, section)
        if stub is not None:
            said = f": {quoted(stub)}" if stub else ", it is empty"
            yield Flaw(
                line=section.line,
                message=f"the section {quoted(section.title)} is a stub{said}",
                mend="write one sentence of substance, or leave the section out",
            )


def _stub(sheet: Sheet, section: Section) -> str | None:
    """Return the words of a stub, "" for no words at all, None for a section with substance."""
    inside = [block for block in sheet.inside(section) if not _is_comment(block)]
    if len(inside) > 1 or any(block.kind is BlockKind.CODE for block in inside):
        return None
    if not inside:
        is_bare = all(_is_silent(sheet, n) for n in range(section.line + 1, section.end_line + 1))
        return "" if is_bare else None
    words = inside[0].text.strip()
    is_stub = _STUB.fullmatch(words[:100]) is not None and len(words) < 100  # noqa: PLR2004 - stubs are short
    is_answer = _NOTHING.fullmatch(words) is not None and not _is_asked(sheet, section)
    return words if is_stub and not is_answer else None


def _is_asked(sheet: Sheet, section: Section) -> bool:
    return any(rule.required and rule.name == section.name for rule in sheet.dialect.sections)


def stub_lines(sheet: Sheet) -> frozenset[int]:
    """Return the lines of stubs' words, which other checks need not tell again."""
    return frozenset(
        block.line
        for section in sheet.document.sections
        if section.name and _stub(sheet, section)
        for block in sheet.inside(section)
    )


def _is_comment(block: Block) -> bool:
    return block.kind is BlockKind.HTML and block.text.lstrip().startswith(("<!--", ".. "))


def _is_silent(sheet: Sheet, number: int) -> bool:
    """Whether a line is blank, underlines a heading, or belongs to a comment."""
    line = sheet.line(number).strip()
    if line.startswith((".. [", ".. _")):
        return False
    return not line or number in sheet.silent_lines or not line.strip("=-~^\"'#*+_.:")


RULE = Rule(
    id="SEC006",
    name="section-stub",
    severity=Severity.WARNING,
    page=__doc__,
    in_text=find,
    is_authors=True,
)
