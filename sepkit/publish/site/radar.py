"""What may be forgotten: areas without proposals, proposals outside every area, still texts."""

from collections.abc import Iterator

from sepkit.model import Proposal
from sepkit.publish.site.page import Page, PageKind
from sepkit.publish.site.view import View
from sepkit.publish.site.words import count, days_since

STILL_DAYS = 90


def still_days(view: View, proposal: Proposal) -> int:
    """Return days since the text changed; 0 where history does not tell."""
    return days_since(proposal.last_changed, view.register.as_of) or 0


def pages(view: View) -> Iterator[Page]:
    """Yield the one page."""
    live = view.open_proposals
    by_area: dict[str, list[Proposal]] = {}
    for proposal in live:
        if proposal.area:
            by_area.setdefault(proposal.area, []).append(proposal)

    def longest(items: list[Proposal]) -> list[Proposal]:
        return sorted(items, key=lambda p: (-still_days(view, p), p.number or 0, p.key))

    outside = longest([p for p in live if not p.area])
    still = longest([p for p in live if still_days(view, p) >= STILL_DAYS])
    without = [g for g in view.register.groups if not view.queue(g.id) and not view.perhaps(g.id)]
    lede = (
        f"{count(len(outside), 'open proposal')} {'stands' if len(outside) == 1 else 'stand'} "
        f"outside every priority area; the text of {len(still)} has not changed for "
        f"{STILL_DAYS} days."
    )
    yield Page(
        path="radar/",
        title="Radar",
        template="radar.html",
        description="Proposals outside every priority area, and texts that nobody has touched",
        section="radar",
        feed="feeds/all.atom",
        data="api/v1/register.json",
        context={
            "lede": lede,
            "areas": [(area, longest(items)) for area, items in sorted(by_area.items())],
            "outside": outside,
            "still": still,
            "still_days": STILL_DAYS,
            "days_of": still_days,
            "without": without,
        },
    )


KIND = PageKind(name="radar", pages=pages, is_list=True)
