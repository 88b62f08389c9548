"""Topics that a group owns, in title, abstract and body."""

import math
from collections.abc import Iterator

from sepkit.analysis.routing.ground import Ground
from sepkit.analysis.routing.hint import Hint
from sepkit.analysis.routing.phrases import Phrase
from sepkit.analysis.routing.subject import Passage, Subject


def find(subject: Subject, ground: Ground) -> Iterator[Hint]:
    """Yield a hint for each topic; those of the body are shares, so that length does not matter."""
    yield from _short("topic.title", "title", subject.title, subject, ground)
    yield from _short("topic.abstract", "abstract", subject.abstract, subject, ground)
    yield from _body(subject, ground)


def _short(
    feature: str, where: str, passage: Passage, subject: Subject, ground: Ground
) -> Iterator[Hint]:
    seen: set[tuple[str, ...]] = set()
    for phrases in ground.topics.in_text(passage.stems):
        for phrase in phrases:
            if (phrase.group, *phrase.stems) in seen:
                continue
            seen.add((phrase.group, *phrase.stems))
            text = f'"{phrase.written}" in the {where}'
            yield Hint(feature, phrase.group, phrase.strength, text, subject.path, passage.line)


def _body(subject: Subject, ground: Ground) -> Iterator[Hint]:
    found = [
        (phrase, phrase.strength * math.sqrt(count), count, line)
        for phrases, count, line in ground.topics.in_body(subject.body)
        for phrase in phrases
    ]
    total = sum(value for _, value, _, _ in found) + _DOUBT
    for phrase, value, count, line in found:
        yield Hint(
            "topic.body", phrase.group, value / total, _times(phrase, count), subject.path, line
        )


# So that one topic that stands in the text twice, and is the only one, is not the whole answer.
_DOUBT = 3.0


def _times(phrase: Phrase, count: int) -> str:
    return f'"{phrase.written}" {count} time{"s" if count > 1 else ""}'
