"""A working group's lead is also among those who approve what the group decides.

No fault: but consensus of the group and approval from outside can then be one person.

Left alone: interest groups, groups to which no file of the repository gives a charter or a right,
and processes without a group of kind core.
"""

from collections.abc import Iterator

from sepkit.analysis.ownership_doctor.check import Check, Estate, place_of
from sepkit.model import Finding, GroupKind, Severity


def find(estate: Estate) -> Iterator[Finding]:
    """Yield one finding for each lead of a deciding group who is in the group of kind core."""
    core = {
        lead.handle.casefold()
        for group in estate.live
        if group.kind is GroupKind.CORE
        for lead in group.leads
        if lead.handle
    }
    for group in estate.live:
        if group.kind is GroupKind.CORE or not group.is_deciding:
            continue
        rights = group.source("decides")
        if group.charter is None and (rights is None or rights.shipped):
            continue
        for lead in group.leads:
            if lead.handle and lead.handle.casefold() in core:
                path, line = place_of(group, "leads")
                yield CHECK.finding(
                    group.id,
                    f"the lead `{lead.handle}` also approves what `{group.id}` decides",
                    at=(lead.path or path, lead.line or line),
                    mend="let another core maintainer approve",
                )


CHECK = Check(id="lead-approves", severity=Severity.INFO, find=find)
