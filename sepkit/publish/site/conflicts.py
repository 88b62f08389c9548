"""All conflicts: across groups first, because nobody inside one group sees those."""

from collections import Counter
from collections.abc import Iterator

from sepkit.model import Conflict
from sepkit.publish.site.accuracy import rule_accuracy
from sepkit.publish.site.collision import since
from sepkit.publish.site.home import between_groups
from sepkit.publish.site.page import Page, PageKind
from sepkit.publish.site.view import View
from sepkit.publish.site.words import count, status_label

BETWEEN_SHOWN = 6
ROWS_SHOWN = 20
"""Longer lists are folded; the fold says how many it holds."""


def state(view: View, conflict: Conflict) -> str:
    """Return which sides of a conflict are open, in words."""
    sides = view.sides(conflict)
    closed = [p for p in sides if not view.is_open(p)]
    if not closed:
        return "both open"
    if len(closed) == len(sides):
        return "none open"
    other = closed[0]
    if view.is_unknown(other):
        return "one open, one not known"
    return f"open with {status_label(view.register, other.status)}"


def pages(view: View) -> Iterator[Page]:
    """Yield the one list."""
    live = view.live_conflicts
    across = [c for c in live if c.cross_group]
    both = [c for c in across if view.open_sides(c) > 1]
    one = [c for c in across if view.open_sides(c) == 1]
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
            "both": both,
            "one": one,
            "inside": inside,
            "between": between_groups(view),
            "between_shown": BETWEEN_SHOWN,
            "shown": ROWS_SHOWN,
            "since": lambda c: since(view.sides(c)).phrase,
            "accuracy": rule_accuracy(view),
            "known": known,
            "unlikely": [c for c in view.unlikely_conflicts if c.acknowledged is None],
            "rest": rest,
            "rules": Counter(c.rules[0] for c in live if c.rules).most_common(),
            "state": state,
            "total": count(len(view.sorted_conflicts), "conflict"),
        },
    )


KIND = PageKind(name="conflicts", pages=pages, is_list=True)
