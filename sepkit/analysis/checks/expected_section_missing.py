"""A section is missing that reviewers will ask for.

What to do: add it; where it does not apply, say so in one sentence.
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
        if rule.name != "abstract" and rule.expected:
            yield flaw_of(rule)


RULE = Rule(
    id="SEC003",
    name="expected-section-missing",
    severity=Severity.WARNING,
    page=__doc__,
    in_room=find,
    is_authors=True,
)
