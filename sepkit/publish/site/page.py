"""What a page of the site is, before it is rendered."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sepkit.publish.site.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Crumb:
    """One step of the way back to home; `path` is "" for the page itself."""

    words: str
    path: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page: where it stands, what it is called and what its template needs.

    Titles and descriptions hold strangers' words as they are; escaping is the sinks' business.
    """

    path: str
    """Folder below the site's root, ending in `/`; "" for home."""
    title: str
    template: str
    """Name of a file in `templates/site/`."""
    context: Mapping[str, Any]
    description: str = ""
    section: str = ""
    """The masthead's entry that this page belongs to."""
    crumbs: tuple[Crumb, ...] = ()
    feed: str = ""
    """Path of the Atom feed that follows the page's subject."""
    data: str = ""
    """Path of the JSON that holds the page's facts."""
    is_indexed: bool = True
    """Whether search engines may list it; people's pages ask them not to."""
    is_listed: bool = False
    """Whether a navigation lists it; there are a dozen such pages, however many proposals."""
    moved_to: str | None = None
    """Path of the page that took this one's place; None for a page that stays."""
    words: str = ""
    """Further words that search finds the page by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageKind:
    """All pages of one kind, made from the register and nothing else."""

    name: str
    pages: Callable[[View], Iterable[Page]]
    is_list: bool = False
    """Whether it is one of the dozen pages that a navigation lists."""
