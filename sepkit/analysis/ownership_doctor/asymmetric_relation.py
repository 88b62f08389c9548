"""A group names another as related, and the other does not name it.

Whoever reads only one of the two charters does not learn that they have to talk.

Left alone: retired groups, groups of kind core, a group that names no other at all, and relations
that only the shipped defaults state.

What to do: add the relation to the other group's file.
"""

from collections.abc import Iterator

from sepkit.analysis.ownership_doctor.check import Check, Estate, place_of
from sepkit.model import Finding, GroupKind, GroupStatus, Severity


def find(estate: Estate) -> Iterator[Finding]:
    """Yield one finding for each one-way relation between live groups."""
    named = {g.id: {mention.group for mention in g.related} for g in estate.groups}
    for group in estate.live:
        source = group.source("related")
        if source is None or source.shipped:
            continue
        for mention in dict.fromkeys(group.related):
            other = estate.group(mention.group)
            if other is None or other.status is GroupStatus.RETIRED or not named[other.id]:
                continue
            if other.kind is not GroupKind.CORE and group.id not in named[other.id]:
                path, _ = place_of(other, "related", "charter")
                yield CHECK.finding(
                    group.id,
                    f"`{group.id}` names `{other.id}` as related, but not the other way round",
                    at=(mention.path, mention.line),
                    mend=f"add `{group.name}` to the related groups in {path}",
                )


CHECK = Check(id="asymmetric-relation", severity=Severity.INFO, find=find)
