"""The field of the pull request names none, or another one than the proposal's home.

Readers who follow it do not find the discussion.

Left alone: processes whose numbers are not those of pull requests; proposals on the base branch
that name another one, for they may be older than the rule.

What to do: write the address of the pull request that brings the file.
"""

from collections.abc import Iterator

from sepkit.analysis.checks.preamble import replaced
from sepkit.analysis.checks.room import Room
from sepkit.analysis.checks.rule import Fix, Flaw, Rule
from sepkit.analysis.checks.sheet import Sheet, quoted
from sepkit.analysis.judging import Judged
from sepkit.model import Severity


def find(sheet: Sheet) -> Iterator[Flaw]:
    """Yield a flaw for a field that names no pull request, where the file's number tells it."""
    document, dialect = sheet.document, sheet.dialect
    field = document.field("pull_request")
    if field is None or not dialect.number_is_pull or document.number is None:
        return
    if document.pull_request is None:
        address = dialect.pull_url.format(pull=document.number)
        yield Flaw(
            line=field.line,
            message=f"{quoted(field.label)} is {quoted(field.value)}, which is no pull request",
            mend=f"write `{address}`",
            edits=replaced(sheet, field, value=address) if address else (),
        )


def find_in_room(item: Judged, room: Room) -> Iterator[Flaw]:
    """Yield a flaw for a field that names another pull request than the home of the proposal."""
    document, home = item.document, item.case.pull_request
    field = document.field("pull_request")
    if field is None or not room.dialect.number_is_pull or not item.case.in_flight or home is None:
        return
    is_silent = document.pull_request is None and document.number is None
    if is_silent or document.pull_request not in (None, home, document.number):
        yield Flaw(
            line=field.line,
            message=f"{quoted(field.label)} is {quoted(field.value)}, this is pull request {home}",
            mend=f"write `{room.dialect.pull_url.format(pull=home)}`",
        )


RULE = Rule(
    id="META013",
    name="pr-not-a-number",
    severity=Severity.WARNING,
    page=__doc__,
    in_text=find,
    in_room=find_in_room,
    adopts=("unclear-pull-request",),
    retold=("unclear-pull-request",),
    fix=Fix.SAFE,
)
