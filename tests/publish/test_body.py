"""A stranger's Markdown becomes words on a page and nothing else."""

import json
import re
import time
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sepkit.publish import body as bodies
from sepkit.publish.body import render_body

PAYLOADS: list[str] = json.loads((Path(__file__).parent / "payloads.json").read_text("utf-8"))
TAGS = {
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
}
ATTRIBUTES = {"href", "rel", "id", "class", "tabindex", "role", "aria-label", "start"}


class Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs


def seen(text: str) -> Seen:
    parser = Seen()
    parser.feed(str(render_body(text).html))
    return parser


def assert_harmless(found: Seen) -> None:
    assert set(found.tags) <= TAGS
    assert {name for name, _ in found.attributes} <= ATTRIBUTES
    for name, value in found.attributes:
        if name == "href":
            assert re.match(r"https?://|mailto:|#L\d+$", value or ""), value
        if name == "id":
            assert re.fullmatch(r"L\d+", value or "")


@pytest.mark.parametrize(
    "frame",
    [
        "{}",
        "# {}",
        "- {}",
        "> {}",
        "| a |\n|---|\n| {} |",
        "```\n{}\n```",
        "[x]({})",
        "![x]({})",
        "<{}>",
        "[a]: {}\n\n[a]",
    ],
)
def test_no_payload_becomes_markup_of_its_own(frame: str) -> None:
    for payload in PAYLOADS:
        assert_harmless(seen(frame.replace("{}", payload[:400])))


@settings(max_examples=50, derandomize=True, deadline=None)
@given(st.text(st.sampled_from("ab`*_[]()<>#!|-\n\r\t 1.>&:\"'\\~=+\u202e\x00é"), max_size=120))
def test_no_text_at_all_becomes_markup_of_its_own(text: str) -> None:
    assert_harmless(seen(text))


def test_every_line_with_words_can_be_linked_to() -> None:
    text = "---\na: b\n---\n# T\n\none\ntwo\n\n- three\n  four\n\n```\nfive\n\nsix\n```\n"
    html = str(render_body(text).html)

    lines = {int(line) for line in re.findall(r'id="L(\d+)"', html)}
    wanted = {n for n, line in enumerate(text.split("\n"), 1) if n > 3 and line.strip("` ")}
    assert wanted <= lines


def test_no_line_is_named_twice() -> None:
    html = str(render_body("- a\n  - b\n    > c\n\n1. - x\n\n| a |\n|-|\n| b |\n").html)

    ids = re.findall(r'id="(L\d+)"', html)
    assert len(ids) == len(set(ids))


def test_headings_stand_below_the_page_and_have_no_gaps() -> None:
    found = seen("# Title\n\n## A\n\n###### B\n\n### C\n\n# D\n\n### E\n")

    assert [tag for tag in found.tags if tag.startswith("h")] == ["h3", "h4", "h4", "h3", "h4"]


def test_a_remote_picture_is_a_link() -> None:
    html = str(render_body("![words](https://evil.example/p.png)").html)

    assert "<img" not in html
    assert ">[picture: words]</a>" in html


def test_a_link_inside_the_text_leads_to_the_line_of_its_heading() -> None:
    html = str(render_body("[to](#the-end) [nowhere](#else)\n\n## The end\n").html)

    assert '<a href="#L3"' in html
    assert html.count("<a ") == 1


def test_links_that_leave_give_nothing_away() -> None:
    assert 'rel="nofollow noopener noreferrer ugc"' in str(
        render_body("[x](https://a.example)").html
    )


def test_a_long_text_is_cut_before_a_heading_and_says_where() -> None:
    text = "\n".join(f"## Part {n}\n\n" + f"words {n} " * 300 for n in range(200))

    body = render_body(text)

    assert 0 < body.cut_at < body.lines
    assert text.split("\n")[body.cut_at - 1].startswith("## Part")
    assert "words 0" in body.html


def test_text_that_does_not_compress_is_cut_to_the_size_of_a_page() -> None:
    import random
    import zlib

    chance = random.Random(1)  # noqa: S311 - noise, no secret
    text = "\n".join(f"{chance.random()}" * 3 for _ in range(4000))

    assert len(zlib.compress(render_body(text).html.encode())) <= bodies.PAGE_BYTES


def test_pictures_inside_a_text_cost_nothing() -> None:
    text = f"![p](data:image/png;base64,{'A' * 500_000})\n\n## After\n"

    body = render_body(text)

    assert body.cut_at == 0
    assert len(body.html) < 500


@pytest.mark.parametrize(
    "piece",
    [
        "[",
        "![",
        "<a ",
        "`",
        "*",
        "- a\n",
        "> ",
        "a|b\n",
        "(",
        "&",
        "\\",
        "1. a\n",
        "# a\n",
        "_a",
        "[a](",
        "<!--",
        "a\n\n",
        "| a |\n|---|\n",
        "~~",
        "\t",
        "][",
    ],
)
def test_no_text_takes_long(piece: str) -> None:
    text = piece * (250_000 // len(piece))
    begin = time.process_time()

    render_body(text)

    assert time.process_time() - begin < 4


def test_a_header_or_a_heading_without_words_heads_nothing() -> None:
    html = render_body("# Title\n\n## \n\n|  | b |\n|---|---|\n| 1 | 2 |\n").html

    assert html.count("<th>") == 1
    assert "<h3" not in html
