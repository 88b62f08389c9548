"""A forge's state as far as refs alone tell it: for trying a plan without any token."""

from sepkit.model import Instant, Register
from sepkit.model.forge_state import Account, ForgeState, PullStamp, PullState

NOBODY = Account(id=1, login="sepkit-offline", is_bot=True)
"""Stands for the account that a token would act as."""


def state_from_refs(register: Register, *, repository: str) -> ForgeState:
    """Return a state in which each pull request that appears open is open and untouched.

    No comment, label or person is known from refs, so a plan from it shows what a first sweep
    would write, and nothing may be applied from it.
    """
    has_hints = any(p.appears_open for p in register.proposals)
    pulls = {
        p.pull_request: PullState(
            number=p.pull_request,
            author=None,
            is_open=True,
            is_draft=False,
            head=p.origin.commit,
            created=Instant(f"{p.first_seen or register.as_of[:10]}T00:00:00Z"),
            updated=register.as_of,
        )
        for p in register.proposals
        if p.in_flight and p.pull_request and (p.appears_open or not has_hints)
    }
    ordered = tuple(pulls[number] for number in sorted(pulls))
    return ForgeState(
        repository=repository,
        bot=NOBODY,
        read_at=register.as_of,
        pulls=ordered,
        stamps=tuple(PullStamp(number=p.number, head=p.head, updated=p.updated) for p in ordered),
    )
