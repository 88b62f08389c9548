"""Two different proposals bear one number.

A number is how people find, cite and decide a proposal; with two bearers each of these goes wrong.

What to do: the proposal on the base branch keeps it, or that in the pull request of that number;
give the other the number of its own.
"""

from collections.abc import Iterator

from sepkit.analysis.checks.room import Room
from sepkit.analysis.checks.rule import Flaw, Rule
from sepkit.analysis.judging import Judged
from sepkit.model import Severity


def find(item: Judged, room: Room) -> Iterator[Flaw]:
    """Yield one flaw that names all other bearers."""
    rivals = item.assembled.rivals
    if not rivals:
        return
    others = ", ".join(f"`{key}` ({room.by_key[key].document.path})" for key in rivals)
    yield Flaw(
        line=1,
        message=f"the number {item.case.number} is claimed by {others} too",
        mend="the one in the pull request of that number keeps it; rename the other",
    )


RULE = Rule(id="ID004", name="number-taken", severity=Severity.ERROR, page=__doc__, in_room=find)
