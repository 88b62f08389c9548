"""Words that the proposal shares with one group's scope and few others."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator

from sepkit.analysis.routing.ground import Ground
from sepkit.analysis.routing.hint import Hint
from sepkit.analysis.routing.subject import Subject
from sepkit.analysis.routing.vocabulary import damped
from sepkit.model import GroupId


def find(subject: Subject, ground: Ground) -> Iterator[Hint]:
    """Yield one hint for each group and place: the cosine of proposal and scope."""
    counts = Counter(subject.abstract.terms)
    for term in subject.title.terms:
        counts[term] += 3
    near = {term: damped(count) for term, count in counts.items()}
    lines = dict.fromkeys(near, subject.title.line)
    yield from _cosines("scope.near", near, lines, subject, ground)
    yield from _cosines("scope.body", subject.body.weights, subject.body.lines, subject, ground)


def _cosines(
    feature: str,
    weights: dict[str, float],
    lines: dict[str, int],
    subject: Subject,
    ground: Ground,
) -> Iterator[Hint]:
    norm = math.sqrt(sum(value * value for value in weights.values())) or 1.0
    sums: dict[GroupId, float] = defaultdict(float)
    best: dict[GroupId, tuple[float, str, str]] = {}
    for term in weights.keys() & ground.scope_words.keys():
        weight = weights[term] / norm
        for word in ground.scope_words[term]:
            part = weight * word.weight
            sums[word.group] += part
            # Of equal parts the first in the alphabet is shown: sets have no order to rely on.
            if (part, word.written) > best.get(word.group, (0.0, "", ""))[:2]:
                best[word.group] = (part, word.written, term)
    for group, total in sorted(sums.items()):
        _, written, term = best[group]
        text = f'words of its scope, "{written}" first'
        yield Hint(feature, group, total, text, subject.path, lines.get(term, 1))
