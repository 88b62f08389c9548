"""What holds before anything is read: how often each kind of group owns something."""

from collections.abc import Iterator

from sepkit.analysis.routing.ground import NOBODY, Ground
from sepkit.analysis.routing.hint import Hint
from sepkit.analysis.routing.subject import Subject


def find(subject: Subject, ground: Ground) -> Iterator[Hint]:
    """Yield constants: for the fallback owner, for nobody, and for what declared owners show."""
    text = "how often it owns a proposal"
    yield Hint("prior.nobody", NOBODY, 1.0, text, subject.path, 0)
    if ground.fallback is not None:
        yield Hint("prior.fallback", ground.fallback, 1.0, text, subject.path, 0)
    for group, share in ground.taught.prior.items():
        yield Hint("prior.taught", group, share, text, subject.path, 0)
