"""A proposal under way uses an identifier that the process keeps for what it has accepted.

Implementations that ship it early make a promise in the name of others.

Left alone: identifiers that the specification has.

What to do: use a prefix of your own until the proposal is accepted.
"""

import re
from collections.abc import Iterator

from sepkit.analysis.checks.room import Room
from sepkit.analysis.checks.rule import Flaw, Rule
from sepkit.analysis.judging import Judged
from sepkit.model import Act, Severity


def find(item: Judged, room: Room) -> Iterator[Flaw]:
    """Yield one flaw an identifier, at the first line that defines it."""
    pattern = room.dialect.reserved_prefixes
    if not pattern or not item.case.in_flight:
        return
    told: set[str] = set()
    for touch in item.case.touches:
        kind, _, name = touch.surface.partition(":")
        is_new = touch.act is Act.DEFINES and touch.surface not in room.surfaces
        if kind not in ("extension", "meta") or not is_new or name in told:
            continue
        if re.match(pattern, name):
            told.add(name)
            yield Flaw(
                line=touch.line,
                message=f"`{name}` has a prefix that is kept for what was accepted",
                mend="use a prefix of your own until then",
            )


RULE = Rule(
    id="SURF007",
    name="reserved-prefix",
    severity=Severity.WARNING,
    page=__doc__,
    in_room=find,
)
