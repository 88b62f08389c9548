"""reStructuredText as the same blocks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sepkit.markup import read_rst_blocks
from sepkit.model import Limits

TEXT = """\
Abstract
========

Two
lines of **bold** and `a link <https://example.org/x>`_ with ``code``::

    literal
      text

After.

Details
-------

- one
  more
- two

1. three

.. note:: A note
   of two lines

.. code-block:: python

    x = 1

=====
Other
=====

End
"""


def test_every_kind_of_block_has_its_lines_and_words() -> None:
    found = [
        (block.kind.value, block.line, block.end_line, block.level, block.text)
        for block in read_rst_blocks(TEXT)
    ]

    assert found == [
        ("heading", 1, 2, 1, "Abstract"),
        ("paragraph", 4, 5, 0, "Two lines of bold and a link with `code`:"),
        ("code", 6, 8, 0, "    literal\n      text"),
        ("paragraph", 10, 10, 0, "After."),
        ("heading", 12, 13, 2, "Details"),
        ("item", 15, 16, 1, "one more"),
        ("item", 17, 17, 1, "two"),
        ("item", 19, 19, 1, "three"),
        ("html", 21, 22, 0, ".. note:: A note\n   of two lines"),
        ("code", 24, 26, 0, ".. code-block:: python\n\n    x = 1"),
        ("heading", 29, 30, 3, "Other"),
        ("paragraph", 32, 32, 0, "End"),
    ]


def test_links_are_kept() -> None:
    [link] = read_rst_blocks(TEXT)[1].links

    assert (link.text, link.target) == ("a link", "https://example.org/x")


@pytest.mark.parametrize(
    "text", ["====\n====\n", "a\n\n====\n", "====", "..", "a::", "::\n\n  b", "- \n", "`" * 500]
)
def test_odd_ends_are_read(text: str) -> None:
    assert all(block.line >= 1 for block in read_rst_blocks(text))


def test_headings_are_read_up_to_the_cap() -> None:
    found = read_rst_blocks("abc\n===\n\n" * 9, limits=Limits(headings=3))

    # One more than the cap shows the dialect that it was passed.
    assert len([block for block in found if block.kind == "heading"]) == 4


@given(text=st.text(alphabet="ab \n=-.:`*<>_1|", max_size=300))
def test_no_text_crashes_it_and_no_line_is_read_twice(text: str) -> None:
    end = 0
    for block in read_rst_blocks(text):
        assert block.line > end
        assert block.end_line >= block.line
        end = block.line
    assert end <= text.count("\n") + 1
