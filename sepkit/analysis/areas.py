"""Which priority area of the roadmap a proposal falls into, by the roadmap's own words.

A proposal that the roadmap names belongs to that area. Else a surface that it defines or changes
and that one area alone names; else the area that gives work to the group which owns the proposal.
Where two areas fit equally, none is said.
"""

from sepkit.model import Area, Case, GroupId, Roadmap


def area_of(case: Case, owner: GroupId | None, roadmap: Roadmap) -> Area | None:
    """Return the area that a proposal falls into, or None where the roadmap does not say.

    Args:
        case: the proposal.
        owner: the group that owns it, None in an abstention.
        roadmap: the areas at the base revision.
    """
    by_number = [area for area in roadmap.areas if case.number in area.numbers]
    if by_number:
        return _only(by_number)
    written = {touch.surface.partition(":")[2] for touch in case.touches if touch.is_binding}
    by_name = [area for area in roadmap.areas if written & set(area.names)]
    if len(by_name) == 1:
        return by_name[0]
    return _only([area for area in roadmap.areas if owner is not None and owner in area.groups])


def _only(areas: list[Area]) -> Area | None:
    return areas[0] if len(areas) == 1 else None
