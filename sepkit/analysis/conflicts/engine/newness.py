"""Which conflicts are new compared with an earlier state of the same repository."""

from sepkit.model import Conflict, Register


def find_new(now: Register, before: Register) -> tuple[Conflict, ...]:
    """Return the conflicts that were not there before, or not in these words.

    Args:
        now: the later state.
        before: the register at an earlier base revision. Pull requests are read there as they stand
            today, since git keeps no older head of them; so a conflict of a proposal that changed
            after that revision counts as new.

    Returns:
        In the order of the later state.
    """
    known = {(conflict.id, conflict.fingerprint) for conflict in before.conflicts}
    moved = {
        proposal.key
        for proposal in now.proposals
        if max(proposal.last_changed or "", proposal.first_seen or "") > before.as_of[:10]
    }
    return tuple(
        conflict
        for conflict in now.conflicts
        if (conflict.id, conflict.fingerprint) not in known
        or not moved.isdisjoint(conflict.proposals)
    )
