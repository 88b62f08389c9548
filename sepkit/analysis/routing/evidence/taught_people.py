"""People who wrote or reviewed proposals with a declared owner before."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from sepkit.analysis.routing.ground import Ground
from sepkit.analysis.routing.hint import Hint
from sepkit.analysis.routing.subject import Subject
from sepkit.analysis.routing.teaching import handles
from sepkit.model import GroupId


# A proposal that teaches is not measured by what it taught itself.
def find(subject: Subject, ground: Ground) -> Iterator[Hint]:
    """Yield hints for authors and for reviewers: the groups they stood for before, as shares."""
    taught, document = ground.taught, subject.document
    if not taught or ground.declared_owner(subject.case) is not None:
        return
    authors, reviewers = handles(document.authors), handles(document.reviewers)
    yield from _shares("taught.author", authors, taught.authors, subject)
    yield from _shares("taught.reviewer", reviewers, taught.reviewers, subject)


def _shares(
    feature: str,
    people: tuple[str, ...],
    before: Mapping[str, Mapping[GroupId, int]],
    subject: Subject,
) -> Iterator[Hint]:
    sums: dict[GroupId, float] = defaultdict(float)
    best: dict[GroupId, tuple[float, str]] = {}
    known = [handle for handle in people if handle in before]
    for handle in known:
        counts = before[handle]
        total = sum(counts.values()) + 1
        for group, count in counts.items():
            sums[group] += count / total
            if count / total > best.get(group, (0.0, ""))[0]:
                best[group] = (count / total, handle)
    word = feature.partition(".")[2]
    for group, value in sums.items():
        text = f"{word} @{best[group][1]} stood for its declared proposals before"
        yield Hint(feature, group, value / (len(known) + 1), text, subject.path, 1)
