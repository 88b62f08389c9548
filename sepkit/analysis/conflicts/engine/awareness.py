"""What two texts say of each other."""

from collections.abc import Sequence

from sepkit.analysis.conflicts.engine.docket import Docket, Side, Standing
from sepkit.model import Attitude, Remark


def remarks(side: Side, other: Side) -> Sequence[Remark]:
    """Return what one text says beside citations of the other's number."""
    number = other.case.number
    return side.said.get(number, ()) if number is not None else ()


def is_aware(docket: Docket, a: Side, b: Side) -> bool:
    """Whether an open text cites the settled one and says nothing against it.

    Of two open texts each can still change, so that a citation settles nothing.
    """
    if docket.standing(a, b) not in (Standing.SETTLED, Standing.OVERTAKEN):
        return False
    newer, settled = (a, b) if a.case.is_open else (b, a)
    said = remarks(newer, settled)
    return bool(said) and all(remark.attitude is not Attitude.CONTRASTS for remark in said)


def harmony(a: Side, b: Side) -> float:
    """How far two texts say that they go together: 0.5 if one does, 1 if the other cites it too.

    0 if either says something against the other.
    """
    one, other = remarks(a, b), remarks(b, a)
    if not one and not other:
        return 0.0
    attitudes = {remark.attitude for remark in (*one, *other)}
    if Attitude.CONTRASTS in attitudes or Attitude.COMPOSES not in attitudes:
        return 0.0
    return 1.0 if one and other else 0.5
