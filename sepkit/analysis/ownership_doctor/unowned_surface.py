"""Pieces of the specification that no group claims.

They fall to whoever decides what no group does; nobody watches what proposals do to them together.

Left alone: fields of a type that has an owner; everything, where no surfaces are known or no group
claims any.

What to do: add a pattern to the group that should own them.
"""

from collections.abc import Iterator

from sepkit.analysis.ownership_doctor.check import Check, Estate, Place, place_of
from sepkit.model import Finding, Group, GroupKind, Severity, Surface

_EXAMPLES = 6


def find(estate: Estate) -> Iterator[Finding]:
    """Yield one finding for each kind of surface with the first few that nobody owns."""
    if not any(map(_claims_any, estate.live)):
        return
    unowned: dict[str, list[Surface]] = {}
    for surface in sorted(set(estate.surfaces)):
        if not estate.surface_claims.owners_of(surface).groups:
            unowned.setdefault(surface.partition(":")[0], []).append(surface)
    for kind, surfaces in sorted(unowned.items()):
        shown = ", ".join(f"`{surface}`" for surface in surfaces[:_EXAMPLES])
        more = f" and {len(surfaces) - _EXAMPLES} more" if len(surfaces) > _EXAMPLES else ""
        yield CHECK.finding(
            "",
            f"no group owns {len(surfaces)} surfaces of kind `{kind}`: {shown}{more}",
            at=_place(estate),
            mend="add patterns under `owns: {surfaces: […]}` of the groups that should",
        )


def _place(estate: Estate) -> Place:
    """Return where what nobody owns could be added: the group that decides the rest, if any."""
    live = sorted(estate.live, key=lambda group: group.kind is not GroupKind.CORE)
    first = next(group for group in live if group.kind is GroupKind.CORE or _claims_any(group))
    return place_of(first, "owns.surfaces", "name")


def _claims_any(group: Group) -> bool:
    return any(claim.kind == "surface" for claim in group.owns)


CHECK = Check(id="unowned-surface", severity=Severity.INFO, find=find)
