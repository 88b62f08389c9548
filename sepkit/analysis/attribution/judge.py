"""Which proposal, and which commit, made each change of the specification.

Asked in the order of how much an answer is worth: the specification's own books (registry,
reference, changelog), the commit that made the change, what final proposals say they do, and last
the company a type keeps: what only an attributed change refers to came or went with it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from sepkit.analysis.attribution.changelog import read_attributions, surfaces_by_name
from sepkit.analysis.attribution.company import (
    Key,
    join_commits,
    join_company,
    join_whole,
    key_of_change,
)
from sepkit.model import (
    SCHEMA_KINDS,
    Act,
    ChangeKind,
    Date,
    Dialect,
    ProposalKey,
    RevisionReading,
    SchemaStep,
    Spec,
    SpecReading,
    Surface,
    SurfaceChange,
    SurfaceEntry,
    Touch,
    UnexplainedChange,
    fold_changes,
    key_of,
)

_ACTS: dict[str, frozenset[Act]] = {
    ChangeKind.ADDED: frozenset({Act.DEFINES, Act.CHANGES}),
    ChangeKind.CHANGED: frozenset({Act.CHANGES, Act.DEFINES, Act.REMOVES, Act.DEPRECATES}),
    ChangeKind.REMOVED: frozenset({Act.REMOVES, Act.CHANGES}),
    ChangeKind.DEPRECATED: frozenset({Act.DEPRECATES}),
}
_OF_EVERY_MESSAGE = frozenset({"jsonrpc", "id", "method", "params", "_meta"})
"""Fields that all messages have: who changes one message did not mean them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Landed:
    """A proposal whose text is final: what it says it does has been done."""

    key: ProposalKey
    created: Date | None
    touches: tuple[Touch, ...]


def attribute_changes(
    reading: SpecReading,
    dialect: Dialect,
    *,
    landed: Iterable[Landed] = (),
    keys: Mapping[int, ProposalKey] | None = None,
) -> Spec:
    """Say who made each change, and list those that no proposal accounts for.

    Args:
        reading: the specification, with the history of its schema where that was read.
        dialect: says how a proposal's key is made.
        landed: final proposals with their touches.
        keys: number of a proposal, or of its pull request, to its key.

    Returns:
        The specification with `proposals` and `commits` in its changes, and `unexplained_changes`
        for those of the kinds that a schema holds, by revision and surface; the fields of a type
        that came or went as a whole are not listed one by one.
    """
    judge = _Judge(reading, dialect, tuple(landed), dict(keys or {}))
    changes = judge.judge()
    entries = tuple(_with_changes(entry, changes) for entry in reading.spec.surfaces)
    return replace(
        reading.spec, surfaces=entries, unexplained_changes=tuple(_unexplained(reading, changes))
    )


def _with_changes(entry: SurfaceEntry, changes: Mapping[Key, SurfaceChange]) -> SurfaceEntry:
    told = tuple(changes[key_of_change(change)] for change in entry.changes)
    keys = dict.fromkeys(key for change in told for key in change.proposals)
    return replace(entry, changes=told, proposals=tuple(keys))


def _unexplained(
    reading: SpecReading, changes: Mapping[Key, SurfaceChange]
) -> Iterable[UnexplainedChange]:
    for revision in reading.revisions:
        own = tuple(c for c in changes.values() if c.revision == revision.id)
        for change in fold_changes(tuple(sorted(own, key=key_of_change))):
            if change.kind in SCHEMA_KINDS and not change.proposals:
                yield UnexplainedChange(
                    surface=change.surface,
                    revision=change.revision,
                    change=change.change,
                    commits=change.commits,
                    path=change.path,
                    line=change.line,
                    is_breaking=change.is_breaking,
                    note=change.note,
                )


@dataclass(slots=True)
class _Window:
    """One revision and the time in which it was made."""

    reading: RevisionReading
    before: str
    """Date of the revision before; "" for the first."""
    until: str
    """Its own date; far in the future for the draft."""
    books: dict[Surface, tuple[ProposalKey, ...]] = field(default_factory=dict)
    """What the changelog names."""
    hints: dict[Surface, tuple[ProposalKey, ...]] = field(default_factory=dict)
    """What the changelog names by the last part alone; a commit knows better."""
    steps: dict[tuple[Surface, str], SchemaStep] = field(default_factory=dict)
    """The last commit in the window that made such a change."""


