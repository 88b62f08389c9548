"""Sentences with a key word, kept whole."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sepkit.analysis.requirements import find_requirements
from sepkit.analysis.requirements.keywords import find_keywords, is_opposed, strongest
from sepkit.markup import read_blocks
from sepkit.model import ProposalRequirement, RepoPath


def found(text: str) -> tuple[ProposalRequirement, ...]:
    return find_requirements(read_blocks(text), path=RepoPath("a.md"), prefix="LIP-7")


def texts(text: str) -> list[tuple[str, str]]:
    return [(item.keyword, item.text) for item in found(text)]


def test_each_sentence_with_a_key_word_is_one_requirement() -> None:
    assert texts("A **MUST** do x. It is nice. B SHOULD NOT do y, but C MAY.") == [
        ("MUST", "A MUST do x."),
        ("SHOULD NOT", "B SHOULD NOT do y, but C MAY."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "A must do x, and should, and may.",
        "Use `MUST` here.",
        '"A MUST do x", it said.',
        "> A MUST do x.",
        "```\nA MUST do x.\n```",
        "<!-- A MUST do x. -->",
        "## A MUST do x",
        "MAY requirements need no row.",
        "Later versions can change the SHOULD to a MUST.",
        "The MUSTARD is REQUIREDLY hot.",
        'The words "MUST", "MUST NOT", "REQUIRED", "SHALL", "SHALL NOT", "SHOULD", "MAY" apply.',
        "The key words MUST, MUST NOT, REQUIRED, SHALL, SHALL NOT, SHOULD and MAY are used.",
    ],
)
def test_what_is_no_requirement(text: str) -> None:
    assert texts(text) == []


def test_a_lead_in_takes_its_list_along_and_leaves_items_that_ask_themselves() -> None:
    text = "Clients MUST check:\n\n- the name\n- the colour\n- sizes, which MAY be absent\n\nEnd.\n"

    assert texts(text) == [
        ("MUST", "Clients MUST check: / the name / the colour"),
        ("MAY", "sizes, which MAY be absent"),
    ]


def test_an_item_that_begins_with_the_key_word_has_its_lead_in() -> None:
    text = "The `name`:\n\n- MUST be unique\n- SHOULD be short\n"

    assert texts(text) == [
        ("MUST", "The `name`: MUST be unique"),
        ("SHOULD", "The `name`: SHOULD be short"),
    ]


def test_a_row_is_one_requirement_and_a_header_none() -> None:
    text = "| case | MUST |\n| --- | --- |\n| null | Client MUST omit it |\n| set | nothing |\n"

    assert texts(text) == [("MUST", "null | Client MUST omit it")]


def test_a_lead_in_takes_a_table_along() -> None:
    text = "Clients MUST act:\n\n| a | b |\n| --- | --- |\n| absent | reject |\n"

    assert texts(text) == [("MUST", "Clients MUST act: / absent -> reject")]


def test_they_and_it_come_with_the_sentence_before() -> None:
    text = "Schemas have a dialect. They MUST be valid."

    assert texts(text) == [("MUST", "Schemas have a dialect. They MUST be valid.")]


def test_the_section_and_line_are_kept() -> None:
    [item] = found("# Top\n\n## Part\n\nText.\n\nA MUST do x.\n")

    assert (item.section, item.line) == ("Part", 7)


def test_ids_depend_on_words_alone() -> None:
    [one] = found("A **MUST** do `x`.")
    [other] = found("Words before.\n\n## More\n\nA MUST do x!\n")

    assert one.id == other.id
    assert re.fullmatch(r"LIP-7/[0-9a-f]{8}", one.id)


def test_the_same_words_twice_have_two_ids() -> None:
    one, two = found("A MUST do x.\n\nA MUST do x.\n")

    assert two.id == f"{one.id}-2"


def test_the_strongest_key_word_of_a_sentence_counts() -> None:
    assert strongest(find_keywords("A MAY do x but SHOULD NOT, and MUST tell")) == "MUST"


@pytest.mark.parametrize(
    ("one", "other", "opposed"),
    [
        ("MUST", "MUST NOT", True),
        ("SHALL NOT", "REQUIRED", True),
        ("MAY", "MUST NOT", True),
        ("MUST", "SHOULD", False),
        ("MAY", "OPTIONAL", False),
        ("MUST NOT", "SHOULD NOT", False),
    ],
)
def test_what_one_asks_for_the_other_forbids(one: str, other: str, *, opposed: bool) -> None:
    assert is_opposed(one, other) is opposed


@given(st.text(alphabet='MUST NOTMAY.:`"-|\n ab', max_size=150))
def test_no_text_crashes_the_finder_and_ids_are_unique(text: str) -> None:
    ids = [item.id for item in found(text)]

    assert len(ids) == len(set(ids))


@given(st.permutations(["A MUST do x.", "B MAY do y.", "C SHOULD NOT do z."]))
def test_the_order_of_paragraphs_changes_no_id(parts: list[str]) -> None:
    ids = {item.text: item.id for item in found("\n\n".join(parts))}

    assert ids == {item.text: item.id for item in found("\n\n".join(sorted(parts)))}
