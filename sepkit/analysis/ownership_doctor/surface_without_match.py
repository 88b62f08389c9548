"""A pattern of surfaces fits nothing of the specification, so it owns nothing.

Often a name that was changed, or a slip of the pen. It can be right: what a proposal brings is not
in the specification yet.

Left alone: everything, where the specification is not known; kinds of which the specification has
none; the shipped defaults.

What to do: correct the pattern after a rename, or take it away.
"""

from collections.abc import Iterator

from sepkit.analysis.ownership_doctor.check import Check, Estate
from sepkit.analysis.pattern_index import PatternIndex
from sepkit.model import Claim, Finding, GroupId, Severity, is_wildcard_match


def find(estate: Estate) -> Iterator[Finding]:
    """Yield one finding for each such pattern of an ownership file."""
    kinds = {surface.partition(":")[0] for surface in estate.surfaces}
    claims = [
        (group, claim)
        for group, claim in _claims(estate)
        if claim.pattern.partition(":")[0] in kinds
    ]
    index = PatternIndex[str](is_wildcard_match)
    for pattern in {claim.pattern for _, claim in claims}:
        index.add(pattern, pattern)
    used = {pattern for surface in estate.surfaces for pattern in index.fitting(surface)}
    for group, claim in claims:
        if claim.pattern not in used:
            yield CHECK.finding(
                group,
                f"`{claim.pattern}` fits nothing of the specification",
                at=(claim.path, claim.line),
                mend="correct the pattern, or take it away",
            )


def _claims(estate: Estate) -> Iterator[tuple[GroupId, Claim]]:
    for group in estate.live:
        source = group.source("owns.surfaces")
        if source is not None and not source.shipped:
            yield from ((group.id, claim) for claim in group.owns if claim.kind == "surface")


CHECK = Check(id="surface-without-match", severity=Severity.INFO, find=find)
