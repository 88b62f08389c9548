"""An interest group is given a decision that it cannot make.

An interest group owns questions and recommends; it binds nobody. Whoever waits for its decision
waits for ever.

Left alone: recommendations, feedback, requirements and other matters that bind nobody.

What to do: name a working group or the core maintainers as the authority.
"""

import re
from collections.abc import Iterator

from sepkit.analysis.ownership_doctor.check import Check, Estate
from sepkit.model import Finding, Group, GroupKind, Right, Severity, plain_name

_OWN = frozenset(("group", "leads", "lead", "members", "facilitators"))
_UNBINDING = re.compile(
    r"recommend|feedback|requirement|advi[cs]e|advisory|guidance|report|problem|use[ -]case|"
    r"meeting|logistics|agenda|schedul|member|priorit|discussion|threat model"
)


def find(estate: Estate) -> Iterator[Finding]:
    """Yield one finding for each right that a live group's file gives to an interest group."""
    for group in estate.live:
        for right in group.decides:
            decider = _decider(estate, group, right)
            if decider is not None and not _UNBINDING.search(right.matter.casefold()[:300]):
                yield CHECK.finding(
                    group.id,
                    f"`{decider.id}` is to decide on `{right.matter[:80]}`, but an interest group "
                    "binds nobody",
                    at=(right.path, right.line),
                    mend="give the decision to a working group or to the core maintainers",
                )


def _decider(estate: Estate, group: Group, right: Right) -> Group | None:
    """Return the interest group that a right names as the one who decides, or None."""
    words = plain_name(right.authority)
    is_own = words in _OWN or "consensus" in words or words.startswith(("group ", "leads "))
    if is_own and "approv" not in words:
        return group if group.kind is GroupKind.INTEREST_GROUP else None
    named = estate.group(estate.names.find(right.authority))
    return named if named is not None and named.kind is GroupKind.INTEREST_GROUP else None


CHECK = Check(id="interest-group-decides", severity=Severity.WARNING, find=find)
