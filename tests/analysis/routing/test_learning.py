"""Weights: reading, fitting, training, and measuring on what did not teach."""

import json
import math
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sepkit.analysis.routing import Profile, Weights, parse_weights, render_weights
from sepkit.analysis.routing.ground import NOBODY
from sepkit.analysis.routing.learning import (
    RouteAccuracy,
    Trial,
    Truth,
    evaluate_routes,
    evaluate_split,
    match_labels,
    measure,
    parse_labels,
    train,
)
from sepkit.analysis.routing.learning.fitting import Row, fit, fit_temperature
from sepkit.analysis.routing.learning.training import FIXED
from sepkit.analysis.routing.scoring import calibrated
from sepkit.analysis.routing.weights import lesson_digest
from sepkit.model import Case, ConfigurationError, GroupId, Ownership, ProposalKey, UsageError
from sepkit.model import encode as to_json
from tests.analysis.routing import world
from tests.analysis.routing.world import DOORS, LAMPS, case
from tests.builders import person

A, B, C = GroupId("a"), GroupId("b"), GroupId("c")


def row(*values: float, right: int = 0) -> Row:
    options = tuple((("topic", value),) for value in values)
    return Row(options=options, right=tuple(i == right for i in range(len(values))))


def test_a_feature_that_points_at_owners_gets_a_positive_weight() -> None:
    found = fit([row(1.0, 0.0), row(1.0, 0.2)] * 10, ["topic"])

    assert found["topic"] > 1


def test_evidence_for_a_group_never_counts_against_it() -> None:
    found = fit([row(0.0, 1.0)] * 10, ["topic"])

    assert found["topic"] == 0.0


def test_a_stronger_pull_towards_zero_gives_smaller_weights() -> None:
    rows = [row(1.0, 0.0)] * 5

    assert fit(rows, ["topic"], penalty=10.0)["topic"] < fit(rows, ["topic"])["topic"]


def test_where_fitting_begins_does_not_matter() -> None:
    rows = [row(1.0, 0.4), row(0.5, 0.6), row(0.9, 0.1)]

    found = [fit(rows, ["topic"], start={"topic": value})["topic"] for value in (0.0, 9.0)]

    assert found[0] == pytest.approx(found[1], abs=1e-3)


def test_boasting_scores_are_cooled_and_honest_ones_are_left_alone() -> None:
    sure_and_half_wrong = [({A: 6.0, B: 0.0}, frozenset({g})) for g in (A, B) * 10]
    honest = [({A: 1.1, B: 0.0}, frozenset({g})) for g in (A, A, A, B) * 10]

    assert fit_temperature(sure_and_half_wrong) > 2
    assert fit_temperature(honest) == pytest.approx(1.0, abs=0.1)


@given(
    st.dictionaries(st.sampled_from([A, B, C]), st.floats(-50, 50), min_size=1),
    st.floats(0.1, 10),
)
def test_probabilities_sum_to_one_and_keep_the_order(
    scores: dict[GroupId, float], temperature: float
) -> None:
    found = calibrated(scores, temperature=temperature)

    assert math.fsum(found.values()) == pytest.approx(1, abs=1e-12)
    assert max(found.values()) == found[max(scores, key=lambda group: scores[group])]


def test_no_score_cannot_be_calibrated() -> None:
    with pytest.raises(ValueError, match="needed"):
        calibrated({}, temperature=1.0)
    with pytest.raises(ValueError, match="needed"):
        calibrated({A: 1.0}, temperature=0.0)


def test_weights_read_back_as_they_were_written() -> None:
    signed = replace(world.weights().taught, command="train", commit="abc")
    weights = replace(world.weights(), taught=signed)

    again = parse_weights(render_weights(weights))

    assert (again.taught.command, again.taught.commit) == ("train", "abc")

    assert render_weights(again) == render_weights(weights)
    assert again.described.of("topic.title") == weights.described.of("topic.title")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"described": {"temperature": 0, "features": {}}, "taught": {}}',
        '{"described": {"temperature": 1, "features": {"a": "x"}}, "taught": {}}',
    ],
)
def test_broken_weights_are_the_operators_mistake(text: str) -> None:
    with pytest.raises(ConfigurationError, match="routing weights"):
        parse_weights(text)


