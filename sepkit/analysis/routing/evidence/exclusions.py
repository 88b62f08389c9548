"""Topics that a group says are not its own."""

from collections.abc import Iterator

from sepkit.analysis.routing.ground import Ground
from sepkit.analysis.routing.hint import Hint
from sepkit.analysis.routing.subject import Subject


def find(subject: Subject, ground: Ground) -> Iterator[Hint]:
    """Yield a hint against a group for each excluded topic in title or abstract."""
    for passage, value in ((subject.title, 1.0), (subject.abstract, 0.5)):
        for phrases in ground.excluded.in_text(passage.stems):
            for phrase in phrases:
                text = f'"{phrase.written}" is out of the group\'s scope'
                yield Hint("excluded", phrase.group, value, text, phrase.path, phrase.line)
