"""The text of a proposal under way has not changed for longer than the process finds usual.

Left alone: processes that name no such time.

What to do: say what it waits for, or take it back.
"""

from collections.abc import Iterator
from datetime import date

from sepkit.analysis.checks.room import Room
from sepkit.analysis.checks.rule import Flaw, Rule
from sepkit.analysis.judging import Judged
from sepkit.analysis.lifecycle import last_changed
from sepkit.model import Severity


def find(item: Judged, room: Room) -> Iterator[Flaw]:
    """Yield a flaw that names the day of the last change."""
    changed = last_changed(item.assembled.home)
    most = room.dialect.stale_days
    if not most or changed is None or not item.case.in_flight or not item.case.is_open:
        return
    if (date.fromisoformat(room.as_of[:10]) - date.fromisoformat(changed)).days > most:
        yield Flaw(
            line=0,
            message=f"the text has not changed since {changed}, for more than {most} days",
            mend="say what it waits for, or take it back",
        )


RULE = Rule(
    id="STA009",
    name="stale",
    severity=Severity.INFO,
    page=__doc__,
    in_room=find,
    is_lasting=True,
)
