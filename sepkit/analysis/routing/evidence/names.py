"""The text names a group."""

import math
from collections.abc import Iterator

from sepkit.analysis.routing.ground import Ground
from sepkit.analysis.routing.hint import Hint
from sepkit.analysis.routing.subject import Subject
from sepkit.analysis.routing.words import stems


def find(subject: Subject, ground: Ground) -> Iterator[Hint]:
    """Yield hints for a group that is an author, and for a full name anywhere in the text."""
    for author in subject.document.authors:
        for phrases in ground.full_names.in_text(stems(author.name)):
            for phrase in phrases:
                text = f'"{author.name}" is an author'
                yield Hint("name.author", phrase.group, 1.0, text, subject.path, 1)
    yield from _full(subject, ground)


def _full(subject: Subject, ground: Ground) -> Iterator[Hint]:
    found = [
        (phrase, math.log1p(count), line)
        for phrases, count, line in ground.full_names.in_body(subject.body)
        for phrase in phrases
    ]
    total = sum(value for _, value, _ in found)
    for phrase, value, line in found:
        text = f'names "{phrase.written}"'
        yield Hint("name.full", phrase.group, value / (total + 1), text, subject.path, line)
