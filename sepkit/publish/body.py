"""A proposal's text to HTML that is safe to show: the author's words, none of the author's markup.

markdown-it-py renders with raw HTML switched off, and nh3 lets only the elements and attributes
through that our own renderer writes. Headings move below the page's own, pictures become links (a
remote one would tell its host who reads), and every line can be linked to: `#L123` is line 123 of
the file. Those are the only ids, so that no heading of an author shadows a name of the page; links
to a heading of the same text lead to its line.
"""

import re
import zlib
from collections.abc import MutableMapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from markupsafe import Markup

from sepkit.markup import split_front_matter, split_lines
from sepkit.model import LIMITS, Limits
from sepkit.publish import escape

TEXT_CHARACTERS = 200_000
"""A longer text is cut at a heading; the largest real one is cut, the next has 74,000."""
TEXT_LINES = 12_000
"""The block parser's cost grows with lines; real texts stay below 2,000."""
PAGE_BYTES = 46_000
"""Compressed size of a body, so that a page with everything around it stays below 60 kB."""
RENDERER_VERSION = 5
"""Part of every cache key: changes whenever the same text would give other HTML."""

_DATA_IMAGE = re.compile(r"data:[a-z]{1,20}/[a-z0-9.+-]{1,40};base64,[A-Za-z0-9+/=]{200,}")
_ANCHOR = re.compile(r' id="L([1-9][0-9]{0,6})"')
_TITLE_LEVEL = 1
_DEEPEST = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """One rendered text."""

    html: Markup
    """Clean HTML without an element above `h3`."""
    cut_at: int = 0
    """The first line that is not shown; 0 where all is shown."""
    lines: int = 0
    """How many lines the file has."""
    anchors: tuple[int, ...] = ()
    """The lines that can be linked to, in order; the others have no words of their own."""


