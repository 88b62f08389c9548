"""What one revision of the specification changed against another."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from sepkit.model import (
    ChangeKind,
    RevisionReading,
    SpecReading,
    Surface,
    SurfaceChange,
    SurfaceState,
)

_BOUND = re.compile(r" \((?P<limits>[^()]*)\)$")


def diff_revisions(reading: SpecReading, old: str, new: str) -> tuple[SurfaceChange, ...]:
    """Return what came, changed, aged or went between two revisions, by surface.

    Args:
        reading: the specification.
        old: id of the revision to start from.
        new: id of the revision that is compared with it; the changes are said to be its.

    Raises:
        KeyError: the specification has no such revision.
    """
    revisions = {item.id: item for item in reading.revisions}
    return tuple(changes_between(revisions[old], revisions[new]))


def changes_between(old: RevisionReading, new: RevisionReading) -> Iterator[SurfaceChange]:
    """Yield the changes from one reading to the next, by surface."""
    before = {state.surface: state for state in old.states}
    after = {state.surface: state for state in new.states}
    for surface in sorted(before.keys() | after.keys()):
        was, now = before.get(surface), after.get(surface)
        if was is None and now is not None:
            yield _change(now, ChangeKind.ADDED, new.id, is_breaking=_needs(now, before))
            if now.is_deprecated:
                yield _change(now, ChangeKind.DEPRECATED, new.id)
        elif now is None and was is not None:
            is_breaking = was.kind not in ("doc", "type")
            yield _change(was, ChangeKind.REMOVED, new.id, is_breaking=is_breaking)
        elif was is not None and now is not None:
            yield from _between(was, now, new.id)


def _needs(now: SurfaceState, before: Mapping[Surface, SurfaceState]) -> bool:
    """Whether a new field is required in a type that was there before."""
    owner = now.surface.partition(":")[2].rpartition(".")[0]
    return now.kind == "field" and now.is_required and Surface(f"type:{owner}") in before


def _between(was: SurfaceState, now: SurfaceState, revision: str) -> Iterator[SurfaceChange]:
    notes = []
    is_breaking = False
    if was.shape != now.shape:
        notes.append(f"`{now.shape}`, was `{was.shape}`")
        is_breaking = not _is_wider(was.shape, now.shape)
    if was.is_required != now.is_required:
        notes.append("now required" if now.is_required else "now optional")
        is_breaking = is_breaking or now.is_required
    if notes:
        change = _change(now, ChangeKind.CHANGED, revision, is_breaking=is_breaking)
        yield replace(change, note="; ".join(notes))
    if now.is_deprecated and not was.is_deprecated:
        yield _change(now, ChangeKind.DEPRECATED, revision)


def _is_wider(was: str, now: str) -> bool:
    """Whether every value of the old shape is one of the new shape, as far as names tell."""
    if now == "any" or (was, now) == ("integer", "number"):
        return True
    if _BOUND.sub("", was) == now:
        return True
    return set(was.split("|")) <= set(now.split("|"))


def _change(
    state: SurfaceState, change: ChangeKind, revision: str, *, is_breaking: bool = False
) -> SurfaceChange:
    return SurfaceChange(
        surface=state.surface,
        kind=state.kind,
        revision=revision,
        change=change.value,
        is_breaking=is_breaking,
        path=state.path,
        line=state.line,
    )
