"""A lead stands in no list of people, so no file shows what the lead is entitled to.

Left alone: retired groups, and repositories without a list of people.

What to do: add the person to the list under the group, or to the list of members.
"""

from collections.abc import Iterator

from sepkit.analysis.ownership_doctor.check import Check, Estate, place_of
from sepkit.model import Finding, Severity


def find(estate: Estate) -> Iterator[Finding]:
    """Yield one finding for each such lead of each group."""
    roster = estate.ownership.roster
    known = {person.handle.casefold() for person in roster if person.handle}
    if not known:
        return
    for group in estate.live:
        for lead in group.leads:
            if lead.handle and lead.handle.casefold() not in known:
                path, line = place_of(group, "leads")
                yield CHECK.finding(
                    group.id,
                    f"the lead `{lead.handle}` stands in no list of people",
                    at=(lead.path or path, lead.line or line),
                    mend=f"add the person to {roster[0].path}",
                )


CHECK = Check(id="unlisted-lead", severity=Severity.INFO, find=find)
