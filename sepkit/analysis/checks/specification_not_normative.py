"""The specification of a technical proposal holds no requirement word.

Nothing in it can be tested, and two implementations can both be right and not work together.

Left alone: tracks that specify nothing; texts whose requirements stand in another section.

What to do: say with MUST, SHOULD or MAY what an implementation has to do.
"""

from collections.abc import Iterator

from sepkit.analysis.checks.rule import Flaw, Rule
from sepkit.analysis.checks.sheet import Sheet, named_section
from sepkit.analysis.requirements.keywords import find_keywords
from sepkit.model import BlockKind, Severity


def find(sheet: Sheet) -> Iterator[Flaw]:
    """Yield a flaw for a specification without requirements."""
    section = named_section(sheet.document.sections, "specification")
    if section is None or sheet.document.track not in sheet.dialect.normative_tracks:
        return
    spoken = (b for b in sheet.inside(section) if b.kind is not BlockKind.HTML)
    if any(next(find_keywords(block.text), None) for block in spoken):
        return
    yield Flaw(
        line=section.line,
        message="the specification holds no MUST, SHOULD or MAY, so nothing in it can be tested",
        mend="say with these words what an implementation has to do",
    )


RULE = Rule(
    id="SEC009",
    name="specification-not-normative",
    severity=Severity.WARNING,
    page=__doc__,
    in_text=find,
    is_authors=True,
)
