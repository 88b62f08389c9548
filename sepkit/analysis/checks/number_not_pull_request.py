"""The number is not that of the pull request that brings the file, and no other one holds it.

Links to the number lead to something else.

Left alone: processes whose numbers are not those of pull requests.

What to do: rename the file.
"""

from collections.abc import Iterator

from sepkit.analysis.checks.room import Room
from sepkit.analysis.checks.rule import Flaw, Rule
from sepkit.analysis.judging import Judged
from sepkit.model import Severity


def find(item: Judged, room: Room) -> Iterator[Flaw]:
    """Yield a flaw for a proposal in flight under another number than its pull request's."""
    number = item.document.number
    entry = item.assembled.home.entry
    if not room.dialect.number_is_pull or number is None or entry.pull_request in (None, number):
        return
    at_home = any(f"/{number}/" in copy.ref for copy in item.assembled.copies)
    if not at_home:
        yield Flaw(
            line=1,
            message=f"the file bears the number {number} and comes in pull request "
            f"{entry.pull_request}; no pull request {number} holds it",
            mend=f"rename it to begin with {entry.pull_request}",
        )


RULE = Rule(
    id="ID003",
    name="number-not-pull-request",
    severity=Severity.ERROR,
    page=__doc__,
    in_room=find,
)
