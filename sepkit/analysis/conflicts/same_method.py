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
from sepkit.analysis.conflicts.engine.shared import signs_on_names
from sepkit.model import Harm

KINDS = frozenset({"method", "notification", "header", "meta", "uri", "extension"})
"""Pages and types can take two additions; these cannot."""

_HALF = 3.0


def find(docket: Docket) -> Iterator[Sign]:
    """Yield one sign per pair, with all names that they share."""
    yield from signs_on_names(docket, KINDS, half=_HALF, defining=True)


RULE = Rule(
    id="same-method",
    label=Label.COLLISION,
    harm=Harm.HIGH,
    settlement=Settlement.MERGE,
    find=find,
    prior=2.0,
)
