"""Leads have terms that are no days, so that nobody can tell when they end.

Left alone: terms that are not stated at all; retired groups.

What to do: write the last day, `until: YYYY-MM-DD` or in the charter's column for the term.
"""

from collections.abc import Iterator

from sepkit.analysis.ownership_doctor.check import Check, Estate, place_of
from sepkit.model import Finding, Severity


def find(estate: Estate) -> Iterator[Finding]:
    """Yield one finding for each group that has such terms."""
    for group in estate.live:
        leads = [lead for lead in group.leads if lead.term and lead.until is None]
        if leads:
            terms = ", ".join(f"`{term}`" for term in dict.fromkeys(lead.term for lead in leads))
            path, line = place_of(group, "leads")
            yield CHECK.finding(
                group.id,
                f"{len(leads)} of {len(group.leads)} terms of leads are no days: {terms}",
                at=(leads[0].path or path, leads[0].line or line),
                mend="write the last day of each term as YYYY-MM-DD",
            )


CHECK = Check(id="open-term", severity=Severity.INFO, find=find)
