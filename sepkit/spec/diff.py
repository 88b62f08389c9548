"""What one revision of the specification changed against another."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sepkit.model import (
    ChangeKind,
    RevisionReading,
    SpecReading,
    Surface,
    SurfaceChange,
    SurfaceState,
)

_States = Mapping[Surface, SurfaceState]

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
    moves = find_moves(before, after)
    came_from = {to: surface for surface, to in moves.items()}
    for surface in sorted(before.keys() | after.keys()):
        was, now = before.get(surface), after.get(surface)
        if was is None and now is not None:
            yield _coming(now, new.id, before, came_from.get(surface))
            if now.is_deprecated:
                yield _change(now, ChangeKind.DEPRECATED, new.id)
        elif now is None and was is not None:
            yield _going(was, new.id, before, after, moves.get(surface))
        elif was is not None and now is not None:
            yield from _between(was, now, new.id, before, after)


def _coming(
    now: SurfaceState, revision: str, before: _States, source: Surface | None
) -> SurfaceChange:
    if source is None:
        return _change(now, ChangeKind.ADDED, revision, is_breaking=_needs(now, before))
    return replace(_change(now, ChangeKind.ADDED, revision), note=f"was `{source}`")


def _going(
    was: SurfaceState, revision: str, before: _States, after: _States, target: Surface | None
) -> SurfaceChange:
    if target is None:
        is_breaking = was.kind not in ("doc", "type")
        return _change(was, ChangeKind.REMOVED, revision, is_breaking=is_breaking)
    differs = _difference(was, after[target], before, after)
    notes = [f"now `{target}`", *differs.notes]
    change = _change(was, ChangeKind.REMOVED, revision, is_breaking=differs.is_breaking)
    return replace(change, note="; ".join(notes))


def _needs(now: SurfaceState, before: _States) -> bool:
    """Whether a new field is required in a type that was there before."""
    owner = now.surface.partition(":")[2].rpartition(".")[0]
    return now.kind == "field" and now.is_required and Surface(f"type:{owner}") in before


def _between(
    was: SurfaceState, now: SurfaceState, revision: str, before: _States, after: _States
) -> Iterator[SurfaceChange]:
    differs = _difference(was, now, before, after)
    if differs.notes:
        change = _change(now, ChangeKind.CHANGED, revision, is_breaking=differs.is_breaking)
        yield replace(change, note="; ".join(differs.notes))
    if now.is_deprecated and not was.is_deprecated:
        yield _change(now, ChangeKind.DEPRECATED, revision)


@dataclass(frozen=True, slots=True)
class _Difference:
    notes: tuple[str, ...]
    is_breaking: bool


def _difference(
    was: SurfaceState, now: SurfaceState, before: _States, after: _States
) -> _Difference:
    notes = []
    is_breaking = False
    if was.shape != now.shape:
        notes.append(f"`{now.shape}`, was `{was.shape}`")
        is_breaking = not (_is_wider(was.shape, now.shape) or _is_named(was, now, before, after))
    if was.is_required != now.is_required:
        notes.append("now required" if now.is_required else "now optional")
        is_breaking = is_breaking or now.is_required
    return _Difference(tuple(notes), is_breaking)


def find_moves(before: _States, after: _States) -> dict[Surface, Surface]:
    """Return the fields of objects in place to those of the types that these became.

    `Call.params` was an object written in place and now refers to `CallParams`: its field
    `Call.params.name` did not go, it is `CallParams.name` now. Nothing changes on the wire.
    """
    moves: dict[Surface, Surface] = {}
    for surface, was in before.items():
        now = after.get(surface)
        types = list(_objects_of(now.shape, after)) if now and was.shape == "object" else []
        if types:
            name = surface.partition(":")[2]
            moves.update(_moved(name, types, before, after))
    return moves


def _moved(
    name: str, types: Sequence[str], before: _States, after: _States
) -> Iterator[tuple[Surface, Surface]]:
    for inner in before:
        kind, _, rest = inner.partition(":")
        if inner in after or not rest.startswith(f"{name}.") or kind not in ("field", "enum"):
            continue
        targets = (Surface(f"{kind}:{type_}{rest[len(name) :]}") for type_ in types)
        target = next((target for target in targets if target in after), None)
        if target is not None:
            yield inner, target


def _objects_of(shape: str, states: _States, depth: int = 0) -> Iterator[str]:
    """Yield the object types that a shape names, those of named unions included."""
    for name in shape.split("|"):
        named = states.get(Surface(f"type:{name}"))
        if named is not None and _is_object(named.shape):
            yield name
        elif named is not None and depth < _UNIONS:
            yield from _objects_of(named.shape, states, depth + 1)


_UNIONS = 3
"""Unions named by unions that are followed."""


def _named_object(state: SurfaceState, states: _States) -> str:
    """Return the type that a shape names, where it names one and that is an object; else ""."""
    name = state.shape.removeprefix("map of ").removesuffix("[]")
    named = states.get(Surface(f"type:{name}"))
    return name if named is not None and _is_object(named.shape) else ""


def _is_object(shape: str) -> bool:
    return shape == "object" or shape.startswith("map of ")


def _is_named(was: SurfaceState, now: SurfaceState, before: _States, after: _States) -> bool:
    """Whether an object only got a name, and the type of that name asks for nothing more."""
    name = _named_object(now, after)
    if not name or not _is_object(was.shape if now.shape == name else _unwrapped(was, now, name)):
        return False
    return all(
        (held := before.get(Surface(f"{was.surface}.{field}"))) is not None and held.is_required
        for field in _required(name, after)
    )


def _unwrapped(was: SurfaceState, now: SurfaceState, name: str) -> str:
    """Return what the old shape has in the place of a name in the new one, or ""."""
    begin, _, end = now.shape.partition(name)
    inner = was.shape[len(begin) : len(was.shape) - len(end)]
    return inner if was.shape == f"{begin}{inner}{end}" else ""


def _required(type_name: str, states: _States) -> Iterator[str]:
    """Yield the fields that a type asks for, without those of objects inside."""
    inside = f"field:{type_name}."
    for surface, state in states.items():
        if state.is_required and surface.startswith(inside) and "." not in surface[len(inside) :]:
            yield surface[len(inside) :]


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
