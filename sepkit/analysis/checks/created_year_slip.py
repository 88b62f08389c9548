"""The day of creation lies about one year before the first commit, as January's habit has it.

Left alone: a day that one year more does not bring within six weeks of the first commit, and files
that came together with many others, for that commit is no birth.

What to do: check the year.
"""

from collections.abc import Iterator
from datetime import date

from sepkit.analysis.checks.room import Room
from sepkit.analysis.checks.rule import Flaw, Rule
from sepkit.analysis.judging import Judged
from sepkit.model import Date, Severity

NEAR_DAYS = 45
"""A proposal is committed within about six weeks of its day, where the year is right."""


def find(item: Judged, room: Room) -> Iterator[Flaw]:
    """Yield a flaw where one year more fits."""
    created, first = item.document.created, item.case.first_seen
    if (
        created is None
        or first is None
        or room.came_in_bulk(item)
        or int(created[:4]) + 1 > int(first[:4])
    ):
        return
    later = _next_year(created)
    off = abs((date.fromisoformat(later) - date.fromisoformat(first)).days)
    if off <= NEAR_DAYS:
        yield Flaw(
            line=item.line_of("created"),
            message=f"`{created}`, yet the file first appears on {first}",
            mend=f"did you mean `{later}`?",
        )


def _next_year(day: Date) -> Date:
    year = f"{int(day[:4]) + 1:04}"
    rest = "-02-28" if day[4:] == "-02-29" else day[4:]
    return Date(f"{year}{rest}")


RULE = Rule(
    id="META010",
    name="created-year-slip",
    severity=Severity.WARNING,
    page=__doc__,
    in_room=find,
)
