"""A status or type is right, but carries code ticks, emphasis, HTML or other capitals.

Other readers compare it letter by letter and take it for unknown.

What to do: write the plain word.
"""

from collections.abc import Iterator

from sepkit.analysis.checks.preamble import replaced
from sepkit.analysis.checks.rule import Fix, Flaw, Rule
from sepkit.analysis.checks.sheet import Sheet, quoted
from sepkit.model import Field, Severity

_MARKS = "*_`~ \t"


def find(sheet: Sheet) -> Iterator[Flaw]:
    """Yield one flaw for each such field."""
    for field in sheet.document.fields:
        clean = _clean(sheet, field)
        raw = _raw(sheet, field)
        if clean and raw != clean:
            yield Flaw(
                line=field.line,
                message=f"{quoted(field.label)} reads {quoted(raw)}, which other readers take for "
                "an unknown word",
                mend=f"write `{clean}`",
                edits=replaced(sheet, field, value=clean),
                path=field.path,
            )


def _raw(sheet: Sheet, field: Field) -> str:
    match = sheet.written(field)
    return match["value"].strip() if match else field.value.strip()


def _clean(sheet: Sheet, field: Field) -> str:
    """Return the process's word that a field holds besides its markup, or ""."""
    if field.name == "status":
        words = [w for rule in sheet.dialect.statuses for w in (rule.label, *rule.spellings)]
        # A label is how sepkit shows a status; where spellings are given they are the process's.
        words.sort(key=lambda word: " " in word)
    elif field.name == "track":
        words = list(sheet.dialect.tracks)
    else:
        return ""
    plain = field.value.strip(_MARKS)
    return next((word for word in words if word.casefold() == plain.casefold()), "")


RULE = Rule(
    id="META012",
    name="value-markup",
    severity=Severity.INFO,
    page=__doc__,
    in_text=find,
    fix=Fix.SAFE,
    is_authors=True,
)
