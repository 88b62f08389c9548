"""There is no abstract.

Lists, search and the head of a published page show it; without one they show nothing, or the whole
text.

What to do: add it above all other sections, some 200 words.
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
        if rule.name == "abstract":
            yield flaw_of(rule)


RULE = Rule(
    id="SEC001",
    name="abstract-missing",
    severity=Severity.ERROR,
    page=__doc__,
    in_room=find,
)
