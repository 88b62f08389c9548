"""What is being forgotten: still texts, time that ran out, work that no area or nobody holds."""

from dataclasses import dataclass

from sepkit.model import Area, Proposal
from sepkit.publish.site.view import View
from sepkit.publish.site.words import days_since

STILL_DAYS = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaRow:
    """One priority area with what is open in it, longest untouched first."""

    area: Area
    proposals: tuple[Proposal, ...]
    unknown: tuple[Proposal, ...]
    """In the area too, and nothing tells whether they are open."""
    landed: tuple[Proposal, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Neglect:
    """The same lists for home and radar, so that their numbers agree."""

    still: tuple[Proposal, ...]
    """Open, and the text has not changed for `STILL_DAYS` days; longest first."""
    past_due: tuple[Proposal, ...]
    """Open, and past the day that the process sets."""
    outside: tuple[Proposal, ...]
    """Open, and in no priority area."""
    areas: tuple[AreaRow, ...]

    @property
    def empty_areas(self) -> tuple[AreaRow, ...]:
        """The areas in which nothing is open."""
        return tuple(row for row in self.areas if not row.proposals)


def still_days(view: View, proposal: Proposal) -> int:
    """Return days since the text changed; 0 where history does not tell."""
    return days_since(proposal.last_changed, view.register.as_of) or 0


def neglect(view: View) -> Neglect:
    """Return what nobody may be looking at."""
    live = sorted(view.open_proposals, key=lambda p: (-still_days(view, p), p.number or 0, p.key))
    past = [p for p in live if p.next.overdue > 0]
    return Neglect(
        still=tuple(p for p in live if still_days(view, p) >= STILL_DAYS),
        past_due=tuple(sorted(past, key=lambda p: (-p.next.overdue, p.number or 0, p.key))),
        outside=tuple(p for p in live if not p.area),
        areas=_areas(view, live),
    )


def _areas(view: View, live: list[Proposal]) -> tuple[AreaRow, ...]:
    known = {area.title for area in view.register.areas}
    named = sorted({p.area for p in live if p.area and p.area not in known})
    made = tuple(Area(title=title, path="", line=0, end_line=0) for title in named)  # type: ignore[arg-type]
    return tuple(
        AreaRow(
            area=area,
            proposals=tuple(p for p in live if p.area == area.title),
            unknown=tuple(p for p in view.unknown_proposals if p.area == area.title),
            landed=tuple(p for p in view.proposals if not p.in_flight and p.area == area.title),
        )
        for area in (*view.register.areas, *made)
    )
