"""A section is missing without which the process does not decide.

Left alone: sections that the process asks only of other tracks, or began to ask for later.

What to do: add the section.
"""

from collections.abc import Iterator

from sepkit.analysis.checks.room import Room
from sepkit.analysis.checks.rule import Flaw, Rule
from sepkit.analysis.checks.sections import flaw_of, missing_rules
from sepkit.analysis.judging import Judged
from sepkit.model import Severity


def find(item: Judged, room: Room) -> Iterator[Flaw]:
    """Yield one flaw for each section that is missing."""
    for rule in missing_rules(item.document, room.dialect):
        if rule.name != "abstract" and not rule.expected:
            yield flaw_of(rule)


RULE = Rule(
    id="SEC002",
    name="required-section-missing",
    severity=Severity.ERROR,
    page=__doc__,
    in_room=find,
)
