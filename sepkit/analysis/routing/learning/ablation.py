"""What each kind of evidence is worth: the same evaluation with one kind taken away.

Weights are learnt anew each time, so that what remains can make up for it as far as it can.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from sepkit.analysis.routing.learning.figures import Ablation, measure
from sepkit.analysis.routing.learning.training import Lesson
from sepkit.analysis.routing.learning.trials import Trial
from sepkit.analysis.routing.scoring import Tally
from sepkit.model import Ownership

KINDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("topics that groups claim", ("topic.",)),
    ("surfaces that groups own", ("surface.",)),
    ("words of their scopes", ("scope.",)),
    ("people's places in groups", ("person.",)),
    ("relations to other proposals", ("relation",)),
    ("names of groups in the text", ("name.",)),
    ("what groups exclude", ("excluded",)),
    ("the track", ("track",)),
    ("words of declared proposals", ("taught.words", "taught.title")),
    ("people of declared proposals", ("taught.author", "taught.reviewer")),
)
"""What is taken away, and how the features of it begin."""

Evaluate = Callable[[Callable[[Lesson], Lesson]], Sequence[Trial]]
"""Does the evaluation again with every lesson, taught or measured, changed by a function."""


def ablations(lessons: Sequence[Lesson], evaluate: Evaluate) -> Iterator[Ablation]:
    """Yield the figures without each kind of evidence that the lessons show."""
    shown = {
        item.feature
        for lesson in lessons
        for observations in lesson.tally.by_group.values()
        for item in observations
    }
    for name, beginnings in KINDS:
        if any(feature.startswith(beginnings) for feature in shown):
            yield ablation(name, evaluate(_without(beginnings)))


def ablation(name: str, trials: Sequence[Trial]) -> Ablation:
    """Return the figures of trials from which something was taken away."""
    found = measure(trials, method="")
    return Ablation(
        without=name,
        first=found.first,
        in_three=found.in_three,
        sure=found.sure,
        sure_right=found.sure_right,
    )


def _without(beginnings: tuple[str, ...]) -> Callable[[Lesson], Lesson]:
    def change(lesson: Lesson) -> Lesson:
        kept = {
            group: tuple(item for item in observed if not item.feature.startswith(beginnings))
            for group, observed in lesson.tally.by_group.items()
        }
        return replace(lesson, tally=Tally(kept))

    return change


def without_claims(ownership: Ownership, *kinds: str) -> Ownership:
    """Take claims out of ownership files: topics for instance, or with no kind named all of them.

    What charters say of a group's scope, its people and its name stay.
    """
    groups = tuple(
        replace(
            group,
            owns=tuple(c for c in group.owns if kinds and c.kind not in kinds),
            excludes=tuple(c for c in group.excludes if kinds and c.kind not in kinds),
        )
        for group in ownership.groups
    )
    return replace(ownership, groups=groups)
