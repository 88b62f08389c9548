"""The content of one paragraph: markdown-it's inline tokens to plain words and links."""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any, Protocol

from sepkit.markup.plain_inline import Inline, read_plain
from sepkit.model import LIMITS, Link

KEPT_PARAGRAPHS = 8192
"""Revisions of a page, and versions of a proposal, repeat most of their paragraphs."""


class Token(Protocol):
    """What is used of markdown-it's token.

    Its import takes 50 ms, which a run that reads everything from the cache does not pay.
    """

    @property
    def type(self) -> str:
        """What it is: `text`, `link_open` or another word."""
        ...

    @property
    def tag(self) -> str:
        """The HTML tag it stands for."""
        ...

    @property
    def map(self) -> Sequence[int] | None:
        """First line and line after the last, from 0."""
        ...

    @property
    def level(self) -> int:
        """How deep it is nested."""
        ...

    @property
    def content(self) -> str:
        """The source or text in it."""
        ...

    @property
    def info(self) -> str:
        """The words after a fence."""
        ...

    @property
    def children(self) -> Sequence["Token"] | None:
        """The tokens of a paragraph's content."""
        ...

    def attrGet(self, name: str, /) -> str | int | float | None:  # noqa: N802 - its name there
        """Return an attribute of the tag."""
        ...


@cache
def inline_parser() -> Any:
    """Return the parser of one paragraph's content, made once."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": LIMITS.nesting, "html": True})
    parser.enable("strikethrough")
    return parser


@lru_cache(maxsize=KEPT_PARAGRAPHS)
def read_inline(source: str) -> Inline:
    """Return plain text, links, and the bold run at the beginning of a paragraph's content."""
    found = read_plain(source, _link_target)
    if found is not None:
        return found
    [token] = inline_parser().parseInline(source)
    return flatten(token.children or [])


@lru_cache(maxsize=KEPT_PARAGRAPHS)
def _link_target(written: str) -> str | None:
    parser = inline_parser()
    target: str = parser.normalizeLink(written)
    return target if parser.validateLink(target) else None


def runs_of(children: Sequence[Token]) -> list[list[Token]]:
    """Split inline tokens at line breaks."""
    runs: list[list[Token]] = [[]]
    for child in children:
        if child.type in ("softbreak", "hardbreak"):
            runs.append([])
        else:
            runs[-1].append(child)
    return runs


def flatten(children: Sequence[Token]) -> tuple[str, tuple[Link, ...], str]:
    """Return plain text, links, and the bold run at the very beginning.

    Code spans keep their backticks; comments and HTML tags leave nothing behind, a `<br>` a blank.
    """
    parts: list[str] = []
    links: list[Link] = []
    opened: list[tuple[str, int]] = []
    strong = ""
    depth = 0
    for child in children:
        match child.type:
            case "text" | "text_special":
                parts.append(child.content)
            case "code_inline":
                parts.append(f"`{child.content}`")
            case "softbreak" | "hardbreak":
                parts.append(" ")
            case "image":
                parts.append(child.content)
            case "link_open":
                opened.append((str(child.attrGet("href") or ""), len(parts)))
            case "link_close" if opened:
                target, start = opened.pop()
                links.append(Link(text="".join(parts[start:]).strip(), target=target))
            case "strong_open":
                depth = len(parts) if not "".join(parts).strip() and not strong else -1
            case "strong_close":
                if depth >= 0 and not strong:
                    strong = "".join(parts[depth:]).strip()
                depth = -1
            case "html_inline" if child.content.lower().startswith("<br"):
                parts.append(" ")
            case _:
                pass
    return "".join(parts).strip(), tuple(links), strong
