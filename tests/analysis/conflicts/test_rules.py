"""The list of rules, and what holds for all of them."""

import ast

from hypothesis import given, settings
from hypothesis import strategies as st

from sepkit.analysis.conflicts import RULES
from sepkit.model import Act
from tests.analysis.conflicts.builders import FOLDER, case, conflicts, docket, touch

CASES = [
    case(11, "# Lamp\n\nClients MUST call `lamps/dim`.", touches=[touch("method:lamps/dim")]),
    case(12, "# Lamp\n\nHosts own `lamps/dim`.", touches=[touch("method:lamps/dim", line=7)]),
    case(
        13,
        "# Remove the lantern handshake\n\n## Abstract\n\nThis removes the lantern handshake.",
        touches=[touch("method:lamps/dim", Act.CHANGES)],
        status="final",
    ),
    case(14, "# Oil\n\n## Abstract\n\nServers MUST begin with the lantern handshake."),
]


def test_every_rule_file_is_listed() -> None:
    files = {path.stem for path in FOLDER.glob("*.py")} - {"__init__"}

    assert {rule.id.replace("-", "_") for rule in RULES} == files


def test_every_rule_has_a_page_that_says_what_is_left_alone_and_what_to_do() -> None:
    for path in FOLDER.glob("*.py"):
        page = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
        if path.stem != "__init__":
            assert "\nLeft alone: " in page, path.name
            assert "\nWhat to do: " in page, path.name


def test_nothing_conflicts_with_nothing() -> None:
    assert conflicts() == []


def test_a_conflict_shows_both_sides() -> None:
    for conflict in conflicts(*CASES):
        assert {quote.proposal for quote in conflict.evidence} == set(conflict.proposals)
        assert all(quote.line > 0 and len(quote.quote) <= 400 for quote in conflict.evidence)


def test_a_conflict_is_named_after_its_pair_smaller_number_first() -> None:
    found = {conflict.id for conflict in conflicts(*reversed(CASES))}

    assert "TP-11+TP-12" in found
    assert "TP-13+TP-14" in found


@settings(max_examples=20, derandomize=True, deadline=None)
@given(st.permutations(CASES))
def test_the_order_of_reading_does_not_matter(cases: list[object]) -> None:
    assert conflicts(*cases) == conflicts(*CASES)  # type: ignore[arg-type]


@settings(max_examples=20, derandomize=True, deadline=None)
@given(st.integers(min_value=500, max_value=900))
def test_an_unrelated_proposal_takes_no_conflict_away(number: int) -> None:
    before = {conflict.id for conflict in conflicts(*CASES)}
    after = {conflict.id for conflict in conflicts(*CASES, case(number, "# Tea\n\nboil water"))}

    assert before <= after


def test_two_cases_with_one_key_are_refused() -> None:
    try:
        docket(case(11), case(11))
    except ValueError as error:
        assert "same key" in str(error)
    else:
        raise AssertionError
