"""A file names a person but no account, so nobody can be asked, assigned or recognised.

Never guessed from the name: two people can share one.

What to do: add the account, `[@handle](https://…/handle)` or `handle:`.
"""

from collections.abc import Iterator

from sepkit.analysis.ownership_doctor.check import Check, Estate, place_of
from sepkit.model import Finding, Severity


def find(estate: Estate) -> Iterator[Finding]:
    """Yield one finding for each lead of a live group, and each person of a list."""
    for group in estate.live:
        for lead in group.leads:
            if lead.handle is None:
                path, line = place_of(group, "leads")
                yield CHECK.finding(
                    group.id,
                    f"the lead `{lead.name or '?'}` has no account",
                    at=(lead.path or path, lead.line or line),
                    mend="add the person's account",
                )
    for person in estate.ownership.roster:
        if person.handle is None:
            yield CHECK.finding(
                person.group or "",
                f"`{person.name}` under `{person.area}` has no account",
                at=(person.path, person.line),
                mend="link the name to the person's profile",
            )


CHECK = Check(id="person-without-handle", severity=Severity.WARNING, find=find)
