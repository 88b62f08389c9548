"""Strangers' YAML: text, lists and mappings with lines; all else is a problem, never a crash."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sepkit.markup import NodeKind, read_yaml
from sepkit.model import Limits

HOSTILE = {
    "an object": ("a: !!python/object/apply:os.system [ls]\n", "a tag is not allowed"),
    "a tag directive": ("%TAG ! tag:x,2000:\n---\na: !x b\n", "a tag is not allowed"),
    "an anchor of itself": ("a: &a [*a]\n", "an anchor is not allowed"),
    "an alias": ("a: 1\nb: *x\n", "an alias is not allowed"),
    "a merge": ("a: {b: 1}\n<<: {c: 2}\n", "a merge key is not allowed"),
    "a second document": ("a: 1\n---\nb: 2\n", "a second YAML document"),
    "a key twice": ("a: 1\na: 2\n", "`a` stands twice, first in line 1"),
    "a mapping for a key": ("? {a: b}\n: c\n", "a key has to be text"),
    "a tab": ("a:\n\t- b\n", "no valid YAML"),
    "an open quotation": ("a: 'b\n", "no valid YAML"),
    "an open bracket": ("a: [b\n", "no valid YAML"),
    "two colons": ("a: b: c\n", "no valid YAML"),
    "brackets without end": ("[" * 3000, "nested deeper than"),
    "deep blocks": ("".join(f"{' ' * n}a:\n" for n in range(200)), "nested deeper than"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_each_kind_of_hostile_text_is_a_problem_with_a_line(name: str) -> None:
    text, message = HOSTILE[name]
    _, problems = read_yaml(text)

    assert message in problems[0].message
    assert problems[0].line >= 1


def test_a_merge_bomb_is_no_bomb() -> None:
    bomb = "a0: &a0 {x: 1}\n" + "".join(
        f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 9)}]}}\n" for n in range(1, 9)
    )
    node, problems = read_yaml(bomb)

    assert node is not None
    assert len(problems) < 200


@pytest.mark.parametrize(
    "value", ["2026-13-45", "190:20:30", "0x1F", "yes", "~", ".inf", "1e999", "=", "0o8"]
)
def test_no_text_is_ever_turned_into_something_else(value: str) -> None:
    node, problems = read_yaml(f"a: {value}\n")

    assert problems == ()
    assert node is not None
    assert node.get("a") is not None
    assert node.entries[0][1].text == value


def test_control_characters_are_replaced() -> None:
    node, _ = read_yaml("a: x\0y\x1bz\n")

    assert node is not None
    assert node.entries[0][1].text == "x\ufffdy\ufffdz"


def test_what_stands_before_a_mistake_is_kept() -> None:
    node, problems = read_yaml("a: 1\nb: [2\nc: 3\n")

    assert problems
    assert node is not None
    first = node.get("a")
    assert first is not None
    assert first.text == "1"


def test_lines_and_columns_are_those_of_the_file() -> None:
    node, _ = read_yaml("a: 1\nb:\n  - c\n  - d\n", first_line=10)

    assert node is not None
    items = node.entries[1][1]
    assert (items.kind, items.texts()) == (NodeKind.LIST, ("c", "d"))
    assert [(item.line, item.column) for item in items.items] == [(12, 5), (13, 5)]


@pytest.mark.parametrize(("size", "is_read"), [(99, True), (100, True), (101, False)])
def test_bytes_are_read_up_to_the_cap(size: int, is_read: bool) -> None:
    node, problems = read_yaml("a" * size, limits=Limits(yaml_bytes=100))

    assert (node is not None, problems == ()) == (is_read, is_read)


@pytest.mark.parametrize(("count", "is_whole"), [(2, True), (3, True), (4, False)])
def test_values_are_read_up_to_the_cap(count: int, is_whole: bool) -> None:
    _, problems = read_yaml("- a\n" * count, limits=Limits(yaml_nodes=4))

    assert (problems == ()) is is_whole


@pytest.mark.parametrize(("depth", "is_whole"), [(4, True), (5, True), (6, False)])
def test_depth_is_read_up_to_the_cap(depth: int, is_whole: bool) -> None:
    _, problems = read_yaml("[" * depth + "]" * depth, limits=Limits(yaml_depth=5))

    assert (problems == ()) is is_whole


@given(text=st.text(alphabet="ab \n\t:-[]{}&*!|>'\"%#?,<~\0", max_size=200))
def test_no_text_crashes_it(text: str) -> None:
    node, problems = read_yaml(text)

    assert node is None or node.line >= 1
    assert all(problem.line >= 1 for problem in problems)
