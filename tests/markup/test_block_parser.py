"""The choice of rules and the pass over simple paragraphs give what markdown-it gives."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from sepkit.markup import block_parser
from sepkit.markup.inline import flatten, inline_parser
from sepkit.markup.plain_inline import read_plain
from sepkit.model import LIMITS

LINES = (
    *("words", "more words here", "", "", "    indented", "  two blanks", "\ttab"),
    *("- item", "* item", "+ item", "1. one", "2) two", "10. ten", "-", "1.", "  - nested"),
    *("# One", "## Two ##", "####### seven", "#none", "===", "---", "- - -", "***", "--- x"),
    *("```", "```py", "~~~", "~~~~ x", "  ```", "> quoted", ">", "> - item", "> ```", "- > both"),
    *("| a | b |", "|---|:-:|", "|--", "a | b", "- | x", ":-", "<div>", "<!-- note", "-->"),
    *("<b>bold</b>", "[a]: https://example.org", '[b]: /x "t"', "[c]:", "'title'", "- # head"),
    *("   three", "    - deep", "      deeper", "\x0c", "\u2028", "\u00a0", "- ```", "  ~~~"),
)
PIECES = (
    *("a", "word", " ", "  ", "\n", "  \n", "*", "**", "***", "_", "__", "`", "``", "`x`", "~"),
    *("~~", "[", "]", "(", ")", "](", "[a](b)", "[`c`](https://example.org/x)", "![i](j)"),
    *("<", "<b>", "<br>", "< ", "&", "&amp;", "&nope;", "&#35;", "!", "\\", "\\*", "\\a", "é"),
    *("“", "”", ".", ",", ":", "-", "**Label**:", "snake_case", "\u00a0", "\t", "1", "|", "\\\n"),
    *('[a](b "t")', "[x](javascript:y)", "[q](<r s>)", "https://example.org", "[é](ü)", "$"),
)


def plain_parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": LIMITS.nesting, "html": True})
    return parser.enable("table").disable("inline")


PLAIN = plain_parser()


@given(st.lists(st.sampled_from(LINES), max_size=14).map("\n".join))
def test_blocks_are_those_of_markdown_it_with_all_rules_asked(text: str) -> None:
    expected = [
        (token.type, token.tag, token.content, token.info, token.map)
        for token in PLAIN.parse(text)
        if token.type in block_parser.READ and token.map
    ]

    found = [
        (token.type, token.tag, token.content, token.info, token.map)
        for token in block_parser.read_tokens(text)
        if token.map
    ]

    assert [item for item in found if item[0] != "heading_open"] == [
        item for item in expected if item[0] != "heading_open"
    ]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join).map(str.strip))
def test_what_is_read_plainly_is_what_markdown_it_reads(source: str) -> None:
    found = read_plain(source, target_of)

    if found is not None:
        [token] = inline_parser().parseInline(source)
        assert found == flatten(token.children or [])


def target_of(written: str) -> str | None:
    target = inline_parser().normalizeLink(written)
    return target if inline_parser().validateLink(target) else None


@pytest.mark.parametrize(
    "source",
    [
        "**Status**: Draft",
        "calls `tools/list` and *then* [another](https://example.org/x#y)",
        "[`code` in a link](../page.md), snake_case and 2 * 3",
        "**[key](https://example.org)** is a\nlink in bold",
        "a & b < c, [x], 5 ~ 6, \\* and wait!",
    ],
)
def test_common_paragraphs_need_no_general_parser(source: str) -> None:
    assert read_plain(source, target_of) is not None


@pytest.mark.parametrize(
    "source", ["*a **b** c*", "![a](b)", "<b>x</b>", "&amp;", "~~x~~", "a*b*c"]
)
def test_what_is_unclear_is_left_to_the_general_parser(source: str) -> None:
    assert read_plain(source, target_of) is None
