"""All groups by kind: what each is, who leads it, and what its files leave open."""

from collections.abc import Iterator

from sepkit.model import GroupKind
from sepkit.publish.site.home import look_at
from sepkit.publish.site.page import Page, PageKind
from sepkit.publish.site.view import View
from sepkit.publish.site.words import count

FINDINGS_SHOWN = 10
_HEADINGS = {
    GroupKind.CORE: "Decides what no other group does",
    GroupKind.WORKING_GROUP: "Working groups",
    GroupKind.SPECIAL_INTEREST_GROUP: "Special interest groups",
    GroupKind.INTEREST_GROUP: "Interest groups",
    GroupKind.COMMITTEE: "Committees",
}


def pages(view: View) -> Iterator[Page]:
    """Yield the one list."""
    groups = view.register.groups
    sections = [
        (heading, [g for g in groups if g.kind is kind]) for kind, heading in _HEADINGS.items()
    ]
    deciding = sum(g.is_deciding for g in groups)
    yield Page(
        path="group/",
        title="Groups",
        template="groups.html",
        description="Working groups, interest groups and who decides",
        section="groups",
        data="api/v1/register.json",
        context={
            "sections": [(heading, items) for heading, items in sections if items],
            "findings": look_at(view),
            "shown": FINDINGS_SHOWN,
            "lede": f"{count(len(groups), 'group')}; {deciding} can make binding decisions today.",
        },
    )


KIND = PageKind(name="groups", pages=pages, is_list=True)