def render_body(text: str, *, limits: Limits = LIMITS) -> Body:
    """Render one proposal's file.

    Args:
        text: the file, front matter and preamble included; line numbers count from its first line.
        limits: caps on paragraphs and nesting.

    Returns:
        The HTML. A text beyond the caps is cut before a heading, and `cut_at` says where.
    """
    _, source, first_line = split_front_matter(text)
    lines = split_lines(_without_embedded_images(source))
    total = len(lines) + first_line - 1
    kept = _cut(lines, characters=TEXT_CHARACTERS, most=TEXT_LINES)
    while True:
        html = _clean(_render("\n".join(lines[:kept]), first_line=first_line, limits=limits))
        if len(zlib.compress(html.encode("utf-8", "replace"), 6)) <= PAGE_BYTES or kept <= 1:
            break
        kept = _heading_before(lines, max(1, kept * 2 // 3))
    is_cut = kept < len(lines)
    return Body(
        html=escape.trusted_html(html),
        cut_at=kept + first_line if is_cut else 0,
        lines=total,
        anchors=tuple(sorted(int(line) for line in _ANCHOR.findall(html))),
    )


def clean_body(html: str) -> Markup:
    """Clean a rendering that was kept in a file, as if it were an author's."""
    return escape.trusted_html(_clean(html))


def _without_embedded_images(source: str) -> str:
    return _DATA_IMAGE.sub("data:", source)


def _cut(lines: Sequence[str], *, characters: int, most: int) -> int:
    """Return how many lines to keep: all, or those before the last heading that still fits."""
    used = 0
    for number, line in enumerate(lines):
        used += len(line) + 1
        if used > characters or number >= most:
            return _heading_before(lines, number)
    return len(lines)


def _heading_before(lines: Sequence[str], number: int) -> int:
    for index in range(number, number // 2, -1):
        if re.match(r"#{1,6} ", lines[index][:8]):
            return index
    return max(1, number)


def _render(source: str, *, first_line: int, limits: Limits) -> str:
    env: MutableMapping[str, Any] = {}
    parser = _parser()
    tokens = parser.parse(escape.printable(source), env)
    walk = _Walk(offset=first_line - 1)
    walk.prepare(tokens)
    env["lines_of_headings"] = walk.lines_of_headings
    _cap_paragraphs(tokens, env, limits)
    for token in tokens:
        if token.type == "inline":
            walk.mark_lines(token)
    return str(parser.renderer.render(tokens, parser.options, env))


@cache
def _parser() -> Any:
    from markdown_it import MarkdownIt

    parser = MarkdownIt(
        "commonmark", {"html": False, "maxNesting": LIMITS.nesting, "linkify": False}
    )
    parser.enable(["table", "strikethrough"])
    # Paragraphs are parsed one by one below, under a cap; text_join belongs to that step.
    parser.disable(["inline", "text_join"])
    rules: dict[str, Any] = parser.renderer.rules  # type: ignore[attr-defined]
    rules |= {
        "image": _image,
        "link_open": _link_open,
        "link_close": _link_close,
        "fence": _code,
        "code_block": _code,
        "softbreak": _line_break,
        "hardbreak": _hard_break,
        "table_open": _table_open,
        "table_close": _table_close,
    }
    return parser


@cache
def _inline_parser() -> Any:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": LIMITS.nesting})
    return parser.enable("strikethrough")


def _cap_paragraphs(tokens: list[Any], env: Any, limits: Limits) -> None:
    """Parse each paragraph's inside; one beyond the caps stands as the plain text that it is."""
    from markdown_it.token import Token

    for token in tokens:
        if token.type != "inline":
            continue
        text = token.content
        if len(text) > limits.paragraph_characters or text.count("[") > limits.brackets:
            token.children = [Token("text", "", 0, content=text)]
        else:
            [parsed] = _inline_parser().parseInline(text, env)
            token.children = parsed.children


class _Walk:
    """Gives block tokens their line anchors and moves headings below the page's own."""

    def __init__(self, *, offset: int) -> None:
        self.offset = offset
        self.taken: set[int] = set()
        self.levels: list[int] = []
        self.has_heading = False
        self.lines_of_headings: dict[str, int] = {}
        """Where a link to a heading leads, by the name that forges give the heading."""

    def prepare(self, tokens: list[Any]) -> None:
        for index, token in enumerate(tokens):
            if token.type == "heading_open":
                self._move_heading(token, tokens[index + 1].content, tokens[index + 2])
                self._name_heading(token, tokens[index + 1].content)
            if token.type in ("th_open", "td_open"):
                token.attrs = _alignment(str(token.attrGet("style") or ""))
            if token.type == "th_open" and not tokens[index + 1].content.strip():
                # A header without words heads nothing, and readers are told of a heading.
                token.tag = tokens[index + 2].tag = "td"
            if token.nesting < 0 or token.hidden or not token.map or token.type == "inline":
                continue
            if token.type in ("bullet_list_open", "ordered_list_open", "blockquote_open"):
                continue
            if token.type in ("table_open", "thead_open", "tbody_open"):
                token.meta = {"line": token.map[0] + 1 + self.offset}
                continue
            self._anchor(token, token.map[0] + 1 + self.offset)

    def _anchor(self, token: Any, line: int) -> None:
        if line not in self.taken:
            self.taken.add(line)
            token.attrSet("id", f"L{line}")

    def _move_heading(self, opening: Any, words: str, closing: Any) -> None:
        """A first `#` is the document's title and no section; the rest nests without gaps."""
        level = int(opening.tag[1])
        is_title = not self.has_heading and level == _TITLE_LEVEL
        self.has_heading = True
        if is_title or not words.strip():
            opening.tag = closing.tag = "p"
            opening.attrSet("class", "doc-title")
            return
        while self.levels and self.levels[-1] >= level:
            self.levels.pop()
        self.levels.append(level)
        opening.tag = closing.tag = f"h{min(2 + len(self.levels), _DEEPEST)}"

    def _name_heading(self, opening: Any, content: str) -> None:
        words = re.sub(r"[^\w\- ]", "", content[:200].strip().lower())
        line = (opening.map or [0])[0] + 1 + self.offset
        self.lines_of_headings.setdefault(words.replace(" ", "-"), line)

    def mark_lines(self, token: Any) -> None:
        """Tell line breaks inside a paragraph which line they begin."""
        if not token.map:
            return
        line = token.map[0] + 1 + self.offset
        for child in token.children or []:
            if child.type in ("softbreak", "hardbreak"):
                line += 1
                if line not in self.taken:
                    self.taken.add(line)
                    child.meta = {"line": line}


def _alignment(style: str) -> dict[str, str | int | float]:
    """The parser aligns cells by an inline style, which the page's policy forbids."""
    side = style.removeprefix("text-align:")
    return {"class": side} if side in ("center", "right") else {}


# The parser calls a rule with all four, needed or not.
def _image(tokens: Any, index: int, options: Any, env: Any) -> str:  # noqa: ARG001
    token = tokens[index]
    words = escape.html(token.content.strip() or "picture")
    address = escape.url(str(token.attrGet("src") or ""))
    if not address.startswith(("https://", "http://")):
        return f"<em>[picture: {words}]</em>"
    return f'<a href="{escape.attribute(address)}">[picture: {words}]</a>'


def _link_open(tokens: Any, index: int, options: Any, env: Any) -> str:  # noqa: ARG001
    address = escape.url(str(tokens[index].attrGet("href") or ""))
    if address.startswith("#"):
        line = env.get("lines_of_headings", {}).get(address[1:].lower())
        return f'<a href="#L{line}">' if line else "<span>"
    if not address.startswith(("https://", "http://", "mailto:")):
        return "<span>"
    return f'<a href="{escape.attribute(address)}">'


def _link_close(tokens: Any, index: int, options: Any, env: Any) -> str:
    depth = 0
    for token in reversed(tokens[:index]):
        if token.type == "link_close":
            depth += 1
        elif token.type == "link_open":
            if depth == 0:
                return "</span>" if _link_open([token], 0, options, env) == "<span>" else "</a>"
            depth -= 1
    return "</a>"


def _code(tokens: Any, index: int, options: Any, env: Any) -> str:  # noqa: ARG001
    """Code with an anchor for each of its lines; a wide block can be scrolled by keyboard."""
    token = tokens[index]
    first = _first_code_line(token)
    language = re.match(r"[a-z0-9+-]{1,20}", token.info.strip().lower()) if token.info else None
    marker = f' class="language-{language[0]}"' if language else ""
    shown = [
        _code_line(line, first + number if first and (number or token.type == "fence") else 0)
        for number, line in enumerate(token.content.rstrip("\n").split("\n"))
    ]
    own = f' id="{token.attrGet("id")}"' if first else ""
    return f'<pre tabindex="0"{own}><code{marker}>' + "\n".join(shown) + "\n</code></pre>\n"


def _code_line(line: str, number: int) -> str:
    anchor = f'<span id="L{number}"></span>' if number and line else ""
    return anchor + str(escape.html(line))


def _first_code_line(token: Any) -> int:
    line = re.fullmatch(r"L(\d+)", str(token.attrGet("id") or ""))
    if line is None:
        return 0
    return int(line[1]) + (1 if token.type == "fence" else 0)


def _line_break(tokens: Any, index: int, options: Any, env: Any) -> str:  # noqa: ARG001
    line = tokens[index].meta.get("line")
    return f'\n<span id="L{line}"></span>' if line else "\n"


def _hard_break(tokens: Any, index: int, options: Any, env: Any) -> str:
    return "<br>" + _line_break(tokens, index, options, env)


def _table_open(tokens: Any, index: int, options: Any, env: Any) -> str:  # noqa: ARG001
    line = tokens[index].meta.get("line", 0)
    label = f'aria-label="Table at line {line}"'
    return f'<div class="scroll" tabindex="0" role="region" {label}><table>\n'


def _table_close(tokens: Any, index: int, options: Any, env: Any) -> str:  # noqa: ARG001
    return "</table></div>\n"


_TAGS = frozenset(
    [
        "a",
        "blockquote",
        "br",
        "code",
        "del",
        "div",
        "em",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "li",
        "ol",
        "p",
        "pre",
        "s",
        "span",
        "strong",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_ATTRIBUTES = {
    "a": {"href"},
    "code": {"class"},
    "p": {"class", "id"},
    "div": {"class", "tabindex", "role", "aria-label"},
    "pre": {"tabindex", "id"},
    "ol": {"start"},
    "td": {"class"},
    "th": {"class"},
    **{tag: {"id"} for tag in ("h3", "h4", "h5", "h6", "hr", "li", "span", "tr")},
}
_VALUES = {
    "id": re.compile(r"L[1-9][0-9]{0,6}"),
    "class": re.compile(r"language-[a-z0-9+-]{1,20}|doc-title|scroll|center|right"),
    "tabindex": re.compile("0"),
    "role": re.compile("region"),
    "aria-label": re.compile("Table at line [0-9]{1,7}"),
    "start": re.compile("[0-9]{1,9}"),
}


def _allowed(_tag: str, name: str, value: str) -> str | None:
    """Keep an attribute only in the form in which the renderer above writes it."""
    if name in ("href", "rel"):
        return value
    pattern = _VALUES.get(name)
    return value if pattern is not None and pattern.fullmatch(value) else None


def _clean(html: str) -> str:
    import nh3

    return nh3.clean(
        html,
        tags=set(_TAGS),
        attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
        attribute_filter=_allowed,
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow noopener noreferrer ugc",
        strip_comments=True,
    )
