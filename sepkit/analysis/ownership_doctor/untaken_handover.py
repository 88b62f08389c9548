"""A group says that a matter belongs to another, whose own scope does not have it.

The first turns authors away, the second does not expect them.

Left alone: a matter that bears the second group's name; groups whose files say nothing of their
scope, and groups of kind core, which take what nobody else does.

What to do: let the second group take the matter into its scope, or the first name another owner.
"""

from collections.abc import Iterator

from sepkit.analysis.ownership_doctor.check import Check, Estate
from sepkit.analysis.ownership_doctor.handovers import Handover, find_handovers
from sepkit.analysis.ownership_doctor.words import vocabulary
from sepkit.model import Finding, GroupKind, Severity


def find(estate: Estate) -> Iterator[Finding]:
    """Yield one finding for each hand-over of which no telling word is in the taker's scope."""
    told: set[tuple[str, str, int]] = set()
    for item in find_handovers(estate):
        taker = estate.group(item.taker)
        scope = vocabulary(taker) if taker is not None else frozenset[str]()
        if taker is None or not scope or taker.kind is GroupKind.CORE:
            continue
        key = (item.giver, item.taker, item.place[1])
        is_taken = item.is_by_name or bool(item.words & scope)
        if item.words and not is_taken and key not in told:
            told.add(key)
            yield _finding(item)


def _finding(item: Handover) -> Finding:
    return CHECK.finding(
        item.giver,
        f"`{item.giver}` leaves `{item.matter[:80]}` to `{item.taker}`, whose scope does not "
        "mention it",
        at=item.place,
        mend=f"add it to the scope of `{item.taker}`, or name another owner",
    )


CHECK = Check(id="untaken-handover", severity=Severity.WARNING, find=find)
