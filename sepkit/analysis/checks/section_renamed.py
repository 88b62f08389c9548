"""A section of the process bears another usual name.

sepkit reads both; links and other tools know the name of the template alone.

Left alone: other capitals and numbers in front.

What to do: give it the name of the template, unless others link to it already.
"""

from collections.abc import Iterator

from sepkit.analysis.checks.rule import Flaw, Rule
from sepkit.analysis.checks.sheet import Sheet, quoted
from sepkit.model import Severity


def find(sheet: Sheet) -> Iterator[Flaw]:
    """Yield one flaw for each section that the process asks for."""
    titles = {rule.name: rule.titles[0] for rule in sheet.dialect.sections if rule.required}
    for section in sheet.document.sections:
        wanted = titles.get(section.name)
        if wanted is None or wanted.casefold() in section.title.casefold():
            continue
        yield Flaw(
            line=section.line,
            message=f"the section {quoted(section.title)} is read as `{wanted}`",
            mend=f"call it `{wanted}`, unless others link to it already",
        )


RULE = Rule(
    id="SEC004",
    name="section-renamed",
    severity=Severity.INFO,
    page=__doc__,
    in_text=find,
    is_authors=True,
)
