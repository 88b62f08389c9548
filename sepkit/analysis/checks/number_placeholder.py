"""The file still bears the placeholder, although its pull request has a number.

Tools that list proposals skip it, and links to it break once it gets its number.

What to do: rename the file, and write the number into the title.
"""

from collections.abc import Iterator

from sepkit.analysis.checks.room import Room
from sepkit.analysis.checks.rule import Flaw, Rule
from sepkit.analysis.judging import Judged
from sepkit.model import Severity


def find(item: Judged, room: Room) -> Iterator[Flaw]:
    """Yield a flaw for a file without a number of its own."""
    if not item.assembled.is_placeholder:
        return
    pull = item.case.pull_request
    name = item.document.path.rpartition("/")[2]
    better = name.replace(room.dialect.placeholder, str(pull), 1) if pull is not None else ""
    if better and better != name:
        mend = f"rename it to `{better}` and write {room.key(pull or 0)} into the title"
    else:
        mend = "rename it to begin with the pull request's number, and write that into the title"
    yield Flaw(
        line=1,
        message=f"the file name still bears `{room.dialect.placeholder}`",
        mend=mend,
    )


RULE = Rule(
    id="ID002", name="number-placeholder", severity=Severity.WARNING, page=__doc__, in_room=find
)
