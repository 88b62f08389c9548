"""Training, cross-validation, weights as data, and evaluation."""

import json
from dataclasses import replace

import pytest

from sepkit.analysis.conflicts import RULES, parse_weights
from sepkit.analysis.conflicts.engine.docket import Standing
from sepkit.analysis.conflicts.engine.pairing import Pair
from sepkit.analysis.conflicts.learning import (
    Judgement,
    ablate,
    cross_validate,
    evaluate_conflicts,
    find_pairs,
    match_judgements,
    measurement_of,
    parse_judged_pairs,
    train_conflicts,
    try_held_out,
    try_weights,
    write_weights,
)
from sepkit.analysis.conflicts.learning.calibration import calibrate
from sepkit.analysis.conflicts.learning.evaluation import area
from sepkit.analysis.conflicts.learning.fitting import solve
from sepkit.model import Act, ConfigurationError, UsageError
from tests.analysis.conflicts.builders import FOLDER, WEIGHTS, case, docket, touch


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
    weights = train_conflicts(pairs, CONFLICTS, NEGATIVES, rules=RULES)

    assert (
        weights.rules["same-method", Standing.OPEN] > weights.rules["same-type", Standing.OPEN] >= 0
    )


def test_training_twice_gives_the_same_bytes(pairs: list[Pair]) -> None:
    one, other = (
        write_weights(train_conflicts(p, CONFLICTS, NEGATIVES, rules=RULES)) for p in (pairs, pairs)
    )

    assert one == other
    assert write_weights(parse_weights(one)) == one


def test_cross_validation_scores_every_pair_once(pairs: list[Pair]) -> None:
    raw = cross_validate(pairs, CONFLICTS, NEGATIVES, rules=RULES)

    assert set(raw) == {pair_of(p.a.case.number or 0, p.b.case.number or 0) for p in pairs}
    assert area([raw[p] for p in CONFLICTS], [raw[p] for p in NEGATIVES]) == 1.0


def test_training_without_a_conflict_says_so(pairs: list[Pair]) -> None:
    with pytest.raises(ValueError, match="none of the conflicts"):
        train_conflicts(pairs, frozenset({pair_of(1, 999)}), NEGATIVES, rules=RULES)


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
    weights = replace(WEIGHTS, scale=((-2.0, 0.1), (1.0, 0.5)), figures={"auc": 0.5})

    assert parse_weights(write_weights(weights)) == weights
    assert json.loads(write_weights(weights))["figures"] == {"auc": 0.5}


JUDGED = tuple(
    Judgement(pair=pair, is_conflict=is_so)
    for pairs_, is_so in ((CONFLICTS, True), (NEGATIVES, False))
    for pair in sorted(pairs_, key=sorted)
)


def test_a_rule_that_never_fired_keeps_its_prior(pairs: list[Pair]) -> None:
    """Else the first sign of a rule after a year of silence would count nothing."""
    weights = train_conflicts(pairs, CONFLICTS, NEGATIVES, rules=RULES)

    priors = {rule.id: rule.prior for rule in RULES}
    for standing in Standing:
        assert weights.rules["dependency", standing] == pytest.approx(priors["dependency"])


def test_a_rule_that_the_weights_do_not_know_counts_by_its_prior() -> None:
    known = WEIGHTS.knowing({"from-outside": 2.5, "same-method": 9.0})

    assert known.raw(Standing.OPEN, {"from-outside": 1.0}) == -2.0 + 2.5
    assert known.raw(Standing.OPEN, {"same-method": 1.0}) == -2.0 + 4.0


def test_each_tenth_gets_its_share_of_the_conflicts(pairs: list[Pair]) -> None:
    trials = try_held_out(pairs, JUDGED, rules=RULES, weights=WEIGHTS)

    assert [trial.is_conflict for trial in trials[:9]] == [True] * 9
    assert {trial.pair for trial in trials} == {pair.id for pair in pairs}


