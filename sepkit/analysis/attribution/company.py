"""Changes that nobody names, given to the company they keep: a whole, a commit, their users."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sepkit.model import (
    ChangeKind,
    ObjectId,
    ProposalKey,
    RevisionReading,
    Surface,
    SurfaceChange,
    SurfaceState,
)

MIN_TOLD = 4
"""Attributed changes that a commit needs before its other changes follow them."""

MAJORITY = 0.75
"""Share of them that has to be one proposal's."""

MAX_ROUNDS = 6
"""Steps from an attributed change to the types that it alone refers to."""

Key = tuple[Surface, str, str]
"""Surface, revision, change."""


def key_of_change(change: SurfaceChange) -> Key:
    """Return what tells one change from all others."""
    return change.surface, change.revision, change.change


def join_commits(changes: dict[Key, SurfaceChange]) -> None:
    """Give the rest of a commit to the proposal that most of its attributed changes belong to."""
    by_commit: dict[ObjectId, list[Key]] = {}
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


def join_whole(changes: dict[Key, SurfaceChange]) -> None:
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


def join_company(
    changes: dict[Key, SurfaceChange], now: RevisionReading, before: RevisionReading | None
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
    change: SurfaceChange, users: Mapping[str, list[Surface]], changes: Mapping[Key, SurfaceChange]
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
