"""Words that the proposal shares with one group's scope and few others."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator

from sepkit.analysis.routing.ground import Ground, ScopeWord
from sepkit.analysis.routing.hint import Hint
from sepkit.analysis.routing.subject import Subject


def find(subject: Subject, ground: Ground) -> Iterator[Hint]:
    """Yield one hint for each group and place: the cosine of proposal and scope."""
    near = Counter(subject.abstract.terms)
    for term in subject.title.terms:
        near[term] += 3
    lines = dict.fromkeys(near, subject.title.line)
    yield from _cosines("scope.near", dict(near), lines, subject, ground)
    yield from _cosines("scope.body", subject.body.counts, subject.body.lines, subject, ground)


def _cosines(
    feature: str,
    counts: dict[str, int],
    lines: dict[str, int],
    subject: Subject,
    ground: Ground,
) -> Iterator[Hint]:
    sums: dict[str, float] = defaultdict(float)
    best: dict[str, tuple[float, str, ScopeWord]] = {}
    norm = 0.0
    for term, count in counts.items():
        words = ground.scope_words.get(term)
        weight = 1 + math.log(count)
        norm += weight * weight
        for word in words or ():
            part = weight * word.weight
            sums[word.group] += part
            if part > best.get(word.group, (0.0,))[0]:
                best[word.group] = (part, term, word)
    for group, total in sums.items():
        _, term, word = best[group]
        text = f'words of its scope, "{term}" first'
        value = total / (math.sqrt(norm) or 1.0)
        yield Hint(feature, word.group, value, text, subject.path, lines.get(term, 1))
