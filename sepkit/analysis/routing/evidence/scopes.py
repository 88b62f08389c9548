"""Words that the proposal shares with one group's scope and few others."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator
from heapq import nsmallest

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
    best: dict[GroupId, list[tuple[float, str, str]]] = defaultdict(list)
    # In one order: a sum of floats in the order of a set differs from run to run.
    for term in sorted(weights.keys() & ground.scope_words.keys()):
        weight = weights[term] / norm
        for word in ground.scope_words[term]:
            part = weight * word.weight
            sums[word.group] += part
            best[word.group].append((-part, word.written, term))
    for group, total in sorted(sums.items()):
        strongest = nsmallest(_SHOWN, best[group])
        words = ", ".join(f'"{written}"' for _, written, _ in strongest)
        line = lines.get(strongest[0][2], 1)
        yield Hint(feature, group, total, f"words of its scope: {words}", subject.path, line)


# Words to show as evidence; the strongest three make most of the sum.
_SHOWN = 3
