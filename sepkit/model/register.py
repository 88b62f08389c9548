"""Everything sepkit knows at one commit: the one structure that all outputs show."""

from dataclasses import dataclass, field

from sepkit.model.conflict import Conflict
from sepkit.model.finding import Finding, Refusal
from sepkit.model.group import Group
from sepkit.model.measurement import Measurement
from sepkit.model.names import GroupId, Instant, ObjectId, ProposalKey
from sepkit.model.proposal import Proposal
from sepkit.model.roadmap import Area
from sepkit.model.spec import Spec

SCHEMA_VERSION = "1.0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """The balance: seen = read + partly + refused, or the export fails."""

    seen: int
    read: int
    partly: int
    refused: int

    @property
    def is_balanced(self) -> bool:
        """Whether nothing that was seen got lost."""
        return self.seen == self.read + self.partly + self.refused


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusLabel:
    """A status of this process, for showing."""

    id: str
    label: str
    is_open: bool
    step: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Process:
    """What outputs need to know of the process whose proposals these are."""

    preset: str
    title: str
    noun: str
    key: str
    pull_url: str = ""
    docs_path: str = ""
    """Folder of a revision's pages, with `{revision}`."""
    docs_url: str = ""
    """Web address of a revision's pages, with `{revision}`."""
    statuses: tuple[StatusLabel, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LandOrder:
    """An order in which what is in flight can land, and what stands in a circle."""

    order: tuple[ProposalKey, ...] = ()
    cycles: tuple[tuple[ProposalKey, ...], ...] = ()
    """One shortest cycle for each strongly connected component."""
    blocked_by: tuple[tuple[ProposalKey, tuple[ProposalKey, ...]], ...] = ()
    """For each proposal that waits: what in flight it builds on, by key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """All proposals, groups, conflicts and the specification at one commit."""

    schema_version: str = SCHEMA_VERSION
    repository: str
    revision: ObjectId
    base_ref: str
    as_of: Instant
    tool: str
    """Name and version that made it: `sepkit 0.1.0`."""
    process: Process
    counts: Counts
    proposals: tuple[Proposal, ...] = ()
    """By number, then by key; the base's comes first where a number is claimed twice."""
    groups: tuple[Group, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    land_order: LandOrder = field(default_factory=LandOrder)
    spec: Spec = field(default_factory=Spec)
    findings: tuple[Finding, ...] = ()
    """About groups, ownership files and the repository; a proposal carries its own."""
    refused: tuple[Refusal, ...] = ()
    measurements: tuple[Measurement, ...] = ()
    """How often this version was right where people judged it; this process' own come first."""
    areas: tuple[Area, ...] = ()
    """The roadmap's priority areas, in its order, also those without any proposal."""

    def proposal(self, key: str) -> Proposal | None:
        """Return the proposal with that key, or None."""
        return next((item for item in self.proposals if item.key == key), None)

    def group(self, group_id: str | None) -> Group | None:
        """Return the group with that id, or None."""
        return next((item for item in self.groups if item.id == group_id), None)

    def open_proposals(self) -> tuple[Proposal, ...]:
        """Return what is in flight and open, as far as anything tells.

        The forge's word counts first. Without it a merge ref says that a pull request appears
        open; in a repository that keeps none, all that is in flight counts.
        """
        has_hints = any(item.appears_open for item in self.proposals)
        return tuple(
            item
            for item in self.proposals
            if item.in_flight
            and item.open is not False
            and (item.open is True or item.appears_open or not has_hints)
        )

    def unknown_proposals(self) -> tuple[Proposal, ...]:
        """Return what is in flight of which nothing tells whether it is open."""
        found = {item.key for item in self.open_proposals()}
        return tuple(
            item
            for item in self.proposals
            if item.in_flight and item.open is None and item.key not in found
        )

    def live_conflicts(self) -> tuple[Conflict, ...]:
        """Return the conflicts of an open proposal that are worth a look.

        Those that a file acknowledges or refutes are left out.
        """
        found = {item.key for item in self.open_proposals()}
        return tuple(
            item
            for item in self.conflicts
            if item.acknowledged is None
            and item.worth_a_look
            and not found.isdisjoint(item.proposals)
        )

    def conflicts_of(self, key: str) -> tuple[Conflict, ...]:
        """Return the conflicts worth a look that the proposal takes part in."""
        return tuple(item for item in self.conflicts if item.worth_a_look and key in item.proposals)

    def queue(self, group_id: GroupId) -> tuple[Proposal, ...]:
        """Return the open proposals that are routed to the group, longest waiting first."""
        mine = [p for p in self.open_proposals() if p.route.owner == group_id]
        return tuple(sorted(mine, key=lambda p: (-(p.next.days or 0), p.number or 0, p.key)))
