"""All queues with their counts, so that everybody finds their own."""

from collections.abc import Iterator

from sepkit.publish.site.page import Page, PageKind
from sepkit.publish.site.view import View
from sepkit.publish.site.words import count


def pages(view: View) -> Iterator[Page]:
    """Yield the one overview."""
    groups = sorted(view.register.groups, key=lambda g: (-len(view.queue(g.id)), g.name))
    yield Page(
        path="queue/",
        title="Queues",
        template="queues.html",
        description="How many open proposals each group has to look at",
        section="queues",
        feed="feeds/all.atom",
        data="api/v1/register.json",
        context={
            "groups": groups,
            "lede": f"{count(len(view.open_proposals), 'open proposal')} in "
            f"{count(sum(bool(view.queue(g.id)) for g in groups), 'queue')}; "
            f"{len(view.queue(None))} without a clear owner.",
        },
    )


KIND = PageKind(name="queues", pages=pages, is_list=True)
