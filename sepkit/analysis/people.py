"""Who has a standing in the process, as the base revision's own files say.

A handle in a proposal's text is a claim. It counts only where a base file lists it; a look-alike,
a typing error or a second account is then simply not found, and that is what is said.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from sepkit.model import Handle, Ownership, Person, RepoPath, Sponsor

NO_STANDING = frozenset({"emeritus", "moderator"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a person is listed."""

    handle: Handle | None
    name: str
    role: str
    path: RepoPath
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Everybody whom base files list, to be found by handle or by full name."""

    by_handle: Mapping[str, Standing] = field(default_factory=lambda: MappingProxyType({}))
    by_name: Mapping[str, Standing] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def is_empty(self) -> bool:
        """Whether no base file lists anybody, so that nobody can be judged."""
        return not self.by_handle and not self.by_name

    def find(self, person: Person) -> Standing | None:
        """Return where the person is listed; the handle decides, a name only without one."""
        if person.handle is not None:
            return self.by_handle.get(person.handle.lower())
        return self.by_name.get(_folded(person.name))


def people_of(ownership: Ownership) -> People:
    """Collect the roster and all groups' leads; whoever stands twice keeps the first place."""
    by_handle: dict[str, Standing] = {}
    by_name: dict[str, Standing] = {}
    for standing in _listed(ownership):
        if standing.handle is not None:
            by_handle.setdefault(standing.handle.lower(), standing)
        if " " in standing.name.strip():
            by_name.setdefault(_folded(standing.name), standing)
    return People(by_handle=MappingProxyType(by_handle), by_name=MappingProxyType(by_name))


def _listed(ownership: Ownership) -> list[Standing]:
    roster = [
        Standing(
            handle=entry.handle,
            name=entry.name,
            role=entry.role,
            path=entry.path,
            line=entry.line,
        )
        for entry in ownership.roster
    ]
    leads = [
        Standing(
            handle=lead.handle,
            name=lead.name,
            role=f"lead of {group.id}",
            path=lead.path,
            line=lead.line,
        )
        for group in ownership.groups
        for lead in group.leads
        if lead.path is not None
    ]
    # Emeriti first: who has left stays left, even where an old list still names them.
    return sorted(roster, key=lambda s: s.role not in NO_STANDING) + leads


def _folded(name: str) -> str:
    return " ".join(name.lower().split())


def judge_sponsor(person: Person | None, people: People) -> Sponsor | None:
    """Hold the sponsor that a text names against the base files.

    Returns:
        None where the text names nobody; else the person with `known` True (listed), False (not
        listed, or no longer entitled) or None (nobody is listed at all).
    """
    if person is None:
        return None
    if people.is_empty:
        return Sponsor(name=person.name, handle=person.handle, known=None)
    standing = people.find(person)
    if standing is None:
        return Sponsor(name=person.name, handle=person.handle, known=False)
    return Sponsor(
        name=person.name or standing.name,
        handle=person.handle or standing.handle,
        known=standing.role not in NO_STANDING,
        path=standing.path,
        line=standing.line,
    )
