"""What is deprecated, as the specification's own books say it: reference, registry, notices."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from sepkit.markup.names import form_of
from sepkit.model import (
    ChangeKind,
    Dialect,
    ProposalKey,
    RevisionReading,
    Surface,
    SurfaceChange,
    SurfaceState,
    key_of,
)
from sepkit.spec.registry import Notice, cited_numbers
from sepkit.spec.typedoc import Mark

_MEMBERS = frozenset({"field", "enum", "capability"})
_PAGE_LINK = re.compile(r"/[^/]+/(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|[a-z]+)/(.+)", re.ASCII)


@dataclass(slots=True)
class Books:
    """Rows of registries and marks of references, by revision."""

    dialect: Dialect
    notices: dict[str, tuple[Notice, ...]] = field(default_factory=dict)
    marks: dict[str, tuple[Mark, ...]] = field(default_factory=dict)

    def aged(
        self, states: Mapping[Surface, SurfaceState], revision: str
    ) -> dict[Surface, SurfaceState]:
        """Return a revision's states with what its books call deprecated marked as such."""
        marks = self.marks.get(revision, ())
        marked = {(mark.owner, mark.member) for mark in marks}
        marked |= {("", mark.member) for mark in marks if form_of(mark.member) == "keyed"}
        told = {s for n in self.notices.get(revision, ()) for s in _surfaces_of(n, states)}
        aged = {
            surface: replace(state, is_deprecated=True)
            if surface in told or not marked.isdisjoint(_marks_for(state))
            else state
            for surface, state in states.items()
        }
        return _with_members(aged)

    def proposals(
        self, readings: Iterable[RevisionReading]
    ) -> dict[Surface, tuple[ProposalKey, ...]]:
        """Return the proposals that the books name as those that deprecated a surface."""
        found: dict[Surface, tuple[ProposalKey, ...]] = {}
        for reading in readings:
            states = {state.surface: state for state in reading.states}
            for notice in self.notices.get(reading.id, ()):
                for surface in _surfaces_of(notice, states):
                    found[surface] = self._keys(notice.numbers)
            # The registry speaks of one value where the reference marks the whole field.
            for surface, keys in self._by_marks(reading):
                found.setdefault(surface, keys)
        return found

    def since(self, readings: Iterable[RevisionReading]) -> dict[Surface, str]:
        """Return the revision in which the newest registry says that a surface was deprecated."""
        found: dict[Surface, str] = {}
        for reading in readings:
            states = {state.surface: state for state in reading.states}
            for notice in self.notices.get(reading.id, ()):
                if notice.since is not None:
                    for surface in _surfaces_of(notice, states):
                        found[surface] = str(notice.since)
        return found

    def _by_marks(
        self, reading: RevisionReading
    ) -> Iterator[tuple[Surface, tuple[ProposalKey, ...]]]:
        words: dict[tuple[str, str], str] = {}
        for mark in self.marks.get(reading.id, ()):
            words[mark.owner, mark.member] = words["", mark.member] = mark.words
        for state in reading.states if words else ():
            said = [words[mark] for mark in _marks_for(state) if mark in words]
            if said and state.is_deprecated:
                yield state.surface, self._keys(cited_numbers(" ".join(said), self.dialect))

    def late(self) -> dict[Surface, SurfaceChange]:
        """Return what a registry calls deprecated although no revision may hold it any more."""
        found: dict[Surface, SurfaceChange] = {}
        for revision, notices in self.notices.items():
            for notice in notices:
                for target in notice.pages:
                    surface = _document_surface(target)
                    change = SurfaceChange(
                        surface=surface,
                        kind="doc",
                        revision=revision,
                        change=ChangeKind.DEPRECATED.value,
                        path=notice.path,
                        line=notice.line,
                        proposals=self._keys(notice.numbers),
                    )
                    found.setdefault(surface, change)
        return found

    def _keys(self, numbers: tuple[int, ...]) -> tuple[ProposalKey, ...]:
        return tuple(key_of(self.dialect.key, number) for number in numbers)


def _marks_for(state: SurfaceState) -> Iterator[tuple[str, str]]:
    """Yield the marks, as owner and member, that would deprecate a surface."""
    name = state.surface.partition(":")[2]
    owner, _, member = name.partition(".")
    match state.kind:
        case "type":
            yield name, ""
        case "field" | "enum":
            yield owner, ""
            yield owner, member
        case "capability":
            yield f"{owner.capitalize()}Capabilities", member
        case "method" | "notification" | "meta" | "error":
            yield from ((type_, "") for type_ in state.refers)
            yield "", name


def _surfaces_of(notice: Notice, states: Mapping[Surface, SurfaceState]) -> Iterator[Surface]:
    for target in notice.pages:
        surface = _document_surface(target)
        if surface in states:
            yield surface
    for name, value in notice.values:
        tail = f".{name}.{value}"
        yield from (s for s in states if s.startswith("enum:") and s.endswith(tail))


def _document_surface(target: str) -> Surface:
    """Return the document section that a link like `/specification/draft/page#part` leads to."""
    match = _PAGE_LINK.fullmatch(target)
    return Surface(f"doc:{match.group(1)}" if match else "")


def _with_members(states: dict[Surface, SurfaceState]) -> dict[Surface, SurfaceState]:
    """Mark the fields, values and finer capabilities of what is deprecated."""
    aged = {
        state.surface.partition(":")[2]
        for state in states.values()
        if state.is_deprecated and state.kind in ("type", "field", "capability")
    }
    return {
        surface: replace(state, is_deprecated=True)
        if not state.is_deprecated and state.kind in _MEMBERS and _is_below(surface, aged)
        else state
        for surface, state in states.items()
    }


def _is_below(surface: Surface, names: set[str]) -> bool:
    name = surface.partition(":")[2]
    while "." in name:
        name = name.rpartition(".")[0]
        if name in names:
            return True
    return False
