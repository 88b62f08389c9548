"""The part of a register that one decision looks at; the audit keeps it, so replay needs no git."""

from dataclasses import replace

from sepkit.model import Group, Origin, Proposal, RefName, Register, Spec
from sepkit.model.audit import CommitsRead
from sepkit.model.register import Counts, LandOrder

MOST_PROPOSALS = 50


def proposals_of(register: Register, pull: int) -> tuple[Proposal, ...]:
    """Return what a pull request brings, the proposal that bears its number first."""
    found = [p for p in register.proposals if p.in_flight and p.pull_request == pull]
    return tuple(sorted(found, key=lambda p: (p.number != pull, p.number or 0, p.key)))


def extract(register: Register, pull: int) -> Register:
    """Return a register of the pull request's proposals, their conflicts and all groups' names.

    Whatever a decision does not read is emptied, so that it cannot depend on it.
    """
    mine = proposals_of(register, pull)[:MOST_PROPOSALS]
    keys = {p.key for p in mine}
    conflicts = tuple(c for c in register.conflicts if keys & set(c.proposals))
    others = {key for c in conflicts for key in c.proposals} - keys
    return replace(
        register,
        counts=Counts(seen=len(mine), read=len(mine), partly=0, refused=0),
        proposals=(
            *(_bare(p) for p in mine),
            *(_named(p) for p in register.proposals if p.key in others),
        ),
        groups=tuple(_group(g) for g in register.groups),
        conflicts=conflicts,
        land_order=LandOrder(),
        spec=Spec(),
        findings=(),
        refused=(),
    )


def _bare(proposal: Proposal) -> Proposal:
    return replace(
        proposal,
        abstract="",
        preamble=(),
        sections=(),
        timeline=(),
        touches=(),
        relations=(),
        requirements=(),
        findings=(),
        copies=(),
    )


def _named(proposal: Proposal) -> Proposal:
    """Return the other side of a conflict: its key and number are all that a comment shows."""
    return replace(
        _bare(proposal),
        title="",
        pull_request=None,
        authors=(),
        sponsor=None,
        missing_sections=(),
        route=replace(proposal.route, candidates=()),
    )


def _group(group: Group) -> Group:
    return replace(
        group,
        summary="",
        owns=(),
        excludes=(),
        scope=(),
        related=(),
        decides=(),
        proposals=(),
        mentions=(),
        provenance=(),
    )


def commits_read(register: Register) -> CommitsRead:
    """Return the commits that a register was made from."""
    origins = [o for p in register.proposals for o in (p.origin, *p.copies)]
    hinted = [_merge_hint(p.origin) for p in register.proposals if p.appears_open]
    refs = {o.ref: o.commit for o in [*origins, *hinted] if o.ref != register.base_ref}
    return CommitsRead(
        base_ref=RefName(register.base_ref),
        revision=register.revision,
        refs=tuple((ref, refs[ref]) for ref in sorted(refs)),
    )


def _merge_hint(head: Origin) -> Origin:
    return replace(head, ref=RefName(head.ref.removesuffix("/head") + "/merge"))
