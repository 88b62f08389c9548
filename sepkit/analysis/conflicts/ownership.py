"""Two groups each decide a proposal on one surface.

Each group decides rightly by its own charter, and the specification gets both answers.

Left alone: proposals without a clear owner; surfaces that very many proposals act on; pairs of one
group, which can settle it by itself; two settled texts.

What to do: one group takes the surface (*owns* or *excludes* in its ownership file), or both
decide in one meeting.
"""

from collections.abc import Iterator
from functools import partial

from sepkit.analysis.conflicts.engine.docket import Docket
from sepkit.analysis.conflicts.engine.rule import Label, Rule, Settlement, Sign, Told
from sepkit.analysis.conflicts.engine.shared import Meeting, meetings, saturate
from sepkit.model import Harm

_KINDS = frozenset({"method", "notification", "header", "meta", "uri", "type", "field", "error"})
_HALF = 4.0


def find(docket: Docket) -> Iterator[Sign]:
    """Yield one sign per pair of proposals that two groups own and that bind one surface."""
    if not docket.routes:
        return
    owners = [docket.owner(side.key) for side in docket.sides]

    def is_meant(a: int, b: int) -> bool:
        return owners[a] != owners[b] and owners[a] is not None and owners[b] is not None

    for meeting in meetings(docket, _KINDS, wanted=is_meant):
        yield Sign(
            pair=(meeting.a.key, meeting.b.key),
            strength=saturate(meeting.weight, _HALF),
            surfaces=meeting.surfaces,
            later=partial(_tell, docket, meeting),
        )


def _tell(docket: Docket, meeting: Meeting) -> Told:
    a, b = meeting.a, meeting.b
    one, other = meeting.touches()
    sentence = (
        f"{docket.owner(a.key)} owns {a.key}, {docket.owner(b.key)} owns {b.key}, and both bind"
        f" `{meeting.surfaces[0].partition(':')[2]}`"
    )
    return sentence, (a.quote_touch(one), b.quote_touch(other))


RULE = Rule(
    id="ownership",
    label=Label.OVERLAP,
    harm=Harm.MEDIUM,
    settlement=Settlement.REROUTE,
    find=find,
    prior=0.5,
)
