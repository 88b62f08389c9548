"""Words, vocabularies and phrases: what routing counts."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sepkit.analysis.routing.phrases import PhraseIndex
from sepkit.analysis.routing.vocabulary import count_body, read_vocabulary, write_vocabulary
from sepkit.analysis.routing.words import expand, stem, stems, terms
from sepkit.model import Block, BlockKind, Document, GroupId, RepoPath, Section
from tests.builders import document

A, B = GroupId("wg-a"), GroupId("wg-b")
PATH = RepoPath("groups.yml")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("session", "sessions"),
        ("cache", "caching"),
        ("policy", "policies"),
        ("authorize", "authorization"),
        ("group", "grouping"),
    ],
)
def test_forms_of_a_word_meet(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(("one", "other"), [("state", "stateless"), ("stat", "status")])
def test_different_words_stay_apart(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_a_compound_counts_whole_and_in_parts() -> None:
    assert expand("lamps/dim") == ("lamps/dim", "lamp", "dim")


def test_identifiers_come_apart_for_phrases_and_names_of_types_do_not() -> None:
    assert stems("readOnlyHint x_mark_y") == ["read", "only", "hint", "x", "mark", "y"]
    assert stems("LampRow") == ["lamprow"]


def test_words_of_grammar_are_not_counted() -> None:
    assert list(terms("This proposal adds a lamp to the hall")) == ["lamp", "hall"]


def body(*texts: str, kind: BlockKind = BlockKind.PARAGRAPH) -> tuple[Block, ...]:
    return tuple(
        Block(kind=kind, text=text, line=line, end_line=line)
        for line, text in enumerate(texts, start=5)
    )


def with_body(blocks: tuple[Block, ...], **fields: Any) -> Document:
    return document(blocks=blocks, **fields)


def test_a_word_is_counted_with_its_first_line() -> None:
    counted = count_body(with_body(body("A hall", "a lamp", "the lamps")))

    assert counted.counts["lamp"] == 2
    assert counted.lines["lamp"] == 6


def test_code_is_not_read_as_text() -> None:
    counted = count_body(with_body(body("lamp = Lamp()", kind=BlockKind.CODE)))

    assert counted.counts == {}


def test_a_heading_that_the_process_prescribes_says_nothing_about_the_matter() -> None:
    blocks = body("Security of locks", kind=BlockKind.HEADING)
    own = Section(title="Security of locks", name="", level=2, line=5, end_line=5)
    prescribed = replace(own, name="security")

    assert "secur" in " ".join(count_body(with_body(blocks, sections=(own,))).counts)
    assert count_body(with_body(blocks, sections=(prescribed,))).counts == {}


@given(st.lists(st.text(max_size=60), max_size=5))
def test_a_written_vocabulary_reads_back_as_it_was(texts: list[str]) -> None:
    doc = with_body(body(*texts))
    written = replace(doc, vocabulary=write_vocabulary(doc), blocks=())

    assert read_vocabulary(written) == read_vocabulary(doc)


def index(*entries: tuple[str, GroupId]) -> PhraseIndex:
    return PhraseIndex((text, group, PATH, line) for line, (text, group) in enumerate(entries))


def found_in(phrases: PhraseIndex, text: str) -> list[tuple[str, str]]:
    return [(p.written, p.group) for found in phrases.in_text(stems(text)) for p in found]


def test_of_two_phrases_that_overlap_the_longer_counts() -> None:
    phrases = index(("agent", A), ("user agent", B))

    assert found_in(phrases, "The user agents of an agent") == [("user agent", B), ("agent", A)]


def test_a_phrase_with_of_is_found_as_compound_noun() -> None:
    assert found_in(index(("filtering of lists", A)), "Filters in lists") == []
    assert found_in(index(("filtering of lists", A)), "List filtering") == [
        ("filtering of lists", A)
    ]


def test_what_two_groups_claim_says_half_as_much_for_each() -> None:
    [alone] = next(index(("lamp", A)).in_text(["lamp"]))
    shared = next(index(("lamp", A), ("lamp", B)).in_text(["lamp"]))

    assert [p.strength for p in shared] == [alone.strength / 2] * 2


def test_a_longer_phrase_says_more() -> None:
    [short] = next(index(("lamp", A)).in_text(["lamp"]))
    [long] = next(index(("oil lamp", A)).in_text(["oil", "lamp"]))

    assert long.strength > short.strength


def test_in_a_body_the_words_of_a_longer_phrase_do_not_count_again() -> None:
    counted = count_body(with_body(body("A user agent is no agent.", "Each user agent differs.")))

    found = {
        p.written: (count, line)
        for phrases, count, line in index(("agent", A), ("user agent", B)).in_body(counted)
        for p in phrases
    }

    assert found == {"user agent": (2, 5), "agent": (1, 5)}
