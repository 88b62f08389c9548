"""Two groups each decide a proposal on one surface.

Each group decides rightly by its own charter, and the specification gets both answers.

Left alone: proposals without a clear owner; surfaces that very many proposals act on; pairs of one
group, which can settle it by itself; two settled texts.

What to do: one group takes the surface (*owns* or *excludes* in its ownership file), or both
decide in one meeting.
"""

from collections.abc import Iterator

from sepkit.analysis.conflicts.engine.docket import Docket
from sepkit.analysis.conflicts.engine.rule import Label, Rule, Settlement, Sign
from sepkit.analysis.conflicts.engine.shared import is_settled, meetings, saturate
from sepkit.model import Harm

_KINDS = frozenset({"method", "notification", "header", "meta", "uri", "type", "field", "error"})
_HALF = 4.0


def find(docket: Docket) -> Iterator[Sign]:
    """Yield one sign per pair of proposals that two groups own and that bind one surface."""
    if not docket.routes:
        return
    for meeting in meetings(docket, _KINDS):
        a, b = meeting.a, meeting.b
        owners = docket.owner(a.key), docket.owner(b.key)
        if None in owners or owners[0] == owners[1] or is_settled(docket, a, b):
            continue
        one, other = meeting.touches()
        yield Sign(
            pair=(a.key, b.key),
            strength=saturate(meeting.weight, _HALF),
            sentence=(
                f"{owners[0]} owns {a.key}, {owners[1]} owns {b.key}, and both bind"
                f" `{meeting.surfaces[0].partition(':')[2]}`"
            ),
            evidence=(a.quote_touch(one), b.quote_touch(other)),
            surfaces=meeting.surfaces,
        )


RULE = Rule(
    id="ownership",
    label=Label.OVERLAP,
    harm=Harm.MEDIUM,
    settlement=Settlement.REROUTE,
    find=find,
    prior=0.5,
)
