"""A group's scope names the proposal itself."""

from collections.abc import Iterator

from sepkit.analysis.routing.ground import Ground
from sepkit.analysis.routing.hint import Hint
from sepkit.analysis.routing.subject import Subject


def find(subject: Subject, ground: Ground) -> Iterator[Hint]:
    """Yield a hint for each group whose scope cites the number; shared between several."""
    for number in {subject.case.number, subject.case.pull_request} - {None}:
        claims = ground.anchors.get(number or 0, ())
        groups = {group for group, _ in claims}
        seen = set()
        for group, item in claims:
            if group not in seen:
                seen.add(group)
                text = "the group's scope names this proposal"
                yield Hint("anchor", group, 1.0 / len(groups), text, item.path, item.line)
