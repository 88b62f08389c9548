"""Proposals about the process itself belong to the group that decides what no other does."""

from collections.abc import Iterator

from sepkit.analysis.routing.ground import Ground
from sepkit.analysis.routing.hint import Hint
from sepkit.analysis.routing.subject import Subject


def find(subject: Subject, ground: Ground) -> Iterator[Hint]:
    """Yield a hint for the fallback owner where the track is one of governance."""
    track = subject.document.track
    if ground.fallback is not None and track.lower() in ground.governance_tracks:
        field = subject.document.field("track")
        line = field.line if field is not None else 1
        text = f'the track is "{track}"'
        yield Hint("track", ground.fallback, 1.0, text, subject.path, line)
