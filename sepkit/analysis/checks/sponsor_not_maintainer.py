"""The sponsor is listed by no file of the base revision, or only as somebody who has left.

A sponsor's word counts because the process knows the person; a stranger's changes nothing.

Left alone: repositories that list nobody.

What to do: check the spelling of the handle, or find a sponsor whom the list of maintainers names.
"""

from collections.abc import Iterator

from sepkit.analysis.checks.room import Room
from sepkit.analysis.checks.rule import Flaw, Rule
from sepkit.analysis.judging import Judged
from sepkit.model import Severity


def find(item: Judged, room: Room) -> Iterator[Flaw]:
    """Yield a flaw for a sponsor without standing."""
    sponsor = item.sponsor
    if sponsor is None or sponsor.known is not False:
        return
    who = f"`@{sponsor.handle}`" if sponsor.handle else f"`{sponsor.name}`"
    is_listed = item.document.sponsor is not None and room.people.find(item.document.sponsor)
    what = "only as somebody who has left" if is_listed else "by no file of the base revision"
    yield Flaw(
        line=item.line_of("sponsor"),
        message=f"{who} is named as sponsor and listed {what}",
        mend="check the spelling of the handle, or name somebody whom the maintainers' file lists",
    )


RULE = Rule(
    id="PPL005",
    name="sponsor-not-maintainer",
    severity=Severity.WARNING,
    page=__doc__,
    in_room=find,
)
