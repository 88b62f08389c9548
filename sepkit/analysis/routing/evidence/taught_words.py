"""Words that proposals with a declared owner have in common."""

from collections import defaultdict
from collections.abc import Iterator

from sepkit.analysis.routing.ground import Ground
from sepkit.analysis.routing.hint import Hint
from sepkit.analysis.routing.subject import Subject
from sepkit.analysis.routing.teaching import Taught, unit, word_weights
from sepkit.model import GroupId


# A proposal that teaches is not measured by what it taught itself.
def find(subject: Subject, ground: Ground) -> Iterator[Hint]:
    """Yield one hint for each group: the cosine with the average of its proposals."""
    taught = ground.taught
    if not taught or ground.declared_owner(subject.case) is not None:
        return
    yield from _title(subject, taught)
    sums: dict[GroupId, float] = defaultdict(float)
    best: dict[GroupId, tuple[float, str]] = {}
    for term, value in unit(word_weights(subject), taught.rarity).items():
        if not value:
            continue  # a word that every teaching proposal has tells nothing apart
        for group, weight in taught.words[term]:
            part = value * weight
            sums[group] += part
            if part > best.get(group, (-1.0, ""))[0]:
                best[group] = (part, term)
    for group, total in sums.items():
        term = best[group][1]
        line = subject.body.lines.get(term, subject.title.line)
        text = f'words as in its declared proposals, "{term}" first'
        yield Hint("taught.words", group, total, text, subject.path, line)


def _title(subject: Subject, taught: Taught) -> Iterator[Hint]:
    """Yield hints from single words of the title: in whose titles they stood before."""
    known = [term for term in dict.fromkeys(subject.title.terms) if term in taught.titles]
    total = sum(taught.rarity.get(term, 0.0) for term in known) + 1.0
    line = subject.title.line
    for term in known:
        counts = taught.titles[term]
        weight = taught.rarity.get(term, 0.0) / total / (sum(counts.values()) + 1)
        for group, count in counts.items():
            text = f'"{term}" in the title, as in its declared proposals'
            yield Hint("taught.title", group, weight * count, text, subject.path, line)
