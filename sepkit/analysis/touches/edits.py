"""Touches from what a pull request edits in the specification itself."""

from collections.abc import Iterable, Iterator, Sequence

from sepkit.analysis.touches.index import SpecIndex
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


def with_edits(
    touches: Sequence[Touch], changes: Iterable[SurfaceChange], spec: SpecIndex
) -> tuple[Touch, ...]:
    """Return a text's touches, then those of its pull request's edits, each act once a line.

    What the branch does to a surface counts beside what the text says: a surface that it defines
    is not also relied on. What the branch has and the specification removed is left out: as a rule
    its files were made from an older copy, and who wants it back says so in words.

    Args:
        touches: from `find_touches`.
        changes: what the branch changes, from `sepkit.spec.read_edits`.
        spec: the specification at the base commit.
    """
    more = touches_of_edits(change for change in changes if not _is_stale(change, spec))
    if not more:
        return tuple(touches)
    files = {path: at for at, path in enumerate(dict.fromkeys(t.path for t in (*touches, *more)))}
    found = settled((*touches, *more))
    return tuple(sorted(found, key=lambda t: (files[t.path], t.line, t.surface, t.act)))


def _is_stale(change: SurfaceChange, spec: SpecIndex) -> bool:
    entry = spec.entries.get(change.surface)
    return change.change == ChangeKind.ADDED and entry is not None and entry.removed is not None


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
