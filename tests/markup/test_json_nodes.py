"""JSON as people write it in examples."""

import json

from hypothesis import given
from hypothesis import strategies as st

from sepkit.markup import Node, NodeKind
from sepkit.markup.json_nodes import read_json


def plain(node: Node) -> object:
    if node.kind is NodeKind.MAPPING:
        return {key.text: plain(value) for key, value in node.entries}
    if node.kind is NodeKind.LIST:
        return [plain(item) for item in node.items]
    return node.text


def test_comments_trailing_commas_and_dots_are_no_obstacle() -> None:
    [node] = read_json('{\n // note\n "a": [1, ...],\n "b": {...},\n "c": -32001,\n}')

    assert plain(node) == {"a": ["1"], "b": {}, "c": "-32001"}


def test_keys_have_their_lines() -> None:
    [node] = read_json('{\n "a":\n  {"b": "x"}\n}', first_line=10)

    assert [(key.text, key.line) for key, _ in node.entries] == [("a", 11)]


def test_an_example_that_never_closes_is_read_to_its_end() -> None:
    [node] = read_json('{"a": {"b": [1, 2')

    assert plain(node) == {"a": {"b": ["1", "2"]}}


def test_several_values_one_after_the_other() -> None:
    assert [plain(node) for node in read_json('{"a": "x"}\n{"b": "y"}')] == [{"a": "x"}, {"b": "y"}]


def text_of(value: object) -> object:
    if isinstance(value, dict):
        return {str(key): text_of(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [text_of(inner) for inner in value]
    return value


WORDS = st.text(alphabet="abcxyz", min_size=1, max_size=5)


@given(
    st.dictionaries(
        WORDS,
        st.recursive(
            WORDS,
            lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
        ),
        max_size=4,
    )
)
def test_valid_json_is_read_as_json_reads_it(value: dict[str, object]) -> None:
    [node] = read_json(json.dumps(value, indent=1))

    assert plain(node) == text_of(value)


@given(st.text(alphabet='{}[]:,"x1 \n/*.-', max_size=80))
def test_no_text_crashes_the_reader(text: str) -> None:
    assert isinstance(read_json(text), tuple)


def test_a_hundred_thousand_brackets_are_no_danger() -> None:
    assert len(read_json("[" * 100_000)) == 1
