"""Training, cross-validation, weights as data, and evaluation."""

import json
from dataclasses import replace

import pytest

from sepkit.analysis.conflicts import (
    RULES,
    Judgement,
    cross_validate,
    evaluate_conflicts,
    parse_weights,
    train_conflicts,
    write_weights,
)
from sepkit.analysis.conflicts.engine.docket import Standing
from sepkit.analysis.conflicts.engine.evaluation import area
from sepkit.analysis.conflicts.engine.pairing import Pair, find_pairs
from sepkit.analysis.conflicts.engine.training import solve
from sepkit.model import Act, ConfigurationError
from tests.analysis.conflicts.builders import FOLDER, WEIGHTS, case, conflicts, docket, touch


def pair_of(a: int, b: int) -> frozenset[str]:
    return frozenset((f"TP-{a}", f"TP-{b}"))


@pytest.fixture(name="pairs", scope="module")
def _pairs() -> list[Pair]:
    """Ten pairs that share a method and ten that share a field; the first are conflicts."""
    cases = [
        case(
            number,
            touches=[
                touch(f"method:m{number // 2}")
                if number < 20
                else touch(f"field:T.f{number // 2}", Act.CHANGES)
            ],
        )
        for number in range(40)
        if number
    ]
    return list(find_pairs(docket(*cases), RULES))


CONFLICTS = frozenset(pair_of(n, n + 1) for n in range(2, 20, 2))
NEGATIVES = frozenset(pair_of(n, n + 1) for n in range(20, 40, 2))


def test_training_learns_which_rule_tells_conflicts(pairs: list[Pair]) -> None:
    weights = train_conflicts(pairs, CONFLICTS, NEGATIVES)

    assert (
        weights.rules["same-method", Standing.OPEN] > weights.rules["same-type", Standing.OPEN] >= 0
    )


def test_training_twice_gives_the_same_bytes(pairs: list[Pair]) -> None:
    one, other = (write_weights(train_conflicts(p, CONFLICTS, NEGATIVES)) for p in (pairs, pairs))

    assert one == other
    assert write_weights(parse_weights(one)) == one


def test_cross_validation_scores_every_pair_once(pairs: list[Pair]) -> None:
    raw = cross_validate(pairs, CONFLICTS, NEGATIVES)

    assert set(raw) == {pair_of(p.a.case.number or 0, p.b.case.number or 0) for p in pairs}
    assert area([raw[p] for p in CONFLICTS], [raw[p] for p in NEGATIVES]) == 1.0


def test_training_without_a_conflict_says_so(pairs: list[Pair]) -> None:
    with pytest.raises(ValueError, match="none of the conflicts"):
        train_conflicts(pairs, frozenset({pair_of(1, 999)}), NEGATIVES)


def test_a_linear_system_is_solved_with_row_exchange() -> None:
    assert solve([[0.0, 2.0], [4.0, 0.0]], [6.0, 8.0]) == [2.0, 3.0]


def test_the_shipped_weights_can_be_read_and_know_every_rule_they_name() -> None:
    weights = parse_weights((FOLDER / "weights.json").read_text("utf-8"))
    names = {rule.id for rule in RULES} | {"one-group", "harmony"}

    assert {rule for rule, _ in weights.rules} <= names
    assert all(value >= 0 for (rule, _), value in weights.rules.items() if rule != "harmony")


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"bias": {"noon": 1}}'])
def test_other_texts_are_no_weights(text: str) -> None:
    with pytest.raises(ConfigurationError):
        parse_weights(text)


def test_weights_survive_writing_and_reading() -> None:
    weights = replace(WEIGHTS, figures={"auc": 0.5})

    assert parse_weights(write_weights(weights)) == weights
    assert json.loads(write_weights(weights))["figures"] == {"auc": 0.5}


def test_evaluation_counts_what_was_judged_and_nothing_else() -> None:
    shared = [touch("method:lamps/dim")]
    cases = [case(number, touches=shared) for number in (11, 12, 13)]
    found = conflicts(*cases)
    judged = [
        Judgement(pair=pair_of(11, 12), is_conflict=True),
        Judgement(pair=pair_of(11, 14), is_conflict=True),
        Judgement(pair=pair_of(11, 15), is_conflict=False),
        Judgement(pair=pair_of(11, 777), is_conflict=True),
    ]

    accuracy = evaluate_conflicts(
        found, judged, known=frozenset(f"TP-{n}" for n in range(11, 16)), depths=(1, 10)
    )

    assert (accuracy.conflicts, accuracy.negatives, accuracy.unknown) == (2, 1, 1)
    assert accuracy.recall == {1: 0.5, 10: 0.5}
    assert accuracy.auc == 0.75
    assert accuracy.missed == (("TP-11", "TP-14"),)
    [rule] = [item for item in accuracy.rules if item.rule == "same-method"]
    assert (rule.fired, rule.right, rule.wrong, rule.unlabelled) == (3, 1, 0, 2)
