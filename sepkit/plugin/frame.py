"""What the theme's frame asks for around a page: navigation, footer, policy and the as-of line."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from sepkit.publish import escape
from sepkit.publish.site.page import Page
from sepkit.publish.site.render import Links
from sepkit.publish.site.view import View
from sepkit.publish.site.words import day

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "worker-src 'self'; base-uri 'none'; form-action 'self'; object-src 'none'"
)
"""No inline script or style, and nothing from another host. `frame-ancestors` works only as a
header, so the server has to send it."""

_ENTRIES = (
    ("Queues", "queues", "queue/"),
    ("Proposals", "proposals", "proposals/"),
    ("Conflicts", "conflicts", "conflicts/"),
    ("Graph", "graph", "graph/"),
    ("Groups", "groups", "group/"),
    ("Specification", "spec", "spec/"),
    ("Decisions", "decisions", "decisions/"),
    ("Radar", "radar", "radar/"),
    ("Metrics", "metrics", "metrics/"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One link of the masthead; its path counts from the site's root."""

    words: str
    section: str
    path: str


class Frame:
    """The `sepkit` of the theme's templates."""

    def __init__(
        self,
        view: View,
        pages: Mapping[str, Page],
        *,
        folder: str,
        directory_urls: bool,
        is_preview: bool,
        site_url: str = "",
    ) -> None:
        register = view.register
        self._pages = pages
        self._folder = folder
        self._suffix = "" if directory_urls else "index.html"
        self._site_url = site_url
        self.policy = POLICY
        self.is_preview = is_preview
        self.site = escape.printable(view.title)
        self.home = self._page("")
        self.proposals = self._page("proposals/")
        self.about = self._page("about/")
        self.index = folder + "search/index.json"
        self.example = f"{_first_number(view)}, @handle, words"
        self.as_of = register.as_of
        self.as_of_words = f"{day(register.as_of)}, {register.as_of[11:16]} UTC"
        self.commit = register.revision[:8]
        self.commit_url = view.commit_url(register.revision)
        self.repository = escape.printable(register.repository)
        self.counts = register.counts
        self.tool = register.tool
        self.navigation = tuple(
            Entry(words=words, section=section, path=self._page(path))
            for words, section, path in _ENTRIES
        )

    @property
    def shared(self) -> dict[str, str]:
        """What the frame prints on every page, as text; for telling whether it changed."""
        return {name: repr(value) for name, value in vars(self).items() if name != "_pages"}

    def addresses(self, pages: Iterable[Any]) -> list[tuple[str, str]]:
        """Return address and date of every page that search engines may list, by address.

        Args:
            pages: the files that MkDocs built; pages taken over from the build before are none of
                them and stand in the list all the same.
        """
        found = {
            file.page.canonical_url: file.page.update_date
            for file in pages
            if file.page and file.page.canonical_url and self.is_indexed(file.page)
        }
        if self._site_url:
            base = self._site_url.rstrip("/") + "/"
            for page in self._pages.values():
                if page.is_indexed:
                    found[f"{base}{self._folder}{page.path}{self._suffix}"] = self.as_of[:10]
        return sorted(found.items())

    def _page(self, path: str) -> str:
        return (self._folder + path + self._suffix) or "."

    def _ours(self, page: Any) -> Page | None:
        return self._pages.get(page.file.src_uri) if page is not None else None

    def is_ours(self, page: Any) -> bool:
        """Whether the plugin made the page."""
        return self._ours(page) is not None

    def title(self, page: Any) -> str | Markup:
        """Return the page's title as plain text or as escaped text."""
        ours = self._ours(page)
        # MkDocs' own environment escapes markup and lets controls and turned text pass.
        return escape.printable(ours.title) if ours is not None else page.title

    def moved_to(self, page: Any) -> str:
        """Return the address of the page that took this one's place, or ""."""
        ours = self._ours(page)
        if ours is None or ours.moved_to is None:
            return ""
        return Links(ours.path, self._suffix).page(ours.moved_to)

    def section(self, page: Any) -> str:
        """Return the masthead's entry that the page belongs to."""
        ours = self._ours(page)
        return ours.section if ours is not None else ""

    def description(self, page: Any) -> str:
        """Return the page's description for search engines and previews."""
        ours = self._ours(page)
        if ours is None or not ours.description:
            return self.site
        return escape.printable(ours.description[:300])

    def is_indexed(self, page: Any) -> bool:
        """Whether search engines may list the page."""
        ours = self._ours(page)
        return ours is None or ours.is_indexed

    def alternates(self, page: Any) -> list[tuple[str, str, str]]:
        """Return the other forms of a page for its head: kind, words, path."""
        ours = self._ours(page)
        found = [("application/atom+xml", "All changes", self._folder + "feeds/all.atom")]
        if ours is not None and ours.feed and ours.feed != "feeds/all.atom":
            found.append(("application/atom+xml", "This page’s subject", self._folder + ours.feed))
        if ours is not None and ours.data:
            found.append(("application/json", "The facts", self._folder + ours.data))
        return found

    def footer(self, page: Any) -> list[tuple[str, str]]:
        """Return the footer's links."""
        ours = self._ours(page)
        feed = ours.feed if ours is not None and ours.feed else "feeds/all.atom"
        data = ours.data if ours is not None and ours.data else "api/v1/register.json"
        return [
            ("Atom", self._folder + feed),
            ("JSON", self._folder + data),
            ("llms.txt", self._folder + "llms.txt"),
            ("Report a wrong route", self.about + "#correct"),
        ]


def _first_number(view: View) -> str:
    first = view.open_proposals or view.proposals
    return view.slug(first[0].key) if first else "1"


def escaped_title(page: Page) -> Markup:
    """Return a title that is safe in themes which escape nothing."""
    return escape.html(page.title[:300])
