"""The fields stand in a table, in front matter or in plain lines, not in the list below the title.

sepkit reads them; other readers of the process know the list alone and take the proposal for empty.

What to do: write `- **Status**: Draft`, one field a line, directly below the title.
"""

from collections.abc import Iterator

from sepkit.analysis.checks.preamble import as_list, fields_in_text, form_of, is_listed
from sepkit.analysis.checks.rule import Fix, Flaw, Rule
from sepkit.analysis.checks.sheet import Sheet
from sepkit.model import BlockKind, Severity


def find(sheet: Sheet) -> Iterator[Flaw]:
    """Yield a flaw for a preamble of another form, or in another place."""
    fields = fields_in_text(sheet)
    if sheet.dialect.form != "list" or not fields:
        return
    if not is_listed(sheet):
        yield Flaw(
            line=fields[0].line,
            message=f"the preamble is {form_of(sheet)}",
            mend="write it as a list of `- **Name**: value`, which is what other readers know",
            edits=as_list(sheet),
        )
    else:
        yield from _misplaced(sheet, fields[0].line)


def _misplaced(sheet: Sheet, first: int) -> Iterator[Flaw]:
    """Yield a flaw where a heading stands between the title and the list."""
    above = [b for b in sheet.blocks if b.kind is BlockKind.HEADING and b.line < first]
    if len(above) > 1:
        yield Flaw(
            line=first,
            message="the preamble stands below a heading of its own",
            mend="move it up, directly below the title",
        )


RULE = Rule(
    id="META003",
    name="preamble-form",
    severity=Severity.WARNING,
    page=__doc__,
    in_text=find,
    adopts=("stray-field",),
    fix=Fix.SAFE,
    is_authors=True,
)
