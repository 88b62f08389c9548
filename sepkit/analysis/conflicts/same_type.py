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
from sepkit.analysis.conflicts.engine.shared import is_evolution, is_settled, meetings, saturate
from sepkit.model import Harm

KINDS = frozenset({"type", "field", "enum", "capability"})

_HALF = 5.0


def find(docket: Docket) -> Iterator[Sign]:
    """Yield one sign per pair, with all pieces that both bind."""
    for meeting in meetings(docket, KINDS):
        if is_settled(docket, meeting.a, meeting.b) or is_evolution(docket, meeting):
            continue
        one, other = meeting.touches()
        name = meeting.surfaces[0].partition(":")[2]
        yield Sign(
            pair=(meeting.a.key, meeting.b.key),
            strength=saturate(meeting.weight, _HALF),
            sentence=(
                f"{meeting.a.key} {one.act} `{name}`, and {meeting.b.key} {other.act} it as well"
            ),
            evidence=(meeting.a.quote_touch(one), meeting.b.quote_touch(other)),
            surfaces=meeting.surfaces,
        )


RULE = Rule(
    id="same-type",
    label=Label.OVERLAP,
    harm=Harm.MEDIUM,
    settlement=Settlement.COMPOSE,
    find=find,
    prior=1.0,
)
