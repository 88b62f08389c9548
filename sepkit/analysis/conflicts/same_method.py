"""Two proposals define the same method, notification, header, key, URI or extension.

A name on the wire has room for one meaning. Two groups that each define it find out when the second
one merges, after clients have shipped the first.

Left alone: a proposal and the one it supersedes, extends or requires, which use the same names on
purpose; types and fields, which can take two additions and have a rule of their own (same-type); a
base that is reprinted unchanged, which is no touch.

What to do: agree on one shape, or name each other under *Alternatives*.
"""

from collections.abc import Iterator

from sepkit.analysis.conflicts.engine.docket import Docket
from sepkit.analysis.conflicts.engine.rule import Label, Rule, Settlement, Sign
from sepkit.analysis.conflicts.engine.shared import is_evolution, is_settled, meetings, saturate
from sepkit.model import Harm

KINDS = frozenset({"method", "notification", "header", "meta", "uri", "extension"})
"""Pages and types can take two additions; these cannot."""

_HALF = 3.0


def find(docket: Docket) -> Iterator[Sign]:
    """Yield one sign per pair, with all names that they share."""
    for meeting in meetings(docket, KINDS, defining=True):
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
    id="same-method",
    label=Label.COLLISION,
    harm=Harm.HIGH,
    settlement=Settlement.MERGE,
    find=find,
    prior=2.0,
)
