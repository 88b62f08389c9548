"""A proposal builds on something that a settled proposal removed or deprecated.

The text may have been right when it was written. Since then the ground is gone: a method, a
header, a handshake, a session. Accepted as written it would bring back what was taken out, or it
cannot be implemented at all.

Left alone: a sentence that says the thing is removed, replaced, no longer needed or legacy; what
stands under *Alternatives* or *Backward compatibility*, which counts little; words so common that
they name nothing; names that the specification still holds;
two settled texts, where the older cites the newer or the newer says how it stands to the older.

What to do: rewrite that part on what stands in its place, and cite the proposal that removed it.
"""

from collections.abc import Iterator

from sepkit.analysis.conflicts.engine.awareness import remarks
from sepkit.analysis.conflicts.engine.docket import Docket, Side
from sepkit.analysis.conflicts.engine.reliance import find_reliance
from sepkit.analysis.conflicts.engine.rule import Label, Rule, Settlement, Sign
from sepkit.model import Attitude, Harm


def find(docket: Docket) -> Iterator[Sign]:
    """Yield one sign per proposal and settled proposal under it, the retirer's key first."""
    yield from find_reliance(docket, _is_meant, "removed or deprecated", by_open=False)


def _is_meant(user: Side, retirer: Side) -> bool:
    """Of two settled ones only the older can have lost its ground to the newer."""
    if user.case.is_open:
        return True
    says_so = any(remarks(user, retirer))
    is_told = any(remark.attitude is not Attitude.CITES for remark in remarks(retirer, user))
    return user.age < retirer.age and not says_so and not is_told


RULE = Rule(
    id="removed-surface",
    label=Label.REMOVED,
    harm=Harm.MEDIUM,
    settlement=Settlement.REBASE,
    find=find,
    prior=3.5,
)
