"""Two revisions that need not follow one another: who made the changes between them."""

from collections.abc import Iterable
from dataclasses import replace

from sepkit.model import Spec, SurfaceChange


def with_origins(
    changes: Iterable[SurfaceChange], spec: Spec, old: str, new: str
) -> tuple[SurfaceChange, ...]:
    """Return the changes between two revisions with the proposals and commits behind them.

    Args:
        changes: from `sepkit.spec.diff_revisions`.
        spec: the specification with the origins of each revision's own changes.
        old: id of the earlier revision.
        new: id of the later one; what all revisions up to it did counts.
    """
    order = [revision.id for revision in spec.revisions]
    between = frozenset(order[order.index(old) + 1 : order.index(new) + 1])
    past = {
        entry.id: [change for change in entry.changes if change.revision in between]
        for entry in spec.surfaces
    }
    return tuple(_with_origin(change, past.get(change.surface, [])) for change in changes)


def _with_origin(change: SurfaceChange, past: list[SurfaceChange]) -> SurfaceChange:
    """Take the origins of what did the same; of all that was done where nothing did just that."""
    same = [step for step in past if step.change == change.change] or past
    return replace(
        change,
        proposals=tuple(dict.fromkeys(key for step in same for key in step.proposals)),
        commits=tuple(dict.fromkeys(commit for step in same for commit in step.commits)),
    )
