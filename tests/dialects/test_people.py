"""Every form in which authors write themselves; handles are read, never guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sepkit.dialects.people import parse_people

FORMS: list[tuple[str, list[tuple[str, str | None]]]] = [
    ("Ann Example (@ann)", [("Ann Example", "ann")]),
    ("Ann Example", [("Ann Example", None)]),
    ("@ann", [("", "ann")]),
    ("ann", [("ann", None)]),
    ("Ann Example (ann@example.org)", [("Ann Example", None)]),
    ("Ann Example <ann@example.org> (@ann)", [("Ann Example", "ann")]),
    ("Ann Example (ann@example.org) (@ann)", [("Ann Example", "ann")]),
    ("Ann Example ann@example.org", [("Ann Example", None)]),
    ("Ann Example <ann at example.org>", [("Ann Example", None)]),
    ("Ann Example @ann", [("Ann Example", "ann")]),
    ("Ann Example ( @ann )", [("Ann Example", "ann")]),
    ("Ann Example (@ann )", [("Ann Example", "ann")]),
    ("@ann - Ann Example", [("Ann Example", "ann")]),
    ("@ann \u2014 Ann Example", [("Ann Example", "ann")]),
    ("@ann (Ann Example)", [("Ann Example", "ann")]),
    ("Ann (@ann) Bob (@bob)", [("Ann", "ann"), ("Bob", "bob")]),
    ("@ann @bob", [("", "ann"), ("", "bob")]),
    ("Ann (@ann) and Bob (@bob)", [("Ann", "ann"), ("Bob", "bob")]),
    ("Ann (@ann), Bob (@bob) and Cid", [("Ann", "ann"), ("Bob", "bob"), ("Cid", None)]),
    ("Ann (@ann) & Bob (@bob)", [("Ann", "ann"), ("Bob", "bob")]),
    ("Ann (@ann); on behalf of the Queue Working Group", [("Ann", "ann")]),
    ("Ann (@ann) on behalf of the Queue Working Group", [("Ann", "ann")]),
    (
        "Ann (@ann) \u2014 original text; Bob (@bob) \u2014 current shepherd, later than 12",
        [("Ann", "ann"), ("Bob", "bob")],
    ),
    ("Ann (@ann); first idea by @cid in #9102", [("Ann", "ann"), ("", "cid")]),
    ("Queue Working Group", [("Queue Working Group", None)]),
    ("Ann (@ann), Ann (@ann)", [("Ann", "ann")]),
    ("Ann C. (@ann)", [("Ann C.", "ann")]),
    ("Ann D. Example (@ann)", [("Ann D. Example", "ann")]),
    ("Ann Example, Jr. <ann@example.org>, Bob", [("Ann Example, Jr.", None), ("Bob", None)]),
    ("Ann (Queues, Inc.) (@ann), Bob", [("Ann", "ann"), ("Bob", None)]),
    ("Guido von Example", [("Guido von Example", None)]),
    ("de la Example", [("de la Example", None)]),
    ("\u201c@ann\u201d", [("", "ann")]),
    ("000-000 (@000-000-000)", [("000-000", "000-000-000")]),
    ("", []),
    (" , ;", []),
]


@pytest.mark.parametrize(("text", "people"), FORMS)
def test_each_form_gives_names_and_handles(text: str, people: list[tuple[str, str | None]]) -> None:
    assert [(person.name, person.handle) for person in parse_people(text)] == people


@pytest.mark.parametrize(
    "text",
    [
        "@\u0430nn",  # a Cyrillic first letter
        "@a\u0430n",
        "@ann\u200bexample",
        "@ann_example",
        "@-ann",
        "@" + "a" * 40,
        "ann@example.org",
        "@ann/team",
        "\uff20ann",
    ],
)
def test_what_only_resembles_a_handle_is_none(text: str) -> None:
    assert [person.handle for person in parse_people(text) if person.handle] == []


@given(st.text(max_size=300))
def test_no_text_crashes_it_and_handles_stand_in_the_text(text: str) -> None:
    for person in parse_people(text):
        assert person.name or person.handle
        assert person.handle is None or f"@{person.handle}" in text
        assert "@example" not in person.name
