"""The text names a proposal that is neither on the base branch nor in flight.

Most often the number is that of an old issue; a reader looks for a file that never was.

Left alone: numbers that only a link or a bare number sign names.

What to do: link the issue if it is one, or correct the number.
"""

from collections.abc import Iterator

from sepkit.analysis.checks.room import Room
from sepkit.analysis.checks.rule import Flaw, Rule
from sepkit.analysis.judging import Judged
from sepkit.model import Severity


def find(item: Judged, room: Room) -> Iterator[Flaw]:
    """Yield one flaw for each unknown number, at its first place."""
    own = {item.case.number, item.case.pull_request, item.document.title_number}
    told: set[int] = set()
    for citation in item.document.citations:
        number = citation.number
        if citation.by != "key" or number in room.by_number or number in own or number in told:
            continue
        told.add(number)
        if citation.field == "requires":
            continue
        yield Flaw(
            line=citation.line,
            message=f"`{room.key(number)}` is not in this repository",
            mend="if it is an issue, link the issue",
        )


RULE = Rule(
    id="REF002",
    name="proposal-unknown",
    severity=Severity.INFO,
    page=__doc__,
    in_room=find,
    is_authors=True,
)
