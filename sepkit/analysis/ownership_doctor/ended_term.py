"""A lead's term has ended, and the file still lists the lead.

Nobody knows whether the group is led. Most processes ask for a renewal or a successor.

Left alone: retired groups.

What to do: renew the term with a new day, or list the successor.
"""

from collections.abc import Iterator

from sepkit.analysis.ownership_doctor.check import Check, Estate, place_of
from sepkit.model import Finding, Severity


def find(estate: Estate) -> Iterator[Finding]:
    """Yield one finding for each lead whose last day lies before the day of `as_of`."""
    today = estate.as_of[:10]
    for group in estate.live:
        for lead in group.leads:
            if lead.until is not None and lead.until < today:
                path, line = place_of(group, "leads")
                yield CHECK.finding(
                    group.id,
                    f"the term of `{lead.handle or lead.name}` ended on {lead.until}",
                    at=(lead.path or path, lead.line or line),
                    mend="renew the term with a new last day, or list who leads now",
                )


CHECK = Check(id="ended-term", severity=Severity.WARNING, find=find)
