"""Names in sentences, and what the sentence does to them."""

import pytest

from tests.analysis.touches.builders import acts, touches


@pytest.mark.parametrize(
    ("sentence", "act"),
    [
        ("Clients MUST call `lamps/list` first.", "relies-on"),
        ("This removes `lamps/list`.", "removes"),
        ("Replace `lamps/list` with something else.", "removes"),
        ("The `lamps/list` method is removed.", "removes"),
        ("`lamps/list`: Removed in both directions.", "removes"),
        ("`lamps/list` (deprecated) has a successor.", "deprecates"),
        ("This deprecates `lamps/list`.", "deprecates"),
        ("This extends `lamps/list` by a filter.", "changes"),
        ("Add a `filter` parameter to `lamps/list`.", "changes"),
        ("This removes the `cursor` field from `lamps/list`.", "changes"),
        ("`lamps/list` changes from a list to a tree.", "changes"),
        ("Unlike `lamps/list`, this is fast.", "mentions"),
        ("A new method rather than changing `lamps/list`.", "mentions"),
        ("This does not change `lamps/list`.", "mentions"),
        ("It works without `lamps/list`.", "mentions"),
        ("`lamps/list` was removed in 2031-06-01.", "mentions"),
        ("Earlier versions had `lamps/list`.", "mentions"),
        ("One option would be to call `lamps/list`.", "mentions"),
        ("[LIP-12] removes `lamps/list`.", "mentions"),
        ("> Clients MUST call `lamps/list`.", "mentions"),
        ("| `lamps/list` | lists |\n| --- | --- |\n| `lamps/list` | x |", "mentions"),
        ("| a | b |\n| --- | --- |\n| `lamps/list` | clients MUST call it |", "relies-on"),
    ],
)
def test_the_verb_that_governs_a_name_decides(sentence: str, act: str) -> None:
    assert acts(f"## Specification\n\n{sentence}\n") == {"method:lamps/list": act}


@pytest.mark.parametrize(
    ("heading", "act"),
    [
        ("Specification", "relies-on"),
        ("Motivation", "mentions"),
        ("Backward Compatibility", "mentions"),
        ("Alternatives Considered", None),
    ],
)
def test_the_section_decides_whether_a_name_is_asked_for(heading: str, act: str | None) -> None:
    found = acts(f"## {heading}\n\nClients call `greet` first.\n")

    assert found.get("method:greet") == act


def test_a_proposal_that_speaks_of_itself_acts_in_any_section() -> None:
    found = acts("## Motivation\n\nThis proposal removes `lamps/list`.\n")

    assert found == {"method:lamps/list": "removes"}


def test_another_proposal_removes_it() -> None:
    text = "## Specification\n\nA sentence.\n\nThe session goes; LIP-9 drops `lamps/list`.\n"

    assert acts(text, cites=((9, 5),)) == {"method:lamps/list": "mentions"}


def test_a_removed_name_in_the_present_tense_is_reliance() -> None:
    found = acts("## Specification\n\nThe server declares it in its `greet` response.\n")

    assert found == {"method:greet": "relies-on"}


def test_terms_of_the_trade_stand_for_their_surface() -> None:
    found = touches("## Specification\n\nBoth sides agree during the Greeting Ritual.\n")

    [touch] = found
    assert (touch.surface, touch.act, touch.line) == ("method:greet", "relies-on", 3)
    assert touch.quote == "Both sides agree during the Greeting Ritual."


def test_headers_are_compared_without_case() -> None:
    found = acts("## Specification\n\nSend `LAMP-Colour` and the new `Lamp-Size` header.\n")

    assert found == {"header:Lamp-Colour": "relies-on", "header:Lamp-Size": "defines"}


def test_standard_http_headers_are_nobodys_to_define() -> None:
    assert acts("## Specification\n\nAdd a `Content-Type` header.\n") == {}


def test_a_method_that_nobody_knows_is_defined_where_words_say_so() -> None:
    text = "## Specification\n\nThis adds a `lamps/dim` method. See `src/lamps` and `a/b`.\n"

    assert acts(text) == {"method:lamps/dim": "defines"}


def test_extensions_and_keys_are_told_apart_by_the_words_around() -> None:
    text = (
        "## Specification\n\nThe extension `org.lamps/disco` is new.\n\n"
        "Add `org.lamps/watts` to `_meta`. Read `org.lamps/trace`.\n"
    )

    assert acts(text) == {
        "extension:org.lamps/disco": "defines",
        "meta:org.lamps/trace": "relies-on",
        "meta:org.lamps/watts": "defines",
    }


def test_capabilities_are_found_by_their_path() -> None:
    found = acts("## Specification\n\nServers MUST declare `lamps.listChanged`.\n")

    assert found == {"capability:server.lamps.listChanged": "relies-on"}


def test_a_long_sentence_is_quoted_in_short() -> None:
    [touch] = touches(f"## Specification\n\nCall `lamps/list` {'very ' * 200}often.\n")

    assert len(touch.quote) == 160
    assert touch.quote.endswith("…")
