"""A proposal under way builds on a method or type that the newest revision no longer has.

It would have to bring it back, or to be written anew; its author often does not know.

Left alone: what is named once, and what the proposal itself removes.

What to do: build on what took its place, or say that you bring it back.
"""

from collections import Counter
from collections.abc import Iterator

from sepkit.analysis.checks.room import Room
from sepkit.analysis.checks.rule import Flaw, Rule
from sepkit.analysis.judging import Judged
from sepkit.model import Act, Severity, Surface

KINDS = ("method", "notification", "type")
LEAST = 2
"""Naming a thing once may be history; twice is use."""


def find(item: Judged, room: Room) -> Iterator[Flaw]:
    """Yield one flaw a surface, at the first line that uses it."""
    if not item.case.in_flight or not item.case.is_open:
        return
    used = uses_of(item)
    for surface, count in used.items():
        entry = room.surfaces.get(surface)
        if entry is None or entry.removed is None or count < LEAST:
            continue
        by = ", ".join(f"`{key}`" for key in entry.proposals if key != item.key)
        kind, _, name = surface.partition(":")
        yield Flaw(
            line=first_line(item, surface),
            message=f"it builds on the {kind} `{name}`, which left with {entry.removed}",
            mend=f"build on what took its place{f' (see {by})' if by else ''}, or say that you "
            "bring it back",
        )


def uses_of(item: Judged) -> Counter[Surface]:
    """Return what a proposal builds on and how often, without what it removes itself."""
    acts = (Act.RELIES_ON, Act.CHANGES)
    gone = {t.surface for t in item.case.touches if t.act in (Act.REMOVES, Act.DEPRECATES)}
    return Counter(
        touch.surface
        for touch in item.case.touches
        if touch.act in acts and touch.surface not in gone and touch.surface.startswith(KINDS)
    )


def first_line(item: Judged, surface: Surface) -> int:
    """Return the first line that touches a surface."""
    return min((t.line for t in item.case.touches if t.surface == surface), default=1)


RULE = Rule(
    id="SURF001",
    name="surface-removed",
    severity=Severity.WARNING,
    page=__doc__,
    in_room=find,
)