def test_one_more_declared_owner_never_turns_the_weights_over() -> None:
    weights = Weights(
        described=Profile(features={"x": 0.0}), taught=Profile(features={"x": 1.0}, temperature=2.0)
    )

    values = [weights.for_teaching(n, 10).of("x") for n in range(100)]

    assert values[0] == 0.0
    assert values[-1] == 1.0
    assert max(b - a for a, b in pairwise(values)) < 0.05


def test_labels_are_read_with_several_owners_and_with_none() -> None:
    found = parse_labels("proposal,owner,also,confidence\n7,a;b,c,medium\n8,none,,high\n")

    assert found[0].truth == Truth(owners=(A, B), also=(C,), confidence="medium")
    assert found[1].truth.owners == ()
    assert found[1].truth.options == {NOBODY}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no column `proposal`"),
        ("proposal,also\n7,a\n", "no column `owner`"),
        ("proposal,owner\n7,\n", "row 2 of the labels names no owner"),
        ("proposal,owner\n,a\n", "row 2 of the labels names no proposal"),
        ("proposal,owner,confidence\n7,a,perhaps\n", "confidence `perhaps`"),
    ],
)
def test_labels_that_lack_something_are_refused_with_the_row(text: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        parse_labels(text)


def test_a_label_finds_its_proposal_by_number_key_or_pull_request() -> None:
    cases = (case(7, "A"), replace(case(9, "B", pull_request=70), number=None))
    labels = parse_labels("proposal,owner\n7,a\nTP-9,b\n12,c\n")

    found, absent = match_labels(labels, cases)

    assert sorted(found) == ["TP-7", "TP-9"]
    assert absent == ("12",)
    by_pull, _ = match_labels(parse_labels("proposal,owner\n70,b\n"), cases)
    assert list(by_pull) == ["TP-9"]


def lamps_and_doors(count: int = 12) -> tuple[list[Case], dict[ProposalKey, Truth]]:
    cases = [case(n, "Dimming of lamps", f"lamp {n}") for n in range(1, count)]
    cases += [case(n, "Hinges", f"the door {n}") for n in range(50, 50 + count)]
    truth = {c.key: Truth(owners=(LAMPS if (c.number or 0) < 50 else DOORS,)) for c in cases}
    return cases, truth


def evaluated(
    cases: list[Case], truth: dict[ProposalKey, Truth], ownership: Ownership | None = None
) -> RouteAccuracy:
    return evaluate_routes(
        cases,
        ownership or world.house(),
        truth,
        dialect=world.process(),
        weights=world.weights(),
        as_of=world.NOW,
    )


def test_training_learns_what_labels_show_and_keeps_the_other_profile() -> None:
    cases, truth = lamps_and_doors()

    found = train(
        cases, world.house(), truth, dialect=world.process(), base=world.weights(), as_of=world.NOW
    )

    assert found.described.of("topic.title") > 0
    assert found.described.of("declared.file") == FIXED["declared.file"]
    assert len(found.lessons) == len(truth)
    assert found.taught == world.weights().taught


def test_training_twice_gives_the_same_bytes() -> None:
    cases, truth = lamps_and_doors(6)

    def once() -> str:
        weights = train(
            cases,
            world.house(),
            truth,
            dialect=world.process(),
            base=world.weights(),
            as_of=world.NOW,
        )
        return render_weights(weights)

    assert once() == once()


def test_nothing_learnt_names_a_group_a_person_or_a_proposal() -> None:
    cases, truth = lamps_and_doors(6)

    text = render_weights(
        train(
            cases,
            world.house(),
            truth,
            dialect=world.process(),
            base=world.weights(),
            as_of=world.NOW,
        )
    )

    assert not [word for word in ("lamps", "doors", "lena", "TP-") if word in text]


def test_without_a_proposal_to_learn_from_training_says_so() -> None:
    with pytest.raises(UsageError, match="no proposal with a known owner"):
        train([], world.house(), {}, dialect=world.process(), base=world.weights(), as_of=world.NOW)


def test_each_label_is_left_out_of_what_teaches() -> None:
    """A single odd label: were it taught by itself, it would be learnt."""
    cases, truth = lamps_and_doors()
    cases.append(case(99, "Dimming of lamps", "lamp"))
    truth[cases[-1].key] = Truth(owners=(DOORS,))

    found = evaluated(cases, truth)

    assert found.count == len(cases)
    assert [trial.key for trial in found.trials if not trial.is_right] == ["TP-99"]
    assert found.confusions[0].owner == DOORS
    assert found.confusions[0].taken == LAMPS


def test_labels_that_taught_nothing_measure_the_weights_as_they_are() -> None:
    cases, truth = lamps_and_doors(6)
    taught = frozenset({lesson_digest("test", "TP-999")})
    weights = replace(world.weights(), lessons=taught)

    def method(known: Weights) -> str:
        return evaluate_routes(
            cases, world.house(), truth, dialect=world.process(), weights=known, as_of=world.NOW
        ).method

    assert method(weights) == "as-given"
    mine = replace(weights, lessons=taught | {lesson_digest("test", "TP-1")})
    assert method(mine) == "leave-one-out"
    assert method(replace(weights, lessons=frozenset())) == "leave-one-out"


def test_what_declares_a_measured_proposal_is_taken_away() -> None:
    wrong = world.house(world.lamps(), world.doors(proposals=("TP-1",)))
    cases, truth = lamps_and_doors()

    found = evaluated(cases, truth, wrong)

    [trial] = [trial for trial in found.trials if trial.key == "TP-1"]
    assert trial.first == LAMPS


def test_rows_of_low_confidence_are_not_counted() -> None:
    cases, truth = lamps_and_doors(6)
    truth[cases[0].key] = replace(truth[cases[0].key], confidence="low")

    assert evaluated(cases, truth).count == len(cases) - 1


def declared() -> list[Case]:
    ada, bo = person("ada"), person("bo")
    old = [
        case(n, f"Wick {n}", "wick oil glow", declared_groups=("wg-lamps",), reviewers=(ada,))
        for n in range(1, 40, 2)
    ]
    old += [
        case(n, f"Brass {n}", "brass knob turn", declared_groups=("wg-doors",), reviewers=(bo,))
        for n in range(2, 41, 2)
    ]
    return old


@pytest.mark.parametrize("is_cold", [False, True])
def test_older_declared_proposals_teach_the_newest(is_cold: bool) -> None:
    found = evaluate_split(
        declared(),
        world.house(),
        dialect=world.process(),
        weights=world.weights(),
        as_of=world.NOW,
        is_cold=is_cold,
    )

    assert found.count == 12
    assert found.first == 1.0
    assert found.method == ("time-split-cold" if is_cold else "time-split")


def trial(probability: float, *, right: bool = True) -> Trial:
    rest = 1 - probability
    return Trial(
        key=ProposalKey("TP-1"),
        truth=Truth(owners=(A if right else B,)),
        ranked=((A, probability), (B, rest)) if probability >= rest else ((A, rest),),
    )


def test_the_calibration_error_is_the_gap_between_promise_and_truth() -> None:
    found = measure([trial(0.8), trial(0.8, right=False)], method="leave-one-out")

    assert found.calibration_error == pytest.approx(0.3)
    assert found.reliability[0].count == 2
    assert found.first == 0.5
    assert found.in_three == 1.0


def test_the_curve_falls_as_less_is_answered() -> None:
    found = measure([trial(0.6), trial(0.92), trial(0.99)], method="leave-one-out")

    answered = [point.answered for point in found.curve]
    assert answered == sorted(answered, reverse=True)
    assert (found.sure, found.sure_right) == (2, 2)


def test_no_trial_gives_figures_of_zero() -> None:
    found = measure([], method="leave-one-out")

    assert (found.count, found.first, found.macro_f1, found.calibration_error) == (0, 0, 0, 0)


def test_figures_can_be_written_as_json() -> None:
    assert json.dumps(to_json(measure([trial(0.8)], method="leave-one-out")))
