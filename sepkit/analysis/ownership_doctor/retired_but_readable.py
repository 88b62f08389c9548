"""A group is retired, but its page still reads like that of a live one.

Readers, and programs that read charters, take it for a group that can be asked.

What to do: move the leads to a list of former ones, and say `retired` where the kind stands.
"""

from collections.abc import Iterator

from sepkit.analysis.ownership_doctor.check import Check, Estate, Place, place_of
from sepkit.model import Finding, Group, GroupStatus, Severity


def find(estate: Estate) -> Iterator[Finding]:
    """Yield one finding for each retired group that a charter or a list of people keeps up."""
    for group in estate.groups:
        if group.status is not GroupStatus.RETIRED:
            continue
        leads = group.source("leads")
        if leads is not None and group.leads and leads.path == group.charter:
            yield _finding(group, "still lists its leads", (leads.path, leads.line))
        listed = [person for person in estate.ownership.roster if person.group == group.id]
        if listed:
            first = listed[0]
            yield _finding(
                group, f"still has the area `{first.area}`", (first.path, first.area_line)
            )


def _finding(group: Group, what: str, place: Place) -> Finding:
    path, line = place_of(group, "status")
    follows = f", followed by `{group.successor}`" if group.successor else ""
    return CHECK.finding(
        group.id,
        f"`{group.id}` is retired ({path}:{line}{follows}), but {place[0]} {what}",
        at=place,
        mend="take the entry away, or move it below a heading for former groups and leads",
    )


CHECK = Check(id="retired-but-readable", severity=Severity.WARNING, find=find)
