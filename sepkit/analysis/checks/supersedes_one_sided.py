"""One proposal says that it supersedes another, and the other one does not say so, or the reverse.

A reader of the older text does not learn that it no longer holds.

Left alone: what an open proposal would supersede, where only a status could tell the other side.

What to do: add the field to the other proposal and set its status.
"""

from collections.abc import Iterator

from sepkit.analysis.checks.room import Room
from sepkit.analysis.checks.rule import Flaw, Rule
from sepkit.analysis.judging import Judged
from sepkit.model import Severity


def find(item: Judged, room: Room) -> Iterator[Flaw]:
    """Yield one flaw for each side that is missing, at the side that speaks."""
    own = room.claimed(item)
    if _has_back_field(room) or (own is not None and not own.is_open):
        yield from _forwards(item, room)
    yield from _backwards(item, room)


def _forwards(item: Judged, room: Room) -> Iterator[Flaw]:
    for number in item.document.supersedes:
        other = room.by_number.get(number)
        if other is None or other.case.key == item.key:
            continue
        if item.case.number in _superseded_by(other):
            continue
        status = room.claimed(other)
        if _has_back_field(room) or (status is not None and not _is_retired(status.id)):
            label = status.label if status else other.document.status_written
            yield Flaw(
                line=item.line_of("supersedes"),
                message=f"it supersedes `{other.case.key}`, which still reads {label} and names "
                "no successor",
                mend=f"write there that `{item.key}` supersedes it, and set its status",
            )


def _backwards(item: Judged, room: Room) -> Iterator[Flaw]:
    for number in _superseded_by(item):
        other = room.by_number.get(number)
        if other is not None and item.case.number not in other.document.supersedes:
            yield Flaw(
                line=item.line_of("superseded_by"),
                message=f"it is superseded by `{other.case.key}`, which does not say so",
                mend=f"write there that it supersedes `{item.key}`",
            )


def _superseded_by(item: Judged) -> set[int]:
    return {c.number for c in item.document.citations if c.field == "superseded_by"}


def _has_back_field(room: Room) -> bool:
    return any(rule.name == "superseded_by" for rule in room.dialect.fields)


def _is_retired(status: str) -> bool:
    return status in ("superseded", "replaced")


RULE = Rule(
    id="REF009",
    name="supersedes-one-sided",
    severity=Severity.WARNING,
    page=__doc__,
    in_room=find,
)
