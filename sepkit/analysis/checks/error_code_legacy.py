"""A new error code lies in a range that the specification has closed.

Codes of that range have meant different things in different implementations.

Left alone: codes that the specification defines.

What to do: take one from the range that is open for new codes.
"""

from collections.abc import Iterator

from sepkit.analysis.checks.room import Room
from sepkit.analysis.checks.rule import Flaw, Rule
from sepkit.analysis.judging import Judged
from sepkit.model import Act, Severity


def find(item: Judged, room: Room) -> Iterator[Flaw]:
    """Yield one flaw a code, at the first line that defines it."""
    if not room.dialect.legacy_errors or not item.case.in_flight:
        return
    first, last = room.dialect.legacy_errors
    told: set[int] = set()
    for touch in item.case.touches:
        kind, _, name = touch.surface.partition(":")
        if kind != "error" or touch.act is not Act.DEFINES or touch.surface in room.surfaces:
            continue
        code = int(name) if name.removeprefix("-").isdigit() else 0
        if first <= code <= last and code not in told:
            told.add(code)
            yield Flaw(
                line=touch.line,
                message=f"the error code {code} lies in the range {first} to {last}, which is "
                "closed for new codes",
                mend=_mend(room),
            )


def _mend(room: Room) -> str:
    if not room.dialect.free_errors:
        return "take one from a range that is open"
    first, last = room.dialect.free_errors
    return f"take one from {first} to {last} for the specification"


RULE = Rule(
    id="SURF004",
    name="error-code-legacy",
    severity=Severity.WARNING,
    page=__doc__,
    in_room=find,
)
