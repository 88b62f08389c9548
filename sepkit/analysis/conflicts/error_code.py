"""Two proposals give one error code two meanings.

A client decides by the code what to do: retry, ask, give up. With two meanings it does the wrong
thing for one of them.

Left alone: JSON-RPC's own codes (-32700, -32600 to -32603), which examples use in their standard
meaning; codes that many proposals only mention.

What to do: take a code that the specification lists as free, and name the condition there.
"""

from collections.abc import Iterator

from sepkit.analysis.conflicts.engine.docket import Docket
from sepkit.analysis.conflicts.engine.rule import Label, Rule, Settlement, Sign
from sepkit.analysis.conflicts.engine.shared import meetings, saturate
from sepkit.model import Harm

STANDARD = frozenset(f"error:{code}" for code in (-32700, -32600, -32601, -32602, -32603))

_HALF = 3.0


def find(docket: Docket) -> Iterator[Sign]:
    """Yield one sign per pair that binds the same code."""
    for meeting in meetings(docket, frozenset({"error"})):
        codes = tuple(code for code in meeting.surfaces if code not in STANDARD)
        if not codes:
            continue
        one, other = meeting.a.binding(codes[0]), meeting.b.binding(codes[0])
        if one is None or other is None:
            continue
        yield Sign(
            pair=(meeting.a.key, meeting.b.key),
            strength=saturate(meeting.weight, _HALF),
            sentence=(
                f"{meeting.a.key} and {meeting.b.key} both give"
                f" `{codes[0].partition(':')[2]}` a meaning"
            ),
            evidence=(meeting.a.quote_touch(one), meeting.b.quote_touch(other)),
            surfaces=codes,
        )


RULE = Rule(
    id="error-code",
    label=Label.CONTRADICTION,
    harm=Harm.MEDIUM,
    settlement=Settlement.SPLIT,
    find=find,
    prior=1.5,
)
