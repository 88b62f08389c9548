"""Two proposals change the same type, field or capability.

Both changes look small alone. Together they can give one field two meanings, or make an object
carry two mechanisms for one thing; and the second to land has a merge conflict in the schema.

Left alone: a base interface that is reprinted unchanged for context, which is no touch; a proposal
and the one it supersedes, extends or requires; very common types, which weigh little.

What to do: show both changes in one listing and say how a receiver reads them together.
"""

from collections.abc import Iterator

from sepkit.analysis.conflicts.engine.docket import Docket
from sepkit.analysis.conflicts.engine.rule import Label, Rule, Settlement, Sign
from sepkit.analysis.conflicts.engine.shared import signs_on_names
from sepkit.model import Harm

KINDS = frozenset({"type", "field", "enum", "capability"})

_HALF = 5.0


def find(docket: Docket) -> Iterator[Sign]:
    """Yield one sign per pair, with all pieces that both bind."""
    yield from signs_on_names(docket, KINDS, half=_HALF)


RULE = Rule(
    id="same-type",
    label=Label.OVERLAP,
    harm=Harm.MEDIUM,
    settlement=Settlement.COMPOSE,
    find=find,
    prior=1.0,
)
