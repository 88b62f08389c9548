"""A proposal on the base branch claims a status under which work goes on.

Left alone: processes that keep open proposals on the base branch.

What to do: set its status, or take it back into a pull request until it is done.
"""

from collections.abc import Iterator

from sepkit.analysis.checks.room import Room
from sepkit.analysis.checks.rule import Flaw, Rule
from sepkit.analysis.checks.sheet import quoted
from sepkit.analysis.judging import Judged
from sepkit.model import Severity


def find(item: Judged, room: Room) -> Iterator[Flaw]:
    """Yield a flaw for an open proposal on the base branch."""
    claimed = room.claimed(item)
    if item.case.in_flight or claimed is None or not claimed.is_open:
        return
    if room.dialect.number_is_pull:
        yield Flaw(
            line=item.line_of("status"),
            message=f"{quoted(item.document.status_written)} on the base branch, where only what "
            "is done belongs",
            mend="set its status, or take it back into a pull request",
        )


RULE = Rule(
    id="STA004",
    name="open-on-base",
    severity=Severity.WARNING,
    page=__doc__,
    in_room=find,
    is_lasting=True,
)