def test_a_higher_place_is_never_promised_less() -> None:
    raw = {pair_of(n, n + 1000): -n / 10 for n in range(100)}
    conflicts = frozenset(pair_of(n, n + 1000) for n in (*range(5, 15), *range(40, 50)))

    scale = calibrate(raw, conflicts)

    assert len(scale) > 1
    assert list(scale) == sorted(scale)
    assert [share for _, share in scale] == sorted(share for _, share in scale)


@pytest.mark.parametrize("raw", [-20.0, -2.0, -1.0, 0.4, 1.0, 50.0])
def test_scores_keep_the_order_of_log_odds(raw: float) -> None:
    weights = replace(WEIGHTS, scale=((-2.0, 0.1), (1.0, 0.5)))

    assert 0.0 <= weights.score(raw) < weights.score(raw + 0.5) or weights.score(raw) > 0.9


def test_a_scale_says_what_was_found_at_its_points() -> None:
    weights = replace(WEIGHTS, scale=((-2.0, 0.1), (1.0, 0.4)), coverage=0.5)

    assert weights.score(-2.0) == pytest.approx(0.2)
    assert weights.score(-0.5) == pytest.approx(0.4)
    assert weights.score(1.0) == pytest.approx(0.8)


def test_evaluation_counts_what_was_judged_and_nothing_else(pairs: list[Pair]) -> None:
    judged = (
        Judgement(pair=pair_of(2, 3), is_conflict=True),
        Judgement(pair=pair_of(2, 9901), is_conflict=True),
        Judgement(pair=pair_of(20, 21), is_conflict=False),
    )
    trials = try_weights(pairs, judged, rules=RULES, weights=WEIGHTS)

    accuracy = evaluate_conflicts(
        trials, judged, open_keys=frozenset({"TP-2", "TP-3"}), method="given", depths=(1, 20)
    )

    assert (accuracy.conflicts, accuracy.negatives, accuracy.silent) == (2, 1, 1)
    assert accuracy.missed == (("TP-2", "TP-9901"),)
    everything, _, both_open = accuracy.scopes
    assert (everything.conflicts, everything.found[20]) == (2, 1)
    assert (both_open.conflicts, both_open.found) == (1, {1: 1, 20: 1})
    [rule] = [item for item in accuracy.rules if item.rule == "same-method"]
    assert (rule.right, rule.wrong, rule.fired) == (1, 0, rule.unlabelled + 1)


def test_without_the_rule_that_tells_conflicts_fewer_are_found(pairs: list[Pair]) -> None:
    found = {item.without: item for item in ablate(pairs, JUDGED, rules=RULES, weights=WEIGHTS)}

    assert found["none"].auc == 1.0
    assert found["same-method"].found == 0 < found["none"].found
    assert set(found) == {"none", "one-group", "harmony"} | {rule.id for rule in RULES}


def test_a_measurement_names_no_pair(pairs: list[Pair]) -> None:
    """Labels belong to those who made them and are never shipped."""
    trials = try_held_out(pairs, JUDGED, rules=RULES, weights=WEIGHTS)
    accuracy = evaluate_conflicts(trials, JUDGED, open_keys=frozenset(), method="cross-validation")

    found = measurement_of(accuracy, preset="p", labels="l.csv", command="c", commit="0")

    assert "TP-" not in repr(found)
    assert [table.title.partition(":")[0] for table in found.tables] == [
        "known conflicts among the best pairs",
        "calibration",
        "rules",
    ]


def test_labels_name_proposals_by_number_or_key_and_others_are_named() -> None:
    conflicts = parse_judged_pairs("a,b,kind\n11, tp-12 ,x\n11,13,\n,12,\n", file="l.csv")
    none = parse_judged_pairs("a,b\n12,11\n12,12\n", file="n.csv")

    judged, absent = match_judgements(conflicts, none, [case(11), case(12)])

    assert judged == (Judgement(pair=pair_of(11, 12), is_conflict=True),)
    assert absent == ("11+13", "12+12")


def test_a_table_without_pairs_says_which_column_is_missing() -> None:
    with pytest.raises(UsageError, match="no column `b`"):
        parse_judged_pairs("a,c\n1,2\n", file="l.csv")
