"""A field that its track needs is absent, or does not have the form that the process asks for.

An identifier of another form collides with others, or cannot be negotiated.

What to do: write it in the form of the process.
"""

import re
from collections.abc import Iterator

from sepkit.analysis.checks.rule import Flaw, Rule
from sepkit.analysis.checks.sheet import Sheet, quoted
from sepkit.model import FieldRule, Severity


def find(sheet: Sheet) -> Iterator[Flaw]:
    """Yield one flaw for each field with a form of its own."""
    document = sheet.document
    for rule in sheet.dialect.fields:
        if not rule.pattern:
            continue
        field = document.field(rule.name)
        if field is None:
            if document.fields and document.track in rule.tracks:
                yield _absent(rule, document.track, document.fields[0].line)
        elif not re.fullmatch(rule.pattern, field.value[:400].strip("` ")):
            example = f" `{rule.example}`" if rule.example else " the process asks for"
            yield Flaw(
                line=field.line,
                message=f"{quoted(field.label)} {quoted(field.value)} does not have its form",
                mend=f"write it in the form{example}",
            )


def _absent(rule: FieldRule, track: str, line: int) -> Flaw:
    return Flaw(
        line=line,
        message=f"the type is {track}, and there is no {quoted(rule.labels[0])}",
        mend=f"add `- **{rule.labels[0]}**: {rule.example or '…'}`",
        since=rule.since,
    )


RULE = Rule(
    id="META014",
    name="extension-identifier",
    severity=Severity.ERROR,
    page=__doc__,
    in_text=find,
)
