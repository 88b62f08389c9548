"""Pages to HTML fragments: one environment, always escaping, and never a silent blank."""

import posixpath
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from markupsafe import Markup

from sepkit.model import probability_text
from sepkit.publish import escape
from sepkit.publish.site import words
from sepkit.publish.site.asked import Asked
from sepkit.publish.site.page import Page
from sepkit.publish.site.view import Source, View
from sepkit.resources import TEMPLATES

_SYMBOL = re.compile(r'<use href="#i-([a-z]+)"')


@cache
def _environment() -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    env = Environment(
        loader=FileSystemLoader(TEMPLATES / "site"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.globals["w"] = words
    env.filters["rich"] = rich
    env.filters["day"] = words.day
    env.filters["prob"] = probability_text
    return env


def _finalize(value: Any) -> Any:
    """Every value that a template prints: no controls, and `None` never becomes a word."""
    if isinstance(value, Markup):
        return value
    if value is None:
        raise ValueError("a template printed None where it has to say what is not known")
    return escape.printable(value) if isinstance(value, str) else value


def rich(text: str) -> Markup:
    """Escape a sentence of the register, its code spans set as code."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return escape.html(text)
    escaped = [str(escape.html(part)) for part in parts]
    joined = (f"<code>{part}</code>" if i % 2 else part for i, part in enumerate(escaped))
    return escape.trusted_html("".join(joined))


class Renderer:
    """Writes the fragments of one site."""

    def __init__(self, view: View, *, directory_urls: bool = True) -> None:
        self.asked = Asked(view)
        self.suffix = "" if directory_urls else "index.html"

    def fragment(self, page: Page) -> str:
        """Return the page's content: everything but the theme around it."""
        link = Links(page.path, self.suffix)
        template = _environment().get_template(page.template)
        html: str = template.render(
            page=page,
            v=self.asked,
            to=link.page,
            file=link.file,
            source=self._source(link),
            **page.context,
        )
        return sprite(html) + html

    def _source(self, link: "Links") -> Any:
        def place(
            path: str | None, line: int = 0, *, proposal: str | None = None, commit: str = ""
        ) -> Place:
            return Place(self.asked.source(path, line, proposal, commit), link)

        return place


class Place:
    """A source as one page links to it."""

    def __init__(self, source: Source, link: "Links") -> None:
        self.words = source.words
        self.href = link.page(source.path, source.fragment) if source.path else source.address
        self.is_outside = bool(source.address)


class Links:
    """Addresses relative to one page, so that the site works below any path."""

    def __init__(self, path: str, suffix: str) -> None:
        self.path = path
        self.suffix = suffix
        self.root = "../" * path.count("/")

    def page(self, path: str, fragment: str = "") -> str:
        """Return the address of a page of ours; `fragment` may be `#…` or `?…`."""
        return (self.root + path + self.suffix or "./") + fragment

    def file(self, path: str) -> str:
        """Return the address of a file of ours."""
        return self.root + path


def relative(path: str, *, start: str) -> str:
    """Return the address of one folder as seen from another."""
    return posixpath.relpath(path or ".", start or ".")


def sprite(html: str) -> str:
    """Return the symbols that a fragment uses, once, so that it needs no theme of ours."""
    used = sorted(set(_SYMBOL.findall(html)))
    if not used:
        return ""
    inner = "".join(SYMBOLS[name] for name in used)
    return f'<svg class="sprite" width="0" height="0" aria-hidden="true"><defs>{inner}</defs></svg>'


def _symbol(name: str, drawing: str) -> str:
    return f'<symbol id="i-{name}" viewBox="0 0 16 16">{drawing}</symbol>'


_RING = '<circle cx="8" cy="8" r="5.5"/>'
_SOLID = 'fill="currentColor" stroke="none"'
_DRAWINGS: Mapping[str, str] = {
    "proposal": '<circle cx="8" cy="8" r="5.5" stroke-dasharray="2.5 1.82"/>',
    "draft": f'{_RING}<path d="M8 8V2.5A5.5 5.5 0 0 1 13.5 8z" {_SOLID}/>',
    "review": f'{_RING}<path d="M8 2.5a5.5 5.5 0 0 1 0 11z" {_SOLID}/>',
    "accepted": f'{_RING}<path d="M8 8V2.5A5.5 5.5 0 1 1 2.5 8z" {_SOLID}/>',
    "final": f'<circle cx="8" cy="8" r="6.25" {_SOLID}/>'
    '<path class="k" d="M5 8.3 7.1 10.4 11 5.9"/>',
    "closed": f'{_RING}<path d="M4.1 11.9 11.9 4.1"/>',
    "unknown": '<path d="M5.5 5.9a2.5 2.5 0 1 1 3.7 2.2C8.4 8.5 8 9 8 9.9M8 12.3v.7"/>',
    "high": '<path d="M8 1.75 15 14H1z" fill="currentColor" stroke-linejoin="round"/>',
    "medium": '<path d="M8 1.75 14.25 8 8 14.25 1.75 8z"/>'
    f'<path d="M8 1.75 14.25 8 8 14.25z" {_SOLID}/>',
    "low": '<circle cx="8" cy="8" r="5"/>',
    "across": '<circle cx="5.75" cy="8" r="4.25"/><circle cx="10.25" cy="8" r="4.25"/>',
    "abstain": '<path d="M8 14.25V8.5L3 3.25M8 8.5l5-5.25M2.75 6.5V3H6.25M13.25 6.5V3H9.75"/>',
    "there": f'<circle cx="8" cy="8" r="3.5" {_SOLID}/>',
    "new": '<circle cx="8" cy="8" r="6"/><path d="M8 5v6M5 8h6"/>',
    "deprecated": f'<circle cx="8" cy="8" r="5"/><path d="M8 3a5 5 0 0 0 0 10z" {_SOLID}/>',
    "gone": '<path d="m4 4 8 8M12 4l-8 8"/>',
    "ok": '<path d="M3 8.5 6.25 11.75 13 5"/>',
}
SYMBOLS: Mapping[str, str] = {name: _symbol(name, drawing) for name, drawing in _DRAWINGS.items()}
