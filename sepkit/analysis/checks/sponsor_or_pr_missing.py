"""A field is absent that readers expect, although the process goes on without it.

Its absence leaves open whether there is nothing to say, or whether it was forgotten.

Left alone: proposals that bear the field which older ones had in its place.

What to do: add it, with `None` where there is nothing yet.
"""

from collections.abc import Iterator

from sepkit.analysis.checks.preamble import added
from sepkit.analysis.checks.rule import Fix, Flaw, Rule
from sepkit.analysis.checks.sheet import Sheet, quoted
from sepkit.model import FieldRule, Severity


def find(sheet: Sheet) -> Iterator[Flaw]:
    """Yield one flaw for each expected field that is absent."""
    document = sheet.document
    if not document.fields:
        return
    for rule in sheet.dialect.fields:
        if not rule.expected or any(document.field(n) for n in (rule.name, *rule.instead)):
            continue
        value = _value(rule, sheet)
        line = f"- **{rule.labels[0]}**: {value}"
        yield Flaw(
            line=document.fields[0].line,
            message=f"there is no field {quoted(rule.labels[0])}",
            mend=f"add `{line if value else rule.labels[0]}`, so that nobody thinks it forgotten",
            edits=added(sheet, line) if value else (),
            since=rule.since,
        )


def _value(rule: FieldRule, sheet: Sheet) -> str:
    dialect, number = sheet.dialect, sheet.document.number
    if rule.kind == "pull":
        is_known = dialect.number_is_pull and number is not None
        return dialect.pull_url.format(pull=number) if is_known else ""
    return rule.none_words[0] if rule.none_words else rule.example


RULE = Rule(
    id="META002",
    name="sponsor-or-pr-missing",
    severity=Severity.WARNING,
    page=__doc__,
    in_text=find,
    fix=Fix.SAFE,
)
