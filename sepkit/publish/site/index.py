"""The index of all kinds of pages, in the order in which they are built."""

from collections.abc import Iterator
from dataclasses import replace

from sepkit.publish.site import (
    about,
    conflict,
    conflicts,
    decisions,
    graph,
    group,
    groups,
    home,
    metrics,
    moved,
    person,
    proposal,
    proposals,
    queue,
    queues,
    radar,
    requirements,
    rules,
    spec,
)
from sepkit.publish.site.page import Page, PageKind
from sepkit.publish.site.view import View

PAGE_KINDS: tuple[PageKind, ...] = (
    home.KIND,
    queues.KIND,
    queue.KIND,
    proposals.KIND,
    proposal.KIND,
    moved.KIND,
    conflicts.KIND,
    conflict.KIND,
    graph.KIND,
    groups.KIND,
    group.KIND,
    person.KIND,
    spec.KIND,
    requirements.KIND,
    decisions.KIND,
    radar.KIND,
    metrics.KIND,
    rules.KIND,
    about.KIND,
)
"""A new kind of page is one file, its template, its test, and one line here."""


def site_pages(view: View) -> Iterator[Page]:
    """Yield every page of the site, in the order of the index."""
    for kind in PAGE_KINDS:
        for index, page in enumerate(kind.pages(view)):
            yield replace(page, is_listed=True) if kind.is_list and index == 0 else page
