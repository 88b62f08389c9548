"""A known field bears another name than the process gives it.

sepkit reads both; other readers know the process's own name alone.

Left alone: other capitals.

What to do: write the name of the process.
"""

from collections.abc import Iterator

from sepkit.analysis.checks.preamble import replaced
from sepkit.analysis.checks.rule import Fix, Flaw, Rule
from sepkit.analysis.checks.sheet import Sheet, quoted
from sepkit.model import Severity


def find(sheet: Sheet) -> Iterator[Flaw]:
    """Yield one flaw a field."""
    for field in sheet.document.fields:
        rule = sheet.rule_of(field)
        label = field.label.rstrip(": ")
        if rule is None or label.casefold() == rule.labels[0].casefold():
            continue
        yield Flaw(
            line=field.line,
            message=f"{quoted(label)} is read as {quoted(rule.labels[0])}",
            mend=f"write `{rule.labels[0]}`, the name that other readers know",
            edits=replaced(sheet, field, label=rule.labels[0]),
            path=field.path,
        )


RULE = Rule(
    id="META006",
    name="field-alias",
    severity=Severity.INFO,
    page=__doc__,
    in_text=find,
    fix=Fix.SAFE,
    is_authors=True,
)
