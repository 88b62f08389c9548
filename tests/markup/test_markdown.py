"""Markdown as blocks: every kind, every line, and text from nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sepkit.markup import read_blocks, read_lines, split_front_matter, split_lines
from sepkit.model import BlockKind, Limits

TEXT = """\
# One

Two
lines of **bold** and [a link](https://example.org/x).

- **Label**: value
  - nested

| A | B |
|---|---|
| c | `d` |

```ts x
const a = 1;
```

<!-- comment -->

> quoted
"""


def test_every_kind_of_block_has_its_lines_and_words() -> None:
    found = [
        (block.kind.value, block.line, block.end_line, block.level, block.text)
        for block in read_blocks(TEXT)
    ]

    assert found == [
        ("heading", 1, 1, 1, "One"),
        ("paragraph", 3, 4, 0, "Two lines of bold and a link."),
        ("item", 6, 6, 1, "Label: value"),
        ("item", 7, 7, 2, "nested"),
        ("row", 9, 9, 0, "A | B"),
        ("row", 11, 11, 0, "c | `d`"),
        ("code", 13, 15, 0, "const a = 1;\n"),
        ("html", 17, 17, 0, "<!-- comment -->\n"),
        ("paragraph", 19, 19, 0, "quoted"),
    ]


def test_blocks_carry_links_bold_beginnings_cells_and_languages() -> None:
    blocks = read_blocks(TEXT)

    assert [(link.text, link.target) for link in blocks[1].links] == [
        ("a link", "https://example.org/x")
    ]
    assert (blocks[1].strong, blocks[2].strong) == ("", "Label")
    assert (blocks[4].info, blocks[4].cells, blocks[5].info) == ("header", ("A", "B"), "")
    assert (blocks[6].info, blocks[8].quoted) == ("ts", True)


def test_lines_are_counted_from_where_the_text_begins() -> None:
    assert [block.line for block in read_blocks("a\n\nb\n", first_line=11)] == [11, 13]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a\nb", ["a", "b"]),
        ("a\r\nb\rc", ["a", "b", "c"]),
        ("a\u2028b\x0bc\x0cd\x85e", ["a\u2028b\x0bc\x0cd\x85e"]),
        ("", [""]),
    ],
)
def test_only_carriage_return_and_line_feed_end_a_line(text: str, lines: list[str]) -> None:
    assert split_lines(text) == lines


@pytest.mark.parametrize(
    ("text", "front", "body", "line"),
    [
        ("---\na: b\n---\nc\n", "a: b", "c\n", 4),
        ("---\r\na: b\r\n---\r\nc", "a: b", "c", 4),
        ("\ufeff---\na: b\n...\nc", "a: b", "c", 4),
        ("---\na: b\n", "", "---\na: b\n", 1),
        ("c\n---\na\n---\n", "", "c\n---\na\n---\n", 1),
        ("", "", "", 1),
    ],
)
def test_front_matter_is_split_off(text: str, front: str, body: str, line: int) -> None:
    assert split_front_matter(text) == (front, body, line)


def test_a_paragraph_can_be_read_line_by_line() -> None:
    lines = read_lines("**A**: b\nc `d\ne` <!-- f\ng --> h\ni", first_line=5)

    assert [(block.text, block.line, block.strong) for block in lines] == [
        ("A: b", 5, "A"),
        ("c `d e`  h", 6, ""),
        ("i", 9, ""),
    ]


def test_a_paragraph_beyond_the_caps_is_not_read_line_by_line() -> None:
    assert read_lines("[" * 600) == ()
    assert read_lines("a " * 10_000) == ()


def test_a_paragraph_beyond_the_caps_stands_as_plain_text() -> None:
    [block] = read_blocks("**a** [b](c)", limits=Limits(brackets=0))

    assert (block.text, block.links) == ("**a** [b](c)", ())


@pytest.mark.parametrize(("rows", "count"), [(1, 1), (2, 2), (3, 3), (9, 3)])
def test_rows_are_read_up_to_the_cap(rows: int, count: int) -> None:
    text = "| a |\n|---|\n" + "| b |\n" * (rows - 1)

    assert len(read_blocks(text, limits=Limits(table_rows=3))) == count


def test_cells_are_read_up_to_the_cap() -> None:
    text = "| a | b |\n|---|---|\n" + "| c | d |\n" * 5

    assert len(read_blocks(text, limits=Limits(table_cells=5))) == 2


@pytest.mark.parametrize("depth", [4, 48, 49, 50, 51, 60, 120])
def test_deep_nesting_loses_no_words(depth: int) -> None:
    text = "".join(f"{'  ' * level}- word{level}\n" for level in range(depth))

    found = " ".join(block.text for block in read_blocks(text)).split()

    assert {f"word{level}" for level in range(depth)} <= set(found)


@pytest.mark.parametrize("depth", [4, 98, 99, 100, 101, 5000])
def test_deep_quotations_lose_no_words(depth: int) -> None:
    [block] = read_blocks(f"{'>' * depth} words\n")

    assert block.text.endswith("words")
    assert block.quoted


@given(text=st.text(alphabet="ab \n\t#-*`_[]()|<>!&\\:~1.", max_size=300))
def test_no_text_crashes_it_and_every_line_exists(text: str) -> None:
    last = text.count("\n") + 1

    for block in read_blocks(text):
        assert 1 <= block.line <= block.end_line <= last + 1
        assert isinstance(block.kind, BlockKind)


@given(text=st.text(alphabet="ab \n*`_[]()<>!-", max_size=200))
def test_line_by_line_reading_stays_inside_the_paragraph(text: str) -> None:
    lines = read_lines(text, first_line=3)
    numbers = [block.line for block in lines]

    assert numbers == sorted(numbers)
    assert all(3 <= number <= 3 + text.count("\n") for number in numbers)
