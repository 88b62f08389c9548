"""A field that the process asks for is absent or empty, or there is no preamble at all.

Tools sort, count and route by these fields; a reader looks for them first.

Left alone: fields that the process began to ask for after the proposal came.

What to do: add the field to the preamble, as in `- **Status**: Draft`.
"""

from collections.abc import Iterator

from sepkit.analysis.checks.room import Room
from sepkit.analysis.checks.rule import Flaw, Rule
from sepkit.analysis.checks.sheet import quoted
from sepkit.analysis.judging import Judged
from sepkit.model import FieldRule, Severity


def find(item: Judged, room: Room) -> Iterator[Flaw]:
    """Yield one flaw for each field that became required on a day, or that stands empty."""
    document = item.document
    if not document.fields:
        return
    for rule in room.dialect.fields:
        field = document.field(rule.name)
        is_asked = rule.required and (not rule.tracks or document.track in rule.tracks)
        if not is_asked or any(document.field(name) for name in rule.instead):
            continue
        if field is None and rule.since:
            yield _flaw(rule, document.fields[0].line, "is missing in the preamble")
        elif field is not None and not field.value.strip() and rule.kind not in _READ_ELSEWHERE:
            yield _flaw(rule, field.line, "stands empty")


# An empty status, date or list of people is noted by the reader, whose note is shown.
_READ_ELSEWHERE = ("people", "date")


def _flaw(rule: FieldRule, line: int, what: str) -> Flaw:
    example = f"{rule.labels[0]}: {rule.example}" if rule.example else rule.labels[0]
    return Flaw(
        line=line,
        message=f"{quoted(rule.labels[0])} {what}",
        mend=f"add `{example}`",
        since=rule.since,
    )


RULE = Rule(
    id="META001",
    name="required-field-missing",
    severity=Severity.ERROR,
    page=__doc__,
    in_room=find,
    adopts=("missing-field", "no-preamble", "no-author", "no-sidecar", "broken-metadata"),
)
