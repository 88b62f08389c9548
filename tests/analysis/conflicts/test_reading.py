"""Documents to stances."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sepkit.analysis.conflicts import read_stance
from sepkit.analysis.conflicts.reading.words import stem
from sepkit.model import Attitude, Stance, decode, encode
from tests.analysis.conflicts.builders import case


def stance(text: str, cites: tuple[int, ...] = ()) -> Stance:
    return read_stance(case(12, text, cites=cites).document)


def retired(text: str) -> set[tuple[str, ...]]:
    return {retirement.words for retirement in stance(f"# Lamp\n\n{text}\n").retirements}


def test_a_verb_and_its_noun_meet_in_one_stem() -> None:
    assert stem("initialize") == stem("initialization") != stem("initial")


def test_a_list_of_removed_names_is_read_from_its_heading() -> None:
    text = "## Removed methods\n\n- `lamps/greet` / `lamps/bye`: no longer sent\n- `lamps/nod`\n"

    assert {("lamps/greet",), ("lamps/bye",), ("lamps/nod",)} <= retired(text)


def test_the_warmup_is_removed_and_not_what_it_warms() -> None:
    assert ("lamps/list",) not in retired("This removes the `lamps/list` warmup.")


def test_what_clients_remove_is_not_retired_by_the_proposal() -> None:
    assert retired("Clients MUST remove the `oilCan`. We do not remove the `wick`.") == set()


def test_a_code_that_is_changed_is_retired_and_a_range_is_not() -> None:
    assert ("-32077",) in retired("This changes it from `-32077` to `-32602`.")
    assert retired("Codes from `-32000` to `-32099` are free.") == set()


def test_alternatives_are_not_the_proposals_own_word() -> None:
    text = "## Alternatives\n\n### One\n\nThis removes `lamps/greet`.\n"

    assert retired(text) == set()


def test_a_section_after_an_aside_is_the_proposals_own_word_again() -> None:
    text = "## Alternatives\n\nwords\n\n## Specification\n\nThis removes `lamps/greet`.\n"

    assert ("lamps/greet",) in retired(text)


@pytest.mark.parametrize(
    ("sentence", "verb", "is_negated"),
    [
        ("Servers MUST be able to support the wick.", "accept", False),
        ("Servers MUST reject the wick.", "accept", True),
        ("Servers MUST NOT ignore the wick.", "accept", False),
        ("The wick MUST NOT be used twice.", "use", True),
        ("Clients SHOULD immediately discard the wick.", "keep", True),
        ("Servers MUST trim the wick.", "trim", False),
    ],
)
def test_a_demand_is_named_by_what_is_done(sentence: str, verb: str, is_negated: bool) -> None:
    [statement] = stance(f"# L\n\n## Spec\n\n{sentence}\n").statements

    assert (statement.verb, statement.is_negated) == (verb, is_negated)


def test_a_condition_ends_at_its_comma() -> None:
    """Else the demand behind it would be read as part of the condition."""
    [statement] = stance(
        "# L\n\n## Spec\n\nIf the oil runs dry, servers MUST dim the lantern.\n"
    ).statements

    assert "lantern" in statement.what
    assert "oil" in statement.condition
    assert "oil" not in statement.what


def test_a_requirement_is_taken_apart() -> None:
    [statement] = stance(
        '# L\n\n## Spec\n\nServers MUST NOT dim `lamp` below 5 if the "eco" mode is on.\n'
    ).statements

    assert (statement.who, statement.force, statement.is_negated) == ("server", "must", True)
    assert statement.names == ("lamp",)
    assert statement.values == ("5", "eco")
    assert "eco" in statement.condition


def test_words_beside_a_citation_tell_its_attitude() -> None:
    text = "# L\n\n## Abstract\n\nIt complements TP-11.\n\nIt replaces TP-13.\n\nSee TP-14.\n"

    found = {r.number: r.attitude for r in stance(text, cites=(11, 13, 14)).remarks}

    assert found == {11: Attitude.COMPOSES, 13: Attitude.CONTRASTS, 14: Attitude.CITES}


def test_a_stance_can_be_kept_and_read_again() -> None:
    kept = stance("# Lamp\n\n## Abstract\n\nThis removes `lamps/greet`. Clients MUST wait.\n")

    assert decode(Stance, encode(kept)) == kept


def test_code_comments_and_names_of_people_are_no_purpose() -> None:
    found = stance("# Lamp\n\n- **Author**: Zebediah Quux\n\n## Abstract\n\nGlow in the dark.\n")

    assert "zebediah" not in {term.word for term in found.purpose}
    assert "glow" in {term.word for term in found.purpose}


@settings(max_examples=50, derandomize=True, deadline=None)
@given(st.text(max_size=400))
def test_no_text_crashes_the_reader(text: str) -> None:
    found = stance(text)

    assert all(0 <= use.sentence < len(found.sentences) for use in found.uses)


def test_hostile_repetition_is_read_in_linear_time() -> None:
    started = time.process_time()
    for text in ("remove " * 20_000, "a, " * 40_000 + "is removed", "`" * 50_000, "-32000 " * 9000):
        stance(f"# Lamp\n\n## Spec\n\n{text}\n")

    assert time.process_time() - started < 20
