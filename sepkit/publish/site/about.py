"""How each figure comes about, what was not read, and how to correct what is wrong."""

from collections.abc import Iterator

from sepkit.publish.site.accuracy import ROWS_SHOWN, cell_words, figure_value, shown
from sepkit.publish.site.page import Page, PageKind
from sepkit.publish.site.view import View

REFUSED_SHOWN = 200


def pages(view: View) -> Iterator[Page]:
    """Yield the one page."""
    own, others = shown(view)
    yield Page(
        path="about/",
        title="How this is computed",
        template="about.html",
        description="What is read, how routes, states and conflicts are found, how to correct them",
        section="about",
        data="api/v1/register.json",
        context={
            "refused": view.register.refused[:REFUSED_SHOWN],
            "own": own,
            "others": others,
            "figure_value": figure_value,
            "cell_words": cell_words,
            "rows_shown": ROWS_SHOWN,
        },
    )


KIND = PageKind(name="about", pages=pages, is_list=True)
