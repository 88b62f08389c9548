"""A charter and a list of maintainers name different people for one group.

Whoever looks for the group's lead finds one or the other, and rights given by one list outlive the
other.

Left alone: retired groups; different spellings of one account; people listed under two accounts.

What to do: bring the list that is older up to date.
"""

from collections.abc import Iterator

from sepkit.analysis.ownership_doctor.check import Check, Estate, place_of
from sepkit.model import Finding, Group, Handle, Roster, Severity

_ROLES = frozenset(("group-maintainer", "maintainer"))


def find(estate: Estate) -> Iterator[Finding]:
    """Yield one finding for each group whose two lists differ."""
    for group in estate.live:
        listed = [
            person
            for person in estate.ownership.roster
            if person.group == group.id and person.role in _ROLES
        ]
        source = group.source("leads")
        if listed and source is not None and source.path != listed[0].path and not source.shipped:
            yield from _compared(group, listed)


def _compared(group: Group, listed: list[Roster]) -> Iterator[Finding]:
    leads = {lead.handle.casefold(): lead.handle for lead in group.leads if lead.handle}
    others = {person.handle.casefold(): person.handle for person in listed if person.handle}
    only_here = [handle for key, handle in leads.items() if key not in others]
    only_there = [handle for key, handle in others.items() if key not in leads]
    if only_here or only_there:
        charter = place_of(group, "leads")[0]
        first = listed[0]
        yield CHECK.finding(
            group.id,
            f"{_said(charter, only_here)}{' and ' if only_here and only_there else ''}"
            f"{_said(first.path, only_there)}",
            at=(first.path, first.area_line or first.line),
            mend=f"make `{first.area}` in {first.path} and {charter} say the same",
        )


def _said(path: str, handles: list[Handle]) -> str:
    if not handles:
        return ""
    return f"only {path} lists " + ", ".join(f"`{handle}`" for handle in handles)


CHECK = Check(id="lead-lists-disagree", severity=Severity.WARNING, find=find)
