"""One open proposal removes what another builds on.

Each is consistent alone. Whichever lands second has to be rewritten, and if two groups decide them
nobody notices before.

Left alone: a settled text, on whose ground a new one may change things; what an alternative or a
migration note mentions; a proposal that says it replaces the other (that is the rule alternative).

What to do: agree on the order, and write the second one on top of the first.
"""

from collections.abc import Iterator

from sepkit.analysis.conflicts.engine.docket import Docket, Side
from sepkit.analysis.conflicts.engine.reliance import find_reliance
from sepkit.analysis.conflicts.engine.rule import Label, Rule, Settlement, Sign
from sepkit.model import Harm


def find(docket: Docket) -> Iterator[Sign]:
    """Yield one sign per user and open retirer, the retirer's key first."""
    yield from find_reliance(docket, _is_meant, "removes or deprecates", by_open=True)


def _is_meant(user: Side, _retirer: Side) -> bool:
    return user.case.is_open


RULE = Rule(
    id="removes-extended",
    label=Label.REMOVED,
    harm=Harm.MEDIUM,
    settlement=Settlement.ORDER,
    find=find,
    prior=0.8,
)
