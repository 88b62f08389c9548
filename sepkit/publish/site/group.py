"""One group: its queue, its conflicts, what it owns and who decides, each with its line."""

from collections.abc import Iterator

from sepkit.model import Claim, Group, Proposal, is_wildcard_match
from sepkit.publish.site.page import Crumb, Page, PageKind
from sepkit.publish.site.view import View
from sepkit.publish.site.words import group_name

OWNS_SHOWN = 40
CONFLICTS_SHOWN = 8


def pages(view: View) -> Iterator[Page]:
    """Yield a page for each group."""
    for group in view.register.groups:
        yield _page(view, group)


def touching(view: View, claim: Claim) -> list[Proposal]:
    """Return the open proposals whose touches a claim on a surface covers."""
    if claim.kind != "surface":
        return []
    keys = {
        key
        for surface, keys in view.open_on.items()
        if is_wildcard_match(claim.pattern, surface)
        for key in keys
    }
    return [p for p in view.open_proposals if p.key in keys]


def _page(view: View, group: Group) -> Page:
    own = view.queue(group.id)
    mine = {p.key for p in view.proposals if p.route.owner == group.id}
    conflicts = [c for c in view.live_conflicts if mine.intersection(c.proposals)]
    findings = [f for f in view.register.findings if f.subject == group.id]
    slug = view.group_slug(group.id)
    return Page(
        path=view.group_path(group.id),
        title=group_name(group),
        template="group.html",
        description=group.summary or f"What {group_name(group)} owns, decides and has in its queue",
        section="groups",
        crumbs=(Crumb(words="Groups", path="group/"), Crumb(words=group_name(group))),
        feed=f"feeds/group-{slug}.atom",
        data="api/v1/register.json",
        context={
            "group": group,
            "own": own,
            "unknown": view.unknown_queue(group.id),
            "perhaps": view.perhaps(group.id),
            "conflicts": conflicts[:CONFLICTS_SHOWN],
            "conflict_count": len(conflicts),
            "findings": findings,
            "owns": [(c, touching(view, c)) for c in group.owns[:OWNS_SHOWN]],
            "owns_count": len(group.owns),
            "inside": [s for s in group.scope if s.is_inside],
            "outside": [s for s in group.scope if not s.is_inside],
            "shipped": any(item.shipped for item in group.provenance),
        },
    )


KIND = PageKind(name="group", pages=pages)
