"""A sponsor is named without a handle, so nobody knows for sure who is meant.

What to do: add the handle.
"""

from collections.abc import Iterator

from sepkit.analysis.checks.room import Room
from sepkit.analysis.checks.rule import Flaw, Rule
from sepkit.analysis.checks.sheet import quoted
from sepkit.analysis.judging import Judged
from sepkit.model import Severity


def find(item: Judged, room: Room) -> Iterator[Flaw]:
    """Yield a flaw for a name alone, with the handle that the base files give it."""
    sponsor = item.document.sponsor
    if sponsor is None or sponsor.handle is not None or "@" in sponsor.name:
        return
    listed = room.people.find(sponsor)
    known = f"add `(@{listed.handle})`" if listed and listed.handle else "add the handle"
    yield Flaw(
        line=item.line_of("sponsor"),
        message=f"the sponsor {quoted(sponsor.name)} is named without a handle",
        mend=known,
    )


RULE = Rule(
    id="PPL007",
    name="sponsor-without-handle",
    severity=Severity.WARNING,
    page=__doc__,
    in_room=find,
)
