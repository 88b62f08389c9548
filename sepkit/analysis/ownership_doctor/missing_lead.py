"""A group has no lead, so nobody convenes it, triages for it or can be asked.

Left alone: retired groups.

What to do: list who leads it, or who convenes it until it is formed.
"""

from collections.abc import Iterator

from sepkit.analysis.ownership_doctor.check import Check, Estate, place_of
from sepkit.model import Finding, GroupStatus, Severity


def find(estate: Estate) -> Iterator[Finding]:
    """Yield one finding for each live group without leads."""
    for group in estate.live:
        if not group.leads:
            is_forming = group.status is GroupStatus.FORMING
            yield CHECK.finding(
                group.id,
                f"`{group.id}` {'is forming and ' if is_forming else ''}has no lead",
                at=place_of(group, "status", "name"),
                mend="list its leads: `leads: [{handle: example, until: 2030-01-31}]`",
            )


CHECK = Check(id="missing-lead", severity=Severity.WARNING, find=find)
