"""The text claims a status that only an authorised act can give, and no such act shows.

Readers take a proposal for decided that is not. sepkit shows what acts on the base branch made
true, and the text's word as a claim.

Left alone: the first status that needs a sponsor, which a sponsor's name alone can explain.

What to do: the sponsor edits the status once it is decided.
"""

from collections.abc import Iterator

from sepkit.analysis.checks.room import Room
from sepkit.analysis.checks.rule import Flaw, Rule
from sepkit.analysis.checks.sheet import quoted
from sepkit.analysis.judging import Judged
from sepkit.model import Severity


def find(item: Judged, room: Room) -> Iterator[Flaw]:
    """Yield a flaw for a status further on than what a branch alone can make true."""
    if not item.case.in_flight:
        return
    claimed = room.claimed(item)
    first = min((rule.step for rule in room.dialect.statuses if rule.needs_sponsor), default=0)
    if claimed is None or claimed.step <= first:
        return
    yield Flaw(
        line=item.line_of("status"),
        message=f"{quoted(item.document.status_written)} is a claim, which no act on the base "
        "branch made true",
        mend="the sponsor edits the status once it is decided",
    )


RULE = Rule(
    id="STA002",
    name="status-beyond-authority",
    severity=Severity.WARNING,
    page=__doc__,
    in_room=find,
    is_lasting=True,
)
