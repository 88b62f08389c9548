"""A group has a charter, but the list of groups' maintainers does not know it.

Left alone: retired and forming groups, and repositories without such a list.

What to do: add the group with its leads to the list, or say in the list that charters count.
"""

from collections.abc import Iterator

from sepkit.analysis.ownership_doctor.check import Check, Estate, place_of
from sepkit.model import Finding, GroupKind, GroupStatus, Severity


def find(estate: Estate) -> Iterator[Finding]:
    """Yield one finding for each active group with a charter that no area names."""
    listed = [p for p in estate.ownership.roster if p.role == "group-maintainer" and p.group]
    if not listed:
        return
    known = {person.group for person in estate.ownership.roster}
    for group in estate.live:
        is_chartered = group.charter is not None and group.status is GroupStatus.ACTIVE
        if is_chartered and group.id not in known and group.kind is not GroupKind.CORE:
            yield CHECK.finding(
                group.id,
                f"{listed[0].path} does not list `{group.id}`",
                at=place_of(group, "leads", "charter"),
                mend=f"add it with its leads to {listed[0].path}",
            )


CHECK = Check(id="unlisted-group", severity=Severity.INFO, find=find)
