"""Names that have a form of their own, and sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sepkit.markup.names import find_names, form_of, header_id
from sepkit.markup.sentences import split_sentences


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("-32602", "error"),
        ("-42", ""),
        ("/.well-known/lamp-server", "uri"),
        ("lamps/list", "call"),
        ("notifications/lamps/list_changed", "call"),
        ("application/json", ""),
        ("text/event-stream", ""),
        ("src/lamps/Main", ""),
        ("org.lamps/trace", "keyed"),
        ("lamps.org/docs", ""),
        ("Lamp-Colour", "header"),
        ("Lamp-Param-{name}", "header"),
        ("JSON-RPC", ""),
        ("ListLampsResult", "type"),
        ("lamps.listChanged", "dotted"),
        ("colour", "word"),
        ("two words", ""),
    ],
)
def test_a_form_tells_the_kind(word: str, kind: str) -> None:
    assert form_of(word) == kind


def test_clear_forms_are_found_outside_code_and_all_forms_inside() -> None:
    text = "Call lamps/list, see ListLampsResult and Lamp; `Lamp` and `GET /.well-known/x` too."

    found = [(name.kind, name.text, name.is_code) for name in find_names(text)]

    assert found == [
        ("call", "lamps/list", False),
        ("type", "ListLampsResult", False),
        ("type", "Lamp", True),
        ("uri", "/.well-known/x", True),
    ]


def test_an_address_is_found_inside_a_whole_one() -> None:
    text = "at `https://example.com/.well-known/lamps` or https://example.com/.well-known/lights."

    assert [n.text for n in find_names(text)] == ["/.well-known/lamps", "/.well-known/lights"]


def test_headers_have_one_spelling() -> None:
    assert header_id("LAMP-colour") == header_id("Lamp-Colour") == "Lamp-Colour"


@given(st.text(max_size=200))
def test_every_name_stands_in_the_text(text: str) -> None:
    for name in find_names(text):
        assert name.text in text[name.start :]


def test_sentences_end_neither_at_abbreviations_nor_in_code() -> None:
    text = "Use it, e.g. `A. B`, at v1.2. Then stop! (Really.) See RFC 2119."

    assert split_sentences(text) == [
        "Use it, e.g. `A. B`, at v1.2.",
        "Then stop!",
        "(Really.)",
        "See RFC 2119.",
    ]


@given(st.text(alphabet='ab .!?`\n"A', max_size=80))
def test_no_word_is_lost_between_sentences(text: str) -> None:
    assert " ".join(split_sentences(text)).split() == text.split()
