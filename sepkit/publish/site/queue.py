"""One group's queue: what is its own, what perhaps, and where it has to be heard."""

from collections.abc import Iterator

from sepkit.model import Group, GroupKind, Proposal
from sepkit.publish.site.page import Crumb, Page, PageKind
from sepkit.publish.site.view import View
from sepkit.publish.site.words import count, group_name

DECIDED_SHOWN = 8


def lede(view: View, group: Group) -> str:
    """Return how much is in a group's queue and who decides, in one or two sentences."""
    own, perhaps = len(view.queue(group.id)), len(view.perhaps(group.id))
    first = f"{count(own, 'open proposal')} {'is' if own == 1 else 'are'} routed here"
    first += f", {perhaps} more perhaps." if perhaps else "."
    if group.kind is GroupKind.CORE:
        return first
    if not group.kind.is_deciding:
        return f"{first} The group advises; it does not decide."
    if group.charter is None:
        return f"{first} No charter of the group was found on the base branch."
    return f"{first} The group decides in its scope."


def decided(view: View, group_id: str | None) -> list[Proposal]:
    """Return the group's proposals that an authorised act changed last, newest first."""
    done = [
        p
        for p in view.proposals
        if p.route.owner == group_id and not p.in_flight and p.timeline and p.timeline[-1].on_base
    ]
    newest = sorted(done, key=lambda p: (p.timeline[-1].date, p.number or 0), reverse=True)
    return newest[:DECIDED_SHOWN]


def pages(view: View) -> Iterator[Page]:
    """Yield a queue for each group, and one for what has no clear owner."""
    for group in view.register.groups:
        yield _page(view, group)
    yield _nobody(view)


def _page(view: View, group: Group) -> Page:
    return Page(
        path=view.queue_path(group.id),
        title=f"{group_name(group)}: queue",
        template="queue.html",
        description=f"Open proposals that are routed to {group_name(group)}",
        section="queues",
        crumbs=(Crumb(words="Queues", path="queue/"), Crumb(words=group_name(group))),
        feed=f"feeds/group-{view.group_slug(group.id)}.atom",
        data="api/v1/register.json",
        context={
            "group": group,
            "lede": lede(view, group),
            "own": view.queue(group.id),
            "unknown": view.unknown_queue(group.id),
            "perhaps": view.perhaps(group.id),
            "consulted": view.consulted(group.id),
            "decided": decided(view, group.id),
        },
    )


def _nobody(view: View) -> Page:
    own = view.queue(None)
    return Page(
        path=view.queue_path(None),
        title="No clear owner",
        template="queue_none.html",
        description="Open proposals of which sepkit cannot say whose they are",
        section="queues",
        crumbs=(Crumb(words="Queues", path="queue/"), Crumb(words="No clear owner")),
        feed="feeds/all.atom",
        data="api/v1/register.json",
        context={"own": own, "unknown": view.unknown_queue(None)},
    )


KIND = PageKind(name="queue", pages=pages)
