"""Several pull requests carry different texts of one proposal.

Reviewers of each see another proposal under one number.

Left alone: the same text in several places, and proposals on the base branch.

What to do: close the others, or bring them in line with the home pull request.
"""

from collections.abc import Iterator

from sepkit.analysis.checks.room import Room
from sepkit.analysis.checks.rule import Flaw, Rule
from sepkit.analysis.judging import Judged
from sepkit.model import Severity

_SHOWN = 5


def find(item: Judged, room: Room) -> Iterator[Flaw]:
    """Yield a flaw that names where other texts stand."""
    del room
    if not item.case.in_flight:
        return
    home = item.assembled.home.entry.origin
    others = [copy.ref for copy in item.assembled.copies if copy.blob != home.blob]
    if others:
        shown = ", ".join(f"`{ref}`" for ref in others[:_SHOWN])
        more = f" and {len(others) - _SHOWN} more" if len(others) > _SHOWN else ""
        yield Flaw(
            line=1,
            message=f"other texts of it stand in {shown}{more}; this one is of `{home.ref}`",
            mend="close the others, or bring them in line",
        )


RULE = Rule(
    id="STA008",
    name="copies-differ",
    severity=Severity.INFO,
    page=__doc__,
    in_room=find,
    is_lasting=True,
)
