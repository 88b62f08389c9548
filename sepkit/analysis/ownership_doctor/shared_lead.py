"""Two groups or more share a lead. No fault: it tells who can join their work.

When the groups disagree, somebody else has to bring them together.

Left alone: retired groups and groups of kind core.
"""

from collections.abc import Iterator

from sepkit.analysis.ownership_doctor.check import Check, Estate, Place, place_of
from sepkit.model import Finding, GroupId, GroupKind, Severity


def find(estate: Estate) -> Iterator[Finding]:
    """Yield one finding for each account that leads several groups."""
    led: dict[str, list[tuple[GroupId, Place, str]]] = {}
    for group in estate.live:
        if group.kind is GroupKind.CORE:
            continue
        for lead in group.leads:
            if lead.handle:
                path, line = place_of(group, "leads")
                place = (lead.path or path, lead.line or line)
                led.setdefault(lead.handle.casefold(), []).append((group.id, place, lead.handle))
    for _, groups in sorted(led.items()):
        if len(groups) > 1:
            names = ", ".join(f"`{id_}`" for id_, _, _ in groups)
            yield CHECK.finding(
                groups[0][0],
                f"{names} share the lead `{groups[0][2]}`",
                at=groups[0][1],
                mend="in a conflict between them let somebody else convene",
            )


CHECK = Check(id="shared-lead", severity=Severity.INFO, find=find)
