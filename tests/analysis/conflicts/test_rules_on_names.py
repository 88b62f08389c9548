"""Rules that look at surfaces, numbers and relations."""

import pytest

from sepkit.analysis.conflicts import (
    composition,
    dependency,
    error_code,
    number_clash,
    ownership,
    same_method,
    same_name,
    same_type,
)
from sepkit.model import Act, RelationKind
from tests.analysis.conflicts.builders import case, docket, held, pairs, relation, signs, touch

LIST = touch("method:lamps/list", line=10)


def test_two_proposals_defining_one_method_conflict() -> None:
    found = docket(case(11, touches=[LIST]), case(12, touches=[LIST]))

    [sign] = signs(same_method.RULE, found)

    assert sign.pair == ("TP-11", "TP-12")
    assert sign.surfaces == ("method:lamps/list",)
    assert [quote.line for quote in sign.evidence] == [10, 10]
    assert sign.sentence == "TP-11 defines `lamps/list`, and TP-12 defines it as well"


def test_a_replacement_may_define_what_it_replaces() -> None:
    newer = case(12, touches=[LIST], relations=[relation(11, RelationKind.SUPERSEDES)])

    assert pairs(same_method.RULE, docket(case(11, touches=[LIST]), newer)) == []


def test_relying_on_a_method_is_no_collision() -> None:
    user = case(12, touches=[touch("method:lamps/list", Act.RELIES_ON)])

    assert pairs(same_method.RULE, docket(case(11, touches=[LIST]), user)) == []


def test_an_open_text_may_change_what_a_settled_one_defined() -> None:
    settled = case(11, touches=[LIST], status="final")
    new = case(12, touches=[touch("method:lamps/list", Act.CHANGES)])

    assert pairs(same_method.RULE, docket(settled, new)) == []


def test_an_open_text_must_not_define_what_a_settled_one_defined() -> None:
    settled = case(11, touches=[LIST], status="final")

    assert pairs(same_method.RULE, docket(settled, case(12, touches=[LIST]))) == [
        ("TP-11", "TP-12")
    ]


def test_two_settled_texts_live_together() -> None:
    settled = [case(number, touches=[LIST], status="final") for number in (11, 12)]

    assert pairs(same_method.RULE, docket(*settled)) == []


def test_a_surface_on_more_than_a_hundred_proposals_pairs_nobody() -> None:
    crowd = [case(number, touches=[LIST]) for number in range(11, 121)]

    assert pairs(same_method.RULE, docket(*crowd)) == []


def test_two_changes_of_one_field_conflict_and_a_reprint_does_not() -> None:
    change = touch("field:Lamp.colour", Act.CHANGES)
    reprint = touch("field:Lamp.colour", Act.MENTIONS)
    found = docket(*(case(n, touches=[t]) for n, t in ((11, change), (12, change), (13, reprint))))

    assert pairs(same_type.RULE, found) == [("TP-11", "TP-12")]


def test_one_code_with_two_meanings_conflicts() -> None:
    code = touch("error:-32077")

    [sign] = signs(error_code.RULE, docket(case(11, touches=[code]), case(12, touches=[code])))

    assert "`-32077`" in sign.sentence


def test_standard_codes_are_left_alone() -> None:
    code = touch("error:-32602")

    assert pairs(error_code.RULE, docket(case(11, touches=[code]), case(12, touches=[code]))) == []


def test_a_number_claimed_twice_is_a_clash() -> None:
    assert pairs(number_clash.RULE, docket(case(11), case(11, suffix="@40"), case(12))) == [
        ("TP-11", "TP-11@40")
    ]


def test_rare_names_in_two_texts_are_a_sign_and_known_ones_hardly() -> None:
    text = "# Glow\n\n## Spec\n\nSet `glowLevel` and `glowHue`. Then `glowLevel`, `glowRate`."
    cases = [case(11, text), case(12, text)]

    [sign] = signs(same_name.RULE, docket(*cases))
    names = ("glowLevel", "glowHue", "glowRate")
    known = docket(*cases, surfaces=[held(f"field:Lamp.{name}") for name in names])

    assert "`glowLevel`" in sign.sentence
    assert pairs(same_name.RULE, known) == []


def composing(promise: str, variation: str, *, families: int = 2) -> list[tuple[str, str]]:
    """The pairs of a text about one and a text about the other, with methods in common."""
    names = ("lamps/list", "lamps/read")[:families]
    one = case(
        11,
        f"# {promise}\n\n## Abstract\n\n{promise}.",
        touches=[touch(f"method:{name}", Act.RELIES_ON) for name in names],
    )
    other = case(
        12,
        f"# {variation}\n\n## Abstract\n\n{variation}.",
        touches=[
            touch("field:ListLampsResult.until", Act.DEFINES),
            touch("method:lamps/read", Act.CHANGES),
        ],
    )
    return pairs(composition.RULE, docket(one, other))


def test_a_promise_of_results_and_what_makes_them_vary_compose() -> None:
    """A method and its result are one family."""
    assert composing("Caching lamp lists", "Filtering lamp lists") == [("TP-11", "TP-12")]


@pytest.mark.parametrize(
    ("promise", "variation", "families"),
    [
        ("Caching lamp lists", "Caching lamp shades", 2),
        ("Dimming lamp lists", "Filtering lamp lists", 2),
        ("Caching lamp lists", "Filtering lamp lists", 1),
    ],
)
def test_without_promise_variation_or_common_ground_nothing_composes(
    promise: str, variation: str, families: int
) -> None:
    assert composing(promise, variation, families=families) == []


def test_two_owners_of_one_surface_are_named() -> None:
    found = docket(
        case(11, touches=[LIST]), case(12, touches=[LIST]), routes={11: "wg-oil", 12: "wg-gas"}
    )

    [sign] = signs(ownership.RULE, found)

    assert sign.sentence.startswith("wg-oil owns TP-11, wg-gas owns TP-12")


def test_one_owner_settles_it_by_itself() -> None:
    found = docket(
        case(11, touches=[LIST]), case(12, touches=[LIST]), routes={11: "wg-oil", 12: "wg-oil"}
    )

    assert pairs(ownership.RULE, found) == []


def test_requiring_what_was_withdrawn_is_a_conflict() -> None:
    found = docket(
        case(11, status="withdrawn"), case(12, relations=[relation(11, RelationKind.REQUIRES)])
    )

    [sign] = signs(dependency.RULE, found)

    assert sign.sentence == "TP-12 requires TP-11, which is withdrawn"


def test_two_that_require_each_other_are_one_conflict() -> None:
    found = docket(
        case(11, relations=[relation(12, RelationKind.REQUIRES)]),
        case(12, relations=[relation(11, RelationKind.REQUIRES)]),
    )

    assert pairs(dependency.RULE, found) == [("TP-11", "TP-12")]


def test_requiring_what_is_final_or_itself_is_fine() -> None:
    found = docket(
        case(11, status="final"),
        case(12, relations=[relation(11, RelationKind.REQUIRES)]),
        case(13, relations=[relation(13, RelationKind.REQUIRES)]),
        case(14, relations=[relation(77777, RelationKind.REQUIRES)]),
    )

    assert pairs(dependency.RULE, found) == []
