"""Explanations: the sum, and what turns it."""

from dataclasses import replace

import pytest

from sepkit.analysis.routing import explain, rest_of
from sepkit.model import Route, confidence_word
from tests.analysis.routing import world
from tests.analysis.routing.world import DOORS, LAMPS, case, route


def test_the_pieces_add_up_to_the_score() -> None:
    found = route(case(7, "A lamp in a door", "lamp hinge", touches=(world.touch("type:Door"),)))

    for candidate in found.candidates:
        assert rest_of(candidate) == pytest.approx(0, abs=0.12)


def test_taking_the_named_pieces_away_turns_the_route() -> None:
    asked = case(7, "A lamp", "lamp door door", touches=(world.touch("method:lamps/dim"),))
    found = explain(route(asked))

    assert found.leader is not None
    assert found.leader.group == LAMPS
    assert found.rival is not None
    removed = sum(item.weight for item in found.turned_by_removing)
    assert removed >= found.gap
    assert found.leader.score - removed <= found.rival.score


def test_what_a_declaration_decides_is_told_apart_from_what_the_evidence_says() -> None:
    agreeing = explain(
        route(
            case(7, "Dimming of lamps", "lamp"),
            ownership=world.house(world.lamps(proposals=("TP-7",)), world.doors()),
        )
    )
    against = explain(
        route(
            case(7, "Dimming of lamps", "lamp"),
            ownership=world.house(world.lamps(), world.doors(proposals=("TP-7",))),
        )
    )

    assert agreeing.declared is not None
    assert agreeing.undeclared_gap > 0
    assert against.declared is not None
    assert against.undeclared_gap < 0


def test_declaring_what_the_explanation_names_does_turn_it() -> None:
    asked = case(7, "Dimming of lamps", "lamp door hinge")
    before = explain(route(asked))
    assert before.rival is not None

    rival = before.rival.group
    doors = world.doors(proposals=("TP-7",))
    colours = world.colours()
    if rival != DOORS:
        pytest.fail("the rival of this test is the doors' group")
    after = route(asked, ownership=world.house(world.lamps(), doors, colours))

    assert after.owner == rival


def test_a_route_without_candidates_has_nothing_to_turn() -> None:
    empty = Route(owner=None, reason="no file names a group")

    assert explain(empty).leader is None
    assert explain(empty).gap == 0


def test_a_single_candidate_has_no_rival() -> None:
    found = route(case(7, "Dimming of lamps", "lamp"))
    alone = replace(found, candidates=found.candidates[:1])

    assert explain(alone).rival is None
    assert explain(alone).turned_by_removing == ()


@pytest.mark.parametrize(
    ("probability", "word"),
    [
        (0.85, "clear"),
        (0.84, "likely"),
        (0.7, "likely"),
        (0.5, "leaning"),
        (0.49, "no clear owner"),
    ],
)
def test_words_of_confidence_begin_at_their_bounds(probability: float, word: str) -> None:
    assert confidence_word(probability) == word
