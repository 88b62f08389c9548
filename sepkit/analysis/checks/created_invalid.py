"""The day of creation is no day, is written in another form, or lies after the first commit.

Ages, queues and "since when" are counted from it.

Left alone: a day later than the first commit by a week at most: a text may stand on a branch before
it is published.

What to do: write the day on which the proposal was first published, in the form of the process.
"""

from collections.abc import Iterator
from datetime import date

from sepkit.analysis.checks.room import Room
from sepkit.analysis.checks.rule import Flaw, Rule
from sepkit.analysis.judging import Judged
from sepkit.model import Date, Severity

SLACK_DAYS = 7
"""A text may stand on a branch for some days before it is published."""


def find(item: Judged, room: Room) -> Iterator[Flaw]:
    """Yield a flaw where the day lies after the first commit that holds the file."""
    del room
    created, first = item.document.created, _first_day(item)
    if created is None or first is None:
        return
    if (date.fromisoformat(created) - date.fromisoformat(first)).days > SLACK_DAYS:
        yield Flaw(
            line=item.line_of("created"),
            message=f"`{created}` is later than the first commit of the file, {first}",
            mend=f"write the day on which it was first published, {first} or earlier",
        )


def _first_day(item: Judged) -> Date | None:
    """Return the later of the days on which the first commit was written and committed."""
    versions = item.assembled.home.entry.versions
    if not versions:
        return item.case.first_seen
    oldest = min(versions, key=lambda version: version.commit.date).commit
    return Date(max(oldest.date, oldest.authored or oldest.date)[:10])


RULE = Rule(
    id="META009",
    name="created-invalid",
    severity=Severity.ERROR,
    page=__doc__,
    in_room=find,
    adopts=("bad-date",),
)
