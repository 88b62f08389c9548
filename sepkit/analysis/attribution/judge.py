"""Which proposal, and which commit, made each change of the specification.

Asked in the order of how much an answer is worth: the specification's own books (registry,
reference, changelog), the commit that made the change, what final proposals say they do, and last
the company a type keeps: what only an attributed change refers to came or went with it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sepkit.analysis.attribution.changelog import read_attributions, surfaces_by_name
from sepkit.model import (
    SCHEMA_KINDS,
    Act,
    ChangeKind,
    Date,
    Dialect,
    ObjectId,
    ProposalKey,
    RevisionReading,
    SchemaStep,
    Spec,
    SpecReading,
    Surface,
    SurfaceChange,
    SurfaceEntry,
    SurfaceState,
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

MIN_TOLD = 4
"""Attributed changes that a commit needs before its other changes follow them."""

MAJORITY = 0.75
"""Share of them that has to be one proposal's."""

MAX_ROUNDS = 6
"""Steps from an attributed change to the types that it alone refers to."""


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


_Key = tuple[Surface, str, str]
"""Surface, revision, change."""


def _key(change: SurfaceChange) -> _Key:
    return change.surface, change.revision, change.change


def _with_changes(entry: SurfaceEntry, changes: Mapping[_Key, SurfaceChange]) -> SurfaceEntry:
    told = tuple(changes[_key(change)] for change in entry.changes)
    keys = dict.fromkeys(key for change in told for key in change.proposals)
    return replace(entry, changes=told, proposals=tuple(keys))


def _unexplained(
    reading: SpecReading, changes: Mapping[_Key, SurfaceChange]
) -> Iterable[UnexplainedChange]:
    for revision in reading.revisions:
        own = tuple(c for c in changes.values() if c.revision == revision.id)
        for change in fold_changes(tuple(sorted(own, key=_key))):
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

    def judge(self) -> dict[_Key, SurfaceChange]:
        changes = {
            _key(change): self._told(change)
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
        _join_commits(changes)
        _join_whole(changes)
        for window in self.windows.values():
            _join_company(changes, window.reading, self._previous(window.reading))
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

        One whose changes the books or commits place in other revisions did not do it in this one.
        """
        window = self.windows[change.revision]
        for surface in _near(change):
            keys = [
                proposal.key
                for proposal, act in self.touching.get(surface, ())
                if act in _ACTS[change.change]
                and (proposal.created or "") <= window.until
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


def _join_commits(changes: dict[_Key, SurfaceChange]) -> None:
    """Give the rest of a commit to the proposal that most of its attributed changes belong to."""
    by_commit: dict[ObjectId, list[_Key]] = {}
    for key, change in changes.items():
        for commit in change.commits:
            by_commit.setdefault(commit, []).append(key)
    for keys in by_commit.values():
        counts = Counter(p for key in keys for p in changes[key].proposals)
        told = sum(bool(changes[key].proposals) for key in keys)
        if not counts or told < MIN_TOLD:
            continue
        proposal, most = min(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        if most >= MAJORITY * told:
            for key in keys:
                if not changes[key].proposals:
                    changes[key] = replace(changes[key], proposals=(proposal,))


def _join_whole(changes: dict[_Key, SurfaceChange]) -> None:
    """Give the parts of what came, went or aged as a whole to whoever did that."""
    for key, change in list(changes.items()):
        name = change.surface.partition(":")[2]
        if change.kind not in ("field", "enum", "capability"):
            continue
        while not changes[key].proposals and "." in name:
            name = name.rpartition(".")[0]
            for kind in (change.kind, "field", "type"):
                whole = changes.get((Surface(f"{kind}:{name}"), change.revision, change.change))
                if whole is not None and whole.proposals and change.change != ChangeKind.CHANGED:
                    changes[key] = replace(change, proposals=whole.proposals)
                    break


def _join_company(
    changes: dict[_Key, SurfaceChange], now: RevisionReading, before: RevisionReading | None
) -> None:
    """Give the types that came, went or aged to the proposals whose changes refer to them.

    What came or went has to be referred to by such changes alone; what aged may be used elsewhere.
    """
    kinds = ((ChangeKind.ADDED, now), (ChangeKind.REMOVED, before), (ChangeKind.DEPRECATED, now))
    for kind, reading in kinds:
        if reading is None:
            continue
        users = _users(reading.states)
        for _ in range(MAX_ROUNDS):
            moved = [
                (key, proposals)
                for key, change in changes.items()
                if change.kind == "type"
                and (change.revision, change.change) == (now.id, kind)
                and not change.proposals
                and (proposals := _company(change, users, changes))
            ]
            for key, proposals in moved:
                changes[key] = replace(changes[key], proposals=proposals)
            if not moved:
                break


def _users(states: Sequence[SurfaceState]) -> dict[str, list[Surface]]:
    """Return each type with what refers to it."""
    users: dict[str, list[Surface]] = {}
    for state in states:
        for name in state.refers:
            users.setdefault(name, []).append(state.surface)
    return users


def _company(
    change: SurfaceChange, users: Mapping[str, list[Surface]], changes: Mapping[_Key, SurfaceChange]
) -> tuple[ProposalKey, ...]:
    name = change.surface.partition(":")[2]
    found: dict[ProposalKey, None] = {}
    is_ageing = change.change == ChangeKind.DEPRECATED
    counting = (change.change,) if is_ageing else (change.change, ChangeKind.CHANGED.value)
    for surface in users.get(name, ()):
        owner = Surface(f"type:{surface.partition(':')[2].partition('.')[0]}")
        if owner == change.surface:
            continue
        near = [changes.get((s, change.revision, c)) for s in (surface, owner) for c in counting]
        keys = next((c.proposals for c in near if c is not None and c.proposals), None)
        if keys is None and not is_ageing:
            return ()
        found.update(dict.fromkeys(keys or ()))
    return tuple(found)
