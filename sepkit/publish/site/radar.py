"""What may be forgotten: areas without proposals, proposals outside every area, still texts."""

from collections.abc import Iterator

from sepkit.publish.site.neglect import STILL_DAYS, Neglect, neglect, still_days
from sepkit.publish.site.page import Page, PageKind
from sepkit.publish.site.view import View
from sepkit.publish.site.words import count

OVERDUE_SHOWN = 12
STILL_SHOWN = 12


def _lede(found: Neglect) -> str:
    parts = []
    if found.areas:
        empty = len(found.empty_areas)
        parts.append(
            f"The roadmap names {count(len(found.areas), 'priority area')}; "
            f"{empty or 'none'} of them "
            f"{'has' if empty == 1 else 'have'} no open proposal."
        )
    outside = len(found.outside)
    parts.append(
        f"{count(outside, 'open proposal')} {'stands' if outside == 1 else 'stand'} outside every "
        f"priority area, and {len(found.still)} texts have not changed for {STILL_DAYS} days."
    )
    return " ".join(parts)


def pages(view: View) -> Iterator[Page]:
    """Yield the one page."""
    found = neglect(view)
    yield Page(
        path="radar/",
        title="Radar",
        template="radar.html",
        description="What is being forgotten: priority areas without a proposal, proposals outside "
        "every area, texts that nobody has touched",
        section="radar",
        feed="feeds/all.atom",
        data="api/v1/register.json",
        context={
            "lede": _lede(found),
            "found": found,
            "still_days": STILL_DAYS,
            "still_shown": STILL_SHOWN,
            "overdue_shown": OVERDUE_SHOWN,
            "days_of": still_days,
            "without": [
                g for g in view.register.groups if not view.queue(g.id) and not view.perhaps(g.id)
            ],
        },
    )


KIND = PageKind(name="radar", pages=pages, is_list=True)
