"""A field of the preamble is none that the process knows.

It is kept as written and shown, and nothing else is made of it.

What to do: correct its name, or declare it under `fields` in the configuration if it is meant.
"""

from collections.abc import Iterator
from difflib import get_close_matches

from sepkit.analysis.checks.rule import Flaw, Rule
from sepkit.analysis.checks.sheet import Sheet, quoted
from sepkit.model import Severity


def find(sheet: Sheet) -> Iterator[Flaw]:
    """Yield one flaw a field."""
    labels = [label for rule in sheet.dialect.fields for label in rule.labels]
    for field in sheet.document.fields:
        if field.name:
            continue
        near = get_close_matches(field.label, labels, n=1, cutoff=0.7)
        yield Flaw(
            line=field.line,
            message=f"unknown field {quoted(field.label)}",
            mend=f"did you mean `{near[0]}`?"
            if near
            else "it is kept as text; declare it under `fields` if it is meant",
            path=field.path,
        )


RULE = Rule(
    id="META007",
    name="field-unknown",
    severity=Severity.INFO,
    page=__doc__,
    in_text=find,
    is_authors=True,
)
