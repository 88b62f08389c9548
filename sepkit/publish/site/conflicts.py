"""All conflicts: across groups first, because nobody inside one group sees those."""

from collections import Counter
from collections.abc import Iterator

from sepkit.model import Conflict
from sepkit.publish.site.page import Page, PageKind
from sepkit.publish.site.view import View
from sepkit.publish.site.words import count, status_label


def state(view: View, conflict: Conflict) -> str:
    """Return which sides of a conflict are open, in words."""
    sides = [view.by_key[key] for key in conflict.proposals if key in view.by_key]
    closed = [p for p in sides if not view.is_open(p)]
    if not closed:
        return "both open"
    if len(closed) == len(sides):
        return "none open"
    other = closed[0]
    if view.is_unknown(other):
        return "open with one that may be closed"
    return f"open with {status_label(view.register, other.status)}"


def pages(view: View) -> Iterator[Page]:
    """Yield the one list."""
    live = view.live_conflicts
    across = [c for c in live if c.cross_group]
    inside = [c for c in live if not c.cross_group]
    known = [c for c in view.sorted_conflicts if c.acknowledged is not None]
    rest = [c for c in view.sorted_conflicts if not view.open_sides(c) and c.acknowledged is None]
    pair = "pair of proposals" if len(live) == 1 else "pairs of proposals"
    yield Page(
        path="conflicts/",
        title="Conflicts",
        template="conflicts.html",
        description="Pairs of proposals that cannot both go ahead as written",
        section="conflicts",
        feed="feeds/all.atom",
        data="api/v1/register.json",
        context={
            "lede": f"{len(live)} {pair} with at least one open cannot both go ahead as written; "
            f"{len(across)} {'crosses' if len(across) == 1 else 'cross'} a group’s border.",
            "across": across,
            "inside": inside,
            "known": known,
            "rest": rest,
            "rules": sorted(Counter(c.rules[0] for c in view.sorted_conflicts if c.rules).items()),
            "state": state,
            "total": count(len(view.sorted_conflicts), "conflict"),
        },
    )


KIND = PageKind(name="conflicts", pages=pages, is_list=True)