class _Judge:
    def __init__(
        self,
        reading: SpecReading,
        dialect: Dialect,
        landed: tuple[Landed, ...],
        keys: dict[int, ProposalKey],
    ) -> None:
        self.reading = reading
        self.dialect = dialect
        self.landed = landed
        self.keys = keys
        self.windows = {window.reading.id: window for window in self._windows()}
        self.touching = self._touching()

    def judge(self) -> dict[Key, SurfaceChange]:
        changes = {
            key_of_change(change): self._told(change)
            for entry in self.reading.spec.surfaces
            for change in entry.changes
        }
        landed_in: dict[ProposalKey, set[str]] = {}
        for change in changes.values():
            for proposal in change.proposals:
                landed_in.setdefault(proposal, set()).add(change.revision)
        for key, change in changes.items():
            if not change.proposals:
                proposals = self._by_touches(change, landed_in)
                changes[key] = replace(change, proposals=proposals)
        join_commits(changes)
        join_whole(changes)
        for window in self.windows.values():
            join_company(changes, window.reading, self._previous(window.reading))
        return changes

    def _key(self, number: int) -> ProposalKey:
        """Return a cited proposal's key, whether this repository has its text or not."""
        return self.keys.get(number) or key_of(self.dialect.key, number)

    def _previous(self, reading: RevisionReading) -> RevisionReading | None:
        at = self.reading.revisions.index(reading)
        return self.reading.revisions[at - 1] if at else None

    def _windows(self) -> list[_Window]:
        windows: list[_Window] = []
        names = surfaces_by_name(self.reading.spec.surfaces)
        before = ""
        for reading in self.reading.revisions:
            window = _Window(reading, before, str(reading.date or "9999"))
            items = reading.changelog
            window.books.update(read_attributions(items, names, self._key))
            window.hints.update(read_attributions(items, names, self._key, by_last_part=True))
            for step in self.reading.history:
                # The day of the release itself belongs to the release.
                if window.before < step.date <= window.until:
                    window.steps[step.surface, step.change] = step
            windows.append(window)
            before = window.until
        return windows

    def _touching(self) -> dict[Surface, list[tuple[Landed, Act]]]:
        found: dict[Surface, list[tuple[Landed, Act]]] = {}
        for proposal in self.landed:
            for touch in proposal.touches:
                if touch.is_binding:
                    found.setdefault(touch.surface, []).append((proposal, touch.act))
                    if tail := _tail(touch):
                        found.setdefault(tail, []).append((proposal, touch.act))
        return found

    def _told(self, change: SurfaceChange) -> SurfaceChange:
        window = self.windows[change.revision]
        step = self._step(change, window)
        commits = (step.commit,) if step else ()
        proposals = (
            change.proposals
            or window.books.get(change.surface)
            or self._named(step)
            or window.hints.get(change.surface, ())
        )
        return replace(change, proposals=tuple(proposals), commits=commits)

    def _named(self, step: SchemaStep | None) -> tuple[ProposalKey, ...]:
        """Return the proposals that a commit names and this repository has."""
        numbers = step.numbers if step else ()
        return tuple(dict.fromkeys(self.keys[n] for n in numbers if n in self.keys))

    def _step(self, change: SurfaceChange, window: _Window) -> SchemaStep | None:
        found = window.steps.get((change.surface, change.change))
        if found is None and change.change == ChangeKind.CHANGED:
            found = window.steps.get((change.surface, ChangeKind.ADDED))
        return found

    def _by_touches(
        self, change: SurfaceChange, landed_in: Mapping[ProposalKey, set[str]]
    ) -> tuple[ProposalKey, ...]:
        """Return the final proposals that say they did it.

        One whose changes the books or commits place in other revisions did not do it in this one;
        one that was written after the commit did not do it at all.
        """
        window = self.windows[change.revision]
        step = self._step(change, window)
        until = step.date if step else window.until
        for surface in _near(change):
            keys = [
                proposal.key
                for proposal, act in self.touching.get(surface, ())
                if act in _ACTS[change.change]
                and (proposal.created or "") <= until
                and change.revision in landed_in.get(proposal.key, {change.revision})
            ]
            if keys:
                return tuple(dict.fromkeys(keys))
        return ()


def _tail(touch: Touch) -> Surface | None:
    """Return a name for the field alone: a proposal may write it down in another type."""
    if not touch.surface.startswith("field:") or touch.act is not Act.DEFINES:
        return None
    return Surface(f"any-field:{touch.surface.rpartition('.')[2]}")


def _near(change: SurfaceChange) -> Iterable[Surface]:
    """Yield the surfaces whose touches account for a change, the nearest first."""
    yield change.surface
    name = change.surface.partition(":")[2]
    if name.rpartition(".")[2] in _OF_EVERY_MESSAGE:
        return
    if change.kind in ("field", "enum", "capability"):
        kind = "capability" if change.kind == "capability" else "field"
        while "." in name:
            name = name.rpartition(".")[0]
            yield Surface(f"{kind}:{name}")
            yield Surface(f"type:{name}")
        if change.kind == "field" and change.change == ChangeKind.ADDED:
            yield Surface(f"any-field:{change.surface.rpartition('.')[2]}")
