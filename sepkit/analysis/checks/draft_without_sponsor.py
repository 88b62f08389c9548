"""The text claims a status that the process grants only with a sponsor, and names none.

What to do: find a sponsor; the group that the proposal is routed to knows whom to ask.
"""

from collections.abc import Iterator

from sepkit.analysis.checks.room import Room
from sepkit.analysis.checks.rule import Flaw, Rule
from sepkit.analysis.checks.sheet import quoted
from sepkit.analysis.judging import Judged
from sepkit.model import Severity


def find(item: Judged, room: Room) -> Iterator[Flaw]:
    """Yield a flaw for a proposal in flight without a sponsor."""
    claimed = room.claimed(item)
    if not item.case.in_flight or claimed is None or not claimed.needs_sponsor:
        return
    if item.document.sponsor is None:
        yield Flaw(
            line=item.line_of("sponsor" if item.document.field("sponsor") else "status"),
            message=f"{quoted(item.document.status_written)} needs a sponsor, and none is named",
            mend="find a sponsor: `sepkit route` names the group to ask",
        )


RULE = Rule(
    id="STA003",
    name="draft-without-sponsor",
    severity=Severity.INFO,
    page=__doc__,
    in_room=find,
)
