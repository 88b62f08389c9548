"""A proposal was decided, and the text does not say when, by whom or where.

Years later nobody can tell with what authority it became what it is.

Left alone: processes that keep no record of decisions in the text.

What to do: add the field with date, votes and a link to the decision.
"""

from collections.abc import Iterator

from sepkit.analysis.checks.room import Room
from sepkit.analysis.checks.rule import Flaw, Rule
from sepkit.analysis.checks.sheet import quoted
from sepkit.analysis.judging import Judged
from sepkit.model import Severity

FIELDS = ("accepted", "resolution")
"""Our names of fields that record a decision."""


def find(item: Judged, room: Room) -> Iterator[Flaw]:
    """Yield a flaw for a decided proposal without a record."""
    rule = next((r for r in room.dialect.fields if r.name in FIELDS), None)
    claimed = room.claimed(item)
    last = max((r.step for r in room.dialect.statuses), default=0)
    if rule is None or claimed is None or item.case.in_flight or claimed.step < last:
        return
    if any(item.document.field(name) for name in FIELDS):
        return
    yield Flaw(
        line=item.line_of("status"),
        message=f"{quoted(item.document.status_written)}, and the decision is not recorded",
        mend=f"add `{rule.labels[0]}` with date, votes and a link",
    )


RULE = Rule(
    id="STA005",
    name="decision-unrecorded",
    severity=Severity.INFO,
    page=__doc__,
    in_room=find,
    is_lasting=True,
)
