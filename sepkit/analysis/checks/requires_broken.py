"""A proposal requires what is no proposal, or one that is less far or will never get there.

It cannot be finished before what it stands on.

Left alone: requirements of a proposal that is itself off the way, and those on proposals that moved
elsewhere.

What to do: put standards under references, wait for the other proposal, or do without it.
"""

from collections.abc import Iterator

from sepkit.analysis.checks.room import Room
from sepkit.analysis.checks.rule import Flaw, Rule
from sepkit.analysis.checks.sheet import Sheet, quoted
from sepkit.analysis.judging import Judged
from sepkit.model import Severity, StatusRule


def find_in_text(sheet: Sheet) -> Iterator[Flaw]:
    """Yield a flaw for a field of requirements that names no proposal at all."""
    field = sheet.document.field("requires")
    rule = sheet.rule_of(field) if field else None
    if field is None or rule is None or sheet.document.requires or not field.value.strip():
        return
    notes = sheet.document.findings
    if any(note.rule == "unclear-relation" and note.line == field.line for note in notes):
        yield Flaw(
            line=field.line,
            message=f"{quoted(field.value)} is no proposal",
            mend="put standards under references; here stand proposals alone",
            path=field.path,
        )


def find(item: Judged, room: Room) -> Iterator[Flaw]:
    """Yield one flaw for each requirement that cannot hold."""
    own = room.claimed(item)
    if own is not None and own.step == 0:
        return
    for number in item.document.requires:
        other = room.by_number.get(number)
        words = _unknown(room, number) if other is None else _behind(other, own, room)
        if words:
            message, mend = words
            yield Flaw(line=item.line_of("requires"), message=message, mend=mend)


def _unknown(room: Room, number: int) -> tuple[str, str]:
    return (
        f"it requires `{room.key(number)}`, which is not in this repository",
        "put standards and issues under references",
    )


def _behind(other: Judged, own: StatusRule | None, room: Room) -> tuple[str, str] | None:
    theirs = room.claimed(other)
    if theirs is None or theirs.is_elsewhere:
        return None
    is_lost = theirs.step == 0
    is_late = own is not None and not own.is_open and theirs.is_open
    if not is_lost and not is_late:
        return None
    status = f"is {own.label}" if own else "stands here"
    return (
        f"it requires `{other.case.key}`, which is {theirs.label}, while this one {status}",
        "do without it" if is_lost else "the other one has to get there first",
    )


RULE = Rule(
    id="REF008",
    name="requires-broken",
    severity=Severity.ERROR,
    page=__doc__,
    in_room=find,
    in_text=find_in_text,
    adopts=("unclear-relation",),
    retold=("unclear-relation",),
    is_lasting=True,
)
