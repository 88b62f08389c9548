"""What builds on what and what collides, drawn when the site is built; and the same as tables."""

from collections import Counter
from collections.abc import Iterator

from sepkit.publish.graph_svg import draw_all, draw_group, drawn_conflicts
from sepkit.publish.site.page import Crumb, Page, PageKind
from sepkit.publish.site.view import View
from sepkit.publish.site.words import count, group_name

NODES_DRAWN = 150
MOST_SHOWN = 6


def pages(view: View) -> Iterator[Page]:
    """Yield the whole graph, then one for each group that owns something."""
    yield _whole(view)
    for group in view.register.groups:
        if any(p.route.owner == group.id for p in view.proposals):
            yield _group(view, group.id)


def _whole(view: View) -> Page:
    drawn = list(view.proposals)
    left_out = 0
    if len(drawn) > NODES_DRAWN:
        keep = {p.key for p in view.open_proposals}
        for conflict in view.live_conflicts:
            keep.update(conflict.proposals)
        for a, b, _ in view.builds_on:
            if a in keep or b in keep:
                keep.update((a, b))
        drawn = [p for p in view.proposals if p.key in keep][: NODES_DRAWN * 2]
        left_out = len(view.proposals) - len(drawn)
    lines = Counter(key for c in view.sorted_conflicts for key in c.proposals)
    uses = Counter(b for _, b, _ in view.builds_on)
    most = sorted(view.proposals, key=lambda p: (-lines[p.key] - uses[p.key], p.number or 0))
    return Page(
        path="graph/",
        title="Graph",
        template="graph.html",
        description="Dependencies and conflicts between proposals, by group",
        section="graph",
        data="api/v1/graph.json",
        context={
            "drawing": draw_all(view, drawn),
            "left_out": left_out,
            "lines_left_out": len(view.sorted_conflicts) - len(drawn_conflicts(view)),
            "most": [
                (p, lines[p.key], uses[p.key])
                for p in most[:MOST_SHOWN]
                if lines[p.key] + uses[p.key]
            ],
            "lede": f"{count(len(view.sorted_conflicts), 'conflict')} and "
            f"{count(len(view.builds_on), 'dependency', 'dependencies')} between "
            f"{count(len(view.proposals), 'proposal')}. A line that leaves its row joins two "
            "groups.",
        },
    )


def _group(view: View, group_id: str) -> Page:
    group = view.by_group[group_id]
    own = [p for p in view.proposals if p.route.owner == group_id]
    keys = {p.key for p in own}
    conflicts = [c for c in view.sorted_conflicts if keys.intersection(c.proposals)]
    edges = [e for e in view.builds_on if e[0] in keys or e[1] in keys]
    perhaps = list(view.perhaps(group_id))
    return Page(
        path=f"graph/{view.group_slug(group_id)}/",
        title=f"Graph: {group_name(group)}",
        template="graph_group.html",
        description=f"What {group_name(group)}’s proposals build on and clash with",
        section="graph",
        crumbs=(Crumb(words="Graph", path="graph/"), Crumb(words=group_name(group))),
        data="api/v1/graph.json",
        context={
            "group": group,
            "drawing": draw_group(view, group_name(group), own, perhaps),
            "conflicts": conflicts,
            "edges": edges,
            "lede": f"{count(len(own), 'proposal')} of the group, what they build on, and what "
            "they clash with.",
        },
    )


KIND = PageKind(name="graph", pages=pages, is_list=True)
