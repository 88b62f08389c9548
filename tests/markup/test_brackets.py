"""Brackets without a partner, where they stand."""

import pytest

from sepkit.markup.brackets import find_unbalanced


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("interface A {\n  b: string\n", 1, "`{` is never closed"),
        ("interface A {\n  b: { c: string\n}\n", 1, "`{` is never closed"),
        ("type A = string[\n", 1, "`[` is never closed"),
        ("const a = 1;\n}\n", 2, "`}` closes nothing"),
        ("f(\n{ )\n", 2, "`)` closes nothing"),
    ],
)
def test_a_bracket_without_a_partner_is_named_with_its_line(
    text: str, line: int, message: str
) -> None:
    found = find_unbalanced(text)

    assert found is not None
    assert (found.line, found.message) == (line, message)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "interface A<T> extends B<C<T>> { b?: (x: T) => void; [key: string]: unknown }",
        "// { in a comment\nconst a = '}'; /* [ */",
        "type A = { b: string } // …",
    ],
)
def test_what_is_balanced_is_left_alone(text: str) -> None:
    assert find_unbalanced(text) is None


def test_lines_that_a_diff_takes_away_do_not_count() -> None:
    text = " interface A {\n-  b: {\n+  b: string\n }\n"

    assert find_unbalanced(text, is_diff=True) is None
