"""How each figure comes about, what was not read, and how to correct what is wrong."""

from collections.abc import Iterator

from sepkit.publish.site.page import Page, PageKind
from sepkit.publish.site.view import View

REFUSED_SHOWN = 200


def pages(view: View) -> Iterator[Page]:
    """Yield the one page."""
    yield Page(
        path="about/",
        title="About",
        template="about.html",
        description="What is read, how routes, states and conflicts are found, how to correct them",
        section="about",
        data="api/v1/register.json",
        context={"refused": view.register.refused[:REFUSED_SHOWN]},
    )


KIND = PageKind(name="about", pages=pages, is_list=True)
