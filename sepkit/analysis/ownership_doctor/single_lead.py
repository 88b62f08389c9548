"""A group hangs on one lead: nobody triages while that person is away.

Left alone: groups that are forming or retired.

What to do: name a second lead, or a deputy.
"""

from collections.abc import Iterator

from sepkit.analysis.ownership_doctor.check import Check, Estate, place_of
from sepkit.model import Finding, GroupStatus, Severity


def find(estate: Estate) -> Iterator[Finding]:
    """Yield one finding for each active group with one lead."""
    for group in estate.live:
        if len(group.leads) == 1 and group.status is GroupStatus.ACTIVE:
            lead = group.leads[0]
            path, line = place_of(group, "leads")
            yield CHECK.finding(
                group.id,
                f"`{group.id}` has one lead",
                at=(lead.path or path, lead.line or line),
                mend="name a second lead",
            )


CHECK = Check(id="single-lead", severity=Severity.INFO, find=find)
