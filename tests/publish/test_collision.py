"""Words that collide, and since when."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape as escaped

from sepkit.model import Conflict, Date, Harm, ProposalKey, Quote, RepoPath
from sepkit.publish.site.collision import colliding_words, common_words, marked, since, stem
from sepkit.publish.site.view import View
from tests.publish.registers import conflict, proposal, register


def quotes(a: str, b: str) -> tuple[Quote, ...]:
    return tuple(
        Quote(proposal=ProposalKey(f"RFX-{n}"), path=RepoPath("x.md"), line=1, quote=words)
        for n, words in ((121, a), (122, b))
    )


def pair(a: str, b: str, explanation: str = "") -> frozenset[str]:
    found = conflict(121, 122, Harm.HIGH)
    found = replace(found, evidence=quotes(a, b), surfaces=(), explanation=explanation)
    return colliding_words(found, frozenset())


def test_words_of_both_quotes_are_marked_and_others_are_not() -> None:
    words = pair("Signals stop trains at night", "A train may pass signals by day")

    assert words == {"signal", "train"}
    assert str(marked("Signals stop trains", words)) == (
        "<mark>Signals</mark> stop <mark>trains</mark>"
    )


def test_words_that_the_rule_names_are_marked_where_one_side_has_them() -> None:
    words = pair("the lamp is red", "nothing alike", 'both are about "lamp"')

    assert str(marked("the lamp is red", words)) == "the <mark>lamp</mark> is red"


def test_neighbours_share_one_mark_and_code_stays_code() -> None:
    words = frozenset({"rail/lay", "gauge"})

    assert str(marked("the `rail/lay` gauge gauge", words)) == (
        "the <code><mark>rail/lay</mark></code> <mark>gauge gauge</mark>"
    )


def test_a_word_that_most_conflicts_quote_is_not_marked() -> None:
    view = View(replace(register(), conflicts=tuple(_numbered(30))))

    assert "railway" in common_words(view)
    assert "lantern7" not in common_words(view)


def _numbered(count: int) -> list[Conflict]:
    made = []
    for n in range(count):
        words = quotes(f"railway lantern{n}", "railway")
        made.append(replace(conflict(121, 122, Harm.LOW), id=f"c{n}", evidence=words))
    return made


@given(text=st.text(max_size=200), words=st.frozensets(st.text(max_size=8), max_size=5))
def test_marking_adds_marks_and_nothing_else(text: str, words: frozenset[str]) -> None:
    bare = str(marked(text, words))
    for tag in ("<mark>", "</mark>", "<code>", "</code>"):
        bare = bare.replace(tag, "")

    assert bare == str(marked(text, frozenset())).replace("<code>", "").replace("</code>", "")
    assert "<script" not in str(marked("<script>", words | {"script"}))
    assert escaped("<") == "&lt;"


@pytest.mark.parametrize("word", ["Signals", "signal", "SIGNAL"])
def test_a_plural_is_compared_like_its_singular(word: str) -> None:
    assert stem(word) == "signal"


def test_since_is_exact_only_where_neither_text_changed_after_both_existed() -> None:
    old = proposal(121, first_seen=Date("2031-01-01"), last_changed=Date("2031-01-01"))
    new = proposal(122, first_seen=Date("2031-02-02"), last_changed=Date("2031-02-02"))
    edited = replace(new, last_changed=Date("2031-03-03"))

    assert since([old, new]).phrase == "since 2 Feb 2031"
    assert since([old, edited]).phrase == "since 2 Feb 2031 or later"
    assert "3 Mar 2031" in since([old, edited]).sentence


def test_since_is_not_known_where_history_does_not_tell() -> None:
    found = since([proposal(121), proposal(122, first_seen=None)])

    assert found.phrase == "since when: not known"
    assert "not known" in found.sentence
