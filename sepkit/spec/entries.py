"""Surfaces of all revisions to one entry each: since when, until when, and what happened."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from sepkit.model import (
    ChangeKind,
    Dialect,
    RevisionReading,
    Surface,
    SurfaceChange,
    SurfaceEntry,
    SurfaceState,
)
from sepkit.spec.ageing import Books
from sepkit.spec.diff import changes_between

_Held = list[tuple[str, SurfaceState]]


def find_entries(
    readings: Sequence[RevisionReading], books: Books, dialect: Dialect
) -> Iterator[SurfaceEntry]:
    """Yield one entry for each surface that any revision holds, by id."""
    history = _history(readings, books)
    present: dict[Surface, _Held] = {}
    for reading in readings:
        for state in reading.states:
            present.setdefault(state.surface, []).append((reading.id, state))
    terms = {item.surface: tuple(word.lower() for word in item.words) for item in dialect.terms}
    newest = readings[-1].id if readings else ""
    ids = {reading.id for reading in readings}
    registered = {s: name for s, name in books.since(readings).items() if name in ids}
    for surface in sorted(present):
        changes = tuple(history.get(surface, ()))
        entry = _entry(surface, present[surface], changes, newest)
        if entry.deprecated and surface in registered:
            entry = replace(entry, deprecated=registered[surface])
        yield replace(entry, terms=terms[surface]) if surface in terms else entry


def _entry(
    surface: Surface, held: _Held, changes: tuple[SurfaceChange, ...], newest: str
) -> SurfaceEntry:
    last_revision, last = held[-1]
    gone = [change.revision for change in changes if change.change == ChangeKind.REMOVED]
    # A mark that the newest revision no longer has was taken back.
    deprecated = next((name for name, state in held if state.is_deprecated), None)
    return SurfaceEntry(
        id=surface,
        kind=last.kind,
        since=held[0][0],
        deprecated=deprecated if last.is_deprecated else None,
        removed=gone[-1] if gone and last_revision != newest else None,
        path=last.path,
        line=last.line,
        part=last.part,
        proposals=tuple(dict.fromkeys(key for c in changes for key in c.proposals)),
        changes=changes,
        shape=last.shape,
        is_required=last.is_required,
        refers=tuple(dict.fromkeys(name for _, state in reversed(held) for name in state.refers)),
    )


def _history(
    readings: Sequence[RevisionReading], books: Books
) -> dict[Surface, list[SurfaceChange]]:
    """Return the changes of each surface, with the proposals that the books name for its ageing."""
    proposals = books.proposals(readings)
    history: dict[Surface, list[SurfaceChange]] = {}
    for old, new in pairwise(readings):
        for change in changes_between(old, new):
            told = change
            if change.change == ChangeKind.DEPRECATED:
                told = replace(change, proposals=proposals.get(change.surface, ()))
            history.setdefault(change.surface, []).append(told)
    alive = {state.surface for state in readings[-1].states} if readings else set()
    for surface, change in books.late().items():
        if surface not in alive:
            history.setdefault(surface, []).append(change)
    return history
