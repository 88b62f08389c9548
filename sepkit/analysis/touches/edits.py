"""Touches from what a pull request edits in the specification itself."""

from collections.abc import Iterable, Iterator, Sequence

from sepkit.analysis.touches.settling import settled
from sepkit.markup.names import STANDARD_ERRORS
from sepkit.model import Act, ChangeKind, SurfaceChange, Touch

_ACTS: dict[str, Act] = {
    ChangeKind.ADDED: Act.DEFINES,
    ChangeKind.CHANGED: Act.CHANGES,
    ChangeKind.DEPRECATED: Act.DEPRECATES,
    ChangeKind.REMOVED: Act.REMOVES,
}
MAX_EDITS = 500
"""Of one pull request; one that renames a folder edits everything and says nothing."""


def with_edits(touches: Sequence[Touch], changes: Iterable[SurfaceChange]) -> tuple[Touch, ...]:
    """Return a text's touches, then those of its pull request's edits, each act once a line.

    What the branch does to a surface counts beside what the text says: a surface that it defines
    is not also relied on.

    Args:
        touches: from `find_touches`.
        changes: what the branch changes, from `sepkit.spec.read_edits`.
    """
    more = touches_of_edits(changes)
    if not more:
        return tuple(touches)
    files = {path: at for at, path in enumerate(dict.fromkeys(t.path for t in (*touches, *more)))}
    found = settled((*touches, *more))
    return tuple(sorted(found, key=lambda t: (files[t.path], t.line, t.surface, t.act)))


def touches_of_edits(changes: Iterable[SurfaceChange]) -> tuple[Touch, ...]:
    """Return touches for the edits of one pull request, in their order; none above the cap.

    Args:
        changes: from `sepkit.spec.read_edits`.
    """
    found = tuple(_touches(changes))
    return found if len(found) <= MAX_EDITS else ()


def _touches(changes: Iterable[SurfaceChange]) -> Iterator[Touch]:
    for change in changes:
        is_nobodys = change.surface.removeprefix("error:") in STANDARD_ERRORS
        if change.path is not None and not is_nobodys:
            yield Touch(
                surface=change.surface,
                act=_ACTS[change.change],
                path=change.path,
                line=change.line,
                quote=change.note or f"{change.change} in {change.revision}",
            )
