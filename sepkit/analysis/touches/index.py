"""The specification as touches need it: names to surfaces, types to fields, days to revisions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

from sepkit.markup.names import form_of, header_id
from sepkit.model import Date, Spec, SpecReading, Surface, SurfaceEntry

FREEZE_DAYS = 14
"""A release stands as a candidate for about this long before its date: what is written then is
written against it."""

_NAMED = frozenset(
    {"method", "notification", "type", "header", "error", "meta", "uri", "extension", "capability"}
)
"""Kinds whose name alone, standing in a text, means the surface."""

_DRAFT = "9999"
"""The day of what only the draft has."""


@dataclass(frozen=True, slots=True)
class Term:
    """A phrase of the trade and what it stands for."""

    words: tuple[str, ...]
    """In lower case."""
    surfaces: tuple[Surface, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecIndex:
    """A specification, ready to be looked up; made once, shared by all documents."""

    entries: Mapping[Surface, SurfaceEntry] = field(default_factory=dict)
    names: Mapping[str, tuple[Surface, ...]] = field(default_factory=dict)
    """A name as texts write it to the surfaces that it can mean."""
    members: Mapping[str, Mapping[str, SurfaceEntry]] = field(default_factory=dict)
    """A type (or `Type.field`, for an object in place) to its fields over all revisions."""
    results: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """A type of result to the names of its fields."""
    values: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """A type or `Type.field` to the values that it takes, over all revisions."""
    known_since: Mapping[Surface, str] = field(default_factory=dict)
    """The day on which a surface was first released; `9999` where only the draft has it."""
    last_release: str = ""
    terms: Mapping[str, tuple["Term", ...]] = field(default_factory=dict)
    """The first word of a phrase to the phrases that begin with it, the longest first."""

    def is_known(self, surface: Surface, on: Date | None, *, has_draft: bool = True) -> bool:
        """Whether the specification held a surface on a day; with None, whether it ever did.

        Args:
            surface: any surface.
            on: a day.
            has_draft: whether what only the draft has counts as known after the last release. For
                a proposal that is final it does not: the draft may have it from that proposal.
        """
        since = self.known_since.get(surface)
        if since is None:
            return False
        if on is None or since <= _days_after(on, FREEZE_DAYS):
            return True
        return has_draft and since == _DRAFT and on >= self.last_release

    def is_gone(self, surface: Surface) -> bool:
        """Whether the newest revision no longer has it."""
        entry = self.entries.get(surface)
        return entry is not None and entry.removed is not None

    def is_fading(self, surface: Surface) -> bool:
        """Whether it is removed or deprecated in the newest revision."""
        entry = self.entries.get(surface)
        return entry is not None and bool(entry.removed or entry.deprecated)

    def surfaces_of(self, name: str, kinds: Iterable[str] = _NAMED) -> tuple[Surface, ...]:
        """Return what a name can mean, of the kinds asked for."""
        wanted = frozenset(kinds)
        return tuple(s for s in self.names.get(name, ()) if s.partition(":")[0] in wanted)

    def types_of(self, owner: str, name: str) -> tuple[str, ...]:
        """Return what holds the fields of a field, what still exists first.

        That is the types it refers to, the branches of a union, or itself if written in place.
        """
        inline = f"{owner}.{name}"
        found: dict[str, None] = {}
        todo = [(inline, self.entries.get(Surface(f"field:{inline}")), 0)]
        while todo:
            type_, entry, depth = todo.pop(0)
            if type_ in self.members:
                found[type_] = None
            if entry and depth < _MAX_ALIASES and (depth == 0 or type_ not in self.members):
                todo += [
                    (r, self.entries.get(Surface(f"type:{r}")), depth + 1) for r in entry.refers
                ]
        return tuple(sorted(found, key=self._is_type_gone))

    def _is_type_gone(self, type_: str) -> bool:
        kind = "field" if "." in type_ else "type"
        fields = self.members.get(type_, {}).values()
        return self.is_gone(Surface(f"{kind}:{type_}")) or all(f.removed for f in fields)


_MAX_ALIASES = 3
"""Unions of unions that are looked through."""


@lru_cache(maxsize=4096)
def _days_after(day: Date, count: int) -> str:
    try:
        return (date.fromisoformat(day) + timedelta(days=count)).isoformat()
    except (ValueError, OverflowError):
        return day


def index_specification(specification: Spec | SpecReading) -> SpecIndex:
    """Make the index of a specification; some milliseconds.

    Args:
        specification: its surfaces; of a whole reading only those are used.
    """
    spec = specification.spec if isinstance(specification, SpecReading) else specification
    days = {revision.id: str(revision.date or _DRAFT) for revision in spec.revisions}
    members: dict[str, dict[str, SurfaceEntry]] = {}
    values: dict[str, set[str]] = {}
    for entry in spec.surfaces:
        owner, name = split_member(entry.id.partition(":")[2])
        if entry.kind == "field":
            members.setdefault(owner, {})[name] = entry
        elif entry.kind == "enum":
            values.setdefault(owner, set()).add(name)
    return SpecIndex(
        entries={entry.id: entry for entry in spec.surfaces},
        names=_names(spec.surfaces),
        members=members,
        results={o: frozenset(found) for o, found in members.items() if o.endswith("Result")},
        values={owner: frozenset(found) for owner, found in values.items()},
        known_since={entry.id: days.get(entry.since, _DRAFT) for entry in spec.surfaces},
        last_release=max((day for day in days.values() if day != _DRAFT), default=""),
        terms=_terms(spec.surfaces),
    )


def split_member(path: str) -> tuple[str, str]:
    """Split `Type.field` at the last dot that is no dot of the field's own name.

    Names of fields can be keys with a reversed domain: `Type.com.example/key`.
    """
    if "/" in path:
        at = path.find(".")
        while at >= 0:
            if form_of(path[at + 1 :]) == "keyed":
                return path[:at], path[at + 1 :]
            at = path.find(".", at + 1)
    owner, _, name = path.rpartition(".")
    return owner, name


def _names(entries: Iterable[SurfaceEntry]) -> dict[str, tuple[Surface, ...]]:
    names: dict[str, list[Surface]] = {}
    for entry in entries:
        name = entry.id.partition(":")[2]
        if entry.kind in _NAMED or entry.kind == "field":
            text = header_id(name) if entry.kind == "header" else name
            names.setdefault(text, []).append(entry.id)
        if entry.kind == "capability":
            names.setdefault(f"capability {name.partition('.')[2]}", []).append(entry.id)
    return {name: tuple(found) for name, found in names.items()}


def _terms(entries: Iterable[SurfaceEntry]) -> dict[str, tuple[Term, ...]]:
    phrases: dict[tuple[str, ...], list[Surface]] = {}
    for entry in entries:
        for words in entry.terms:
            phrases.setdefault(tuple(words.split()), []).append(entry.id)
    terms: dict[str, list[Term]] = {}
    for phrase in sorted(phrases, key=lambda words: (-len(words), words)):
        terms.setdefault(phrase[0], []).append(Term(phrase, tuple(phrases[phrase])))
    return {first: tuple(found) for first, found in terms.items()}
