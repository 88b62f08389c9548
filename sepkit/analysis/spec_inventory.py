"""Questions to the specification of a register: what it holds, what fits some words, who acts."""

from collections.abc import Iterator
from dataclasses import dataclass

from sepkit.model import (
    GroupId,
    Proposal,
    ProposalKey,
    Register,
    Surface,
    SurfaceEntry,
    Touch,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A surface as one revision has it."""

    surface: SurfaceEntry
    revision: str
    state: str
    """active | deprecated | removed"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Acting:
    """A proposal acts on a surface; one entry an act, with its first line."""

    proposal: ProposalKey
    in_flight: bool
    status: str
    touch: Touch


@dataclass(frozen=True, slots=True, kw_only=True)
class SurfaceView:
    """One surface with everything that a register says of it."""

    surface: SurfaceEntry
    states: tuple[tuple[str, str], ...]
    """Revision and state, oldest first, from the first revision that holds it."""
    acting: tuple[Acting, ...] = ()
    """In flight first, then by proposal; the strongest act of each first."""
    conflicts: tuple[str, ...] = ()
    """Ids of conflicts about it."""


def list_surfaces(
    register: Register,
    *,
    revision: str = "",
    kind: str = "",
    state: str = "",
    owner: GroupId | None = None,
) -> tuple[Listed, ...]:
    """Return the surfaces that fit all filters, by id.

    Args:
        register: whose specification is asked.
        revision: as this revision has them; "" for the newest. What it removed is listed only
            where `state` asks for it.
        kind: only surfaces of this kind.
        state: only active, deprecated or removed ones.
        owner: only what this group owns today.
    """
    spec = register.spec
    asked = revision or spec.newest
    found = (
        Listed(surface=entry, revision=asked, state=spec.state_of(entry, asked))
        for entry in spec.surfaces
        if (not kind or entry.kind == kind) and (owner is None or owner in entry.owners)
    )
    wanted = (state,) if state else ("active", "deprecated")
    return tuple(item for item in found if item.state in wanted)


def search_surfaces(register: Register, words: tuple[str, ...]) -> tuple[Listed, ...]:
    """Return the surfaces of any revision whose id or terms hold all words, the nearest first.

    Case does not matter. Nearest is the name itself, then one that begins with the words, then one
    that holds them; what is gone comes after what is there.
    """
    spec = register.spec
    asked = [word.lower() for word in words if word.strip()]
    found = [
        Listed(surface=entry, revision=spec.newest, state=spec.state_of(entry, spec.newest))
        for entry in spec.surfaces
        if asked and all(word in _searched(entry) for word in asked)
    ]
    return tuple(sorted(found, key=lambda item: _distance(item, " ".join(asked))))


def _searched(entry: SurfaceEntry) -> str:
    return " ".join((entry.id, *entry.terms)).lower()


def _distance(item: Listed, words: str) -> tuple[int, bool, int, Surface]:
    name = item.surface.id.partition(":")[2].lower()
    rank = 0 if name == words else 1 if name.startswith(words) else 2
    return rank, item.state == "removed", len(name), item.surface.id


def find_surfaces(register: Register, written: str) -> tuple[SurfaceEntry, ...]:
    """Return the surfaces that somebody means: one for an id, several where a name is of several.

    A name without its kind (`tools/call`) means every kind that has it; case is forgiven where
    nothing has the name as written.
    """
    surfaces = register.spec.surfaces
    for is_folded in (False, True):
        wanted = written.lower() if is_folded else written
        named = [(entry, entry.id.lower() if is_folded else entry.id) for entry in surfaces]
        exact = tuple(entry for entry, name in named if name == wanted)
        found = exact or tuple(e for e, name in named if name.partition(":")[2] == wanted)
        if found:
            return found
    return ()


def view_surface(register: Register, entry: SurfaceEntry) -> SurfaceView:
    """Return a surface with its states, the proposals that act on it, and its conflicts."""
    spec = register.spec
    states = [(item.id, spec.state_of(entry, item.id)) for item in spec.revisions]
    acting = [item for proposal in register.proposals for item in _acts(proposal, entry)]
    return SurfaceView(
        surface=entry,
        states=tuple(pair for pair in states if pair[1] != "absent"),
        acting=tuple(sorted(acting, key=lambda item: not item.in_flight)),
        conflicts=tuple(c.id for c in register.conflicts if entry.id in c.surfaces),
    )


def _acts(proposal: Proposal, entry: SurfaceEntry) -> Iterator[Acting]:
    first: dict[str, Touch] = {}
    for touch in proposal.touches:
        if touch.surface == entry.id:
            first.setdefault(touch.act, touch)
    for touch in sorted(first.values(), key=lambda touch: (not touch.is_binding, touch.act)):
        yield Acting(
            proposal=proposal.key,
            in_flight=proposal.in_flight,
            status=proposal.status,
            touch=touch,
        )
