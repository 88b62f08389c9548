"""A proposal under way builds on a method or type that is deprecated.

It will go, and take the proposal's ground with it.

Left alone: what the proposal itself removes or deprecates.

What to do: say how the proposal lives on without it.
"""

from collections.abc import Iterator

from sepkit.analysis.checks.room import Room
from sepkit.analysis.checks.rule import Flaw, Rule
from sepkit.analysis.checks.surface_removed import LEAST, first_line, uses_of
from sepkit.analysis.judging import Judged
from sepkit.model import Severity


def find(item: Judged, room: Room) -> Iterator[Flaw]:
    """Yield one flaw a surface, at the first line that uses it."""
    if not item.case.in_flight or not item.case.is_open:
        return
    for surface, count in uses_of(item).items():
        entry = room.surfaces.get(surface)
        if entry is None or entry.removed or not entry.deprecated or count < LEAST:
            continue
        kind, _, name = surface.partition(":")
        yield Flaw(
            line=first_line(item, surface),
            message=f"it builds on the {kind} `{name}`, deprecated since {entry.deprecated}",
            mend="say how the proposal lives on without it",
        )


RULE = Rule(
    id="SURF002",
    name="surface-deprecated",
    severity=Severity.INFO,
    page=__doc__,
    in_room=find,
)
