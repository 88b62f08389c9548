"""An author has no handle on the forge, so nobody can be asked there.

Left alone: entries that are no person, which `author-is-no-person` tells.

What to do: write `Name (@handle)`.
"""

from collections.abc import Iterator

from sepkit.analysis.checks.author_is_no_person import is_person
from sepkit.analysis.checks.rule import Flaw, Rule
from sepkit.analysis.checks.sheet import Sheet, quoted
from sepkit.model import Severity


def find(sheet: Sheet) -> Iterator[Flaw]:
    """Yield one flaw an author."""
    field = sheet.document.field("authors")
    if field is None:
        return
    for person in sheet.document.authors:
        if person.handle is None and "@" not in person.name and is_person(person.name):
            yield Flaw(
                line=field.line,
                message=f"{quoted(person.name)} has no handle",
                mend="add `(@handle)` behind the name",
                path=field.path,
            )


RULE = Rule(
    id="PPL001",
    name="author-without-handle",
    severity=Severity.WARNING,
    page=__doc__,
    in_text=find,
)
