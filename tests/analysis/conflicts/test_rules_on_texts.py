"""Rules that read what the texts say."""

from dataclasses import replace

import pytest

from sepkit.analysis.conflicts import (
    alternative,
    duplicate,
    false_harmony,
    opposed_requirements,
    removed_surface,
    removes_extended,
    same_purpose,
    same_requirement,
)
from sepkit.analysis.conflicts.engine.pairing import find_pairs
from sepkit.model import ChangeKind, Surface, SurfaceChange
from tests.analysis.conflicts.builders import case, docket, gone, held, key, pairs, signs, touch

REMOVAL = (
    "# Remove the lantern handshake\n\n## Abstract\n\n"
    "This proposal removes the lantern handshake. The `lamps/greet` method is removed.\n"
)


def user(sentence: str, number: int = 12) -> str:
    return f"# Wick {number}\n\n## Specification\n\n{sentence}\n"


@pytest.mark.parametrize(
    "sentence",
    [
        "Servers MUST declare the wick in the lantern handshake.",
        "The client calls `lamps/greet` first.",
    ],
)
def test_building_on_what_a_settled_text_removed_is_a_conflict(sentence: str) -> None:
    found = docket(case(11, REMOVAL, status="final"), case(12, user(sentence)))

    [sign] = signs(removed_surface.RULE, found)

    assert sign.pair == ("TP-12", "TP-11")
    assert "removed or deprecated" in sign.sentence
    assert sign.evidence[0].quote == sentence


@pytest.mark.parametrize(
    "sentence",
    [
        "Without `lamps/greet` the wick is lit at once.",
        "The removed `lamps/greet` method is not needed.",
        "This does not require `lamps/greet`.",
        "The shape follows the pattern established by `lamps/greet`.",
    ],
)
def test_naming_a_removed_thing_as_removed_or_as_a_model_is_fine(sentence: str) -> None:
    found = docket(case(11, REMOVAL, status="final"), case(12, user(sentence)))

    assert pairs(removed_surface.RULE, found) == []


def test_what_the_specification_still_holds_was_not_removed() -> None:
    found = docket(
        case(11, REMOVAL, status="final"),
        case(12, user("The client calls `lamps/greet` first.")),
        surfaces=[held("method:lamps/greet")],
    )

    assert pairs(removed_surface.RULE, found) == []


def test_what_another_proposal_removes_is_not_laid_at_the_door_of_who_tells_it() -> None:
    teller = "# Oil\n\n## Abstract\n\n[TP-99] removes `lamps/greet` and this one adds oil.\n"
    found = docket(
        case(11, teller, status="final"), case(12, user("The client calls `lamps/greet` first."))
    )

    assert pairs(removed_surface.RULE, found) == []


def test_a_surface_gone_from_the_specification_is_laid_at_the_door_of_its_redesign() -> None:
    redesign = "# Gas\n\n## Abstract\n\nGas replaces oil. See `lamps/fill` and `lamps/burn`.\n"
    older = "# Oil\n\n## Abstract\n\nOil introduces `lamps/fill`.\n"
    found = docket(
        case(5, older, touches=[touch("method:lamps/fill")], status="final"),
        case(11, redesign, status="final"),
        case(12, user("The client MUST call `lamps/fill` each night.")),
        surfaces=[gone("method:lamps/fill")],
    )

    assert pairs(removed_surface.RULE, found) == [("TP-12", "TP-11"), ("TP-5", "TP-11")]


def test_what_the_record_lays_at_a_door_is_shown_with_that_name_or_called_a_record() -> None:
    abstract = "Gas removes `lamps/snuff` and burns until the morning comes again."
    redesign = f"# Gas\n\n## Abstract\n\n{abstract}\n"
    change = SurfaceChange(
        surface=Surface("method:lamps/fill"),
        kind="method",
        revision="2031-01-01",
        change=ChangeKind.REMOVED,
        proposals=(key(11),),
    )
    found = docket(
        case(11, redesign, status="final"),
        case(12, user("The client MUST call `lamps/fill` each night.")),
        surfaces=[replace(gone("method:lamps/fill"), changes=(change,))],
    )

    [sign] = signs(removed_surface.RULE, found)

    assert sign.sentence == (
        "TP-12 builds on `lamps/fill`, which went with TP-11 by the specification's own record"
    )
    assert sign.evidence[1].quote == abstract


def test_a_sentence_about_another_name_of_the_family_is_no_evidence() -> None:
    redesign = (
        "# Gas\n\n## Abstract\n\nGas lamps need no attendant and burn until the morning comes.\n\n"
        "## Specification\n\nGas removes `lamps/fillAll`.\n\nWhat `lamps/fill` did is automatic.\n"
    )
    older = "# Oil\n\n## Abstract\n\nOil introduces `lamps/fill`.\n"
    found = docket(
        case(5, older, touches=[touch("method:lamps/fill")], status="final"),
        case(11, redesign, status="final"),
        case(12, user("The client MUST call `lamps/fill` each night.")),
        surfaces=[gone("method:lamps/fill")],
    )

    quotes = [sign.evidence[1].quote for sign in signs(removed_surface.RULE, found)]

    assert "What `lamps/fill` did is automatic." in quotes
    assert "Gas removes `lamps/fillAll`." not in quotes


def test_removing_what_another_open_text_builds_on_is_a_conflict_of_order() -> None:
    found = docket(case(11, REMOVAL), case(12, user("The client calls `lamps/greet` first.")))

    assert pairs(removes_extended.RULE, found) == [("TP-12", "TP-11")]
    assert pairs(removed_surface.RULE, found) == []


def test_an_open_text_may_remove_what_a_settled_one_brought() -> None:
    settled = case(9, user("The client calls `lamps/greet` first."), status="final")

    assert pairs(removes_extended.RULE, docket(case(11, REMOVAL), settled)) == []


def test_a_text_that_reverses_another_says_so() -> None:
    text = "# Oil\n\n## Abstract\n\nTP-11 chose gas. This proposal proposes reversing that.\n"

    [sign] = signs(alternative.RULE, docket(case(11), case(12, text, cites=[11])))

    assert sign.sentence == 'TP-12 says of TP-11: "reversing"'


@pytest.mark.parametrize(
    "sentence",
    ["This does not conflict with TP-11.", "TP-11 is cited here.", "TP-12 replaces oil."],
)
def test_a_denial_or_a_mere_citation_is_no_alternative(sentence: str) -> None:
    text = f"# Oil\n\n## Abstract\n\n{sentence}\n"

    assert pairs(alternative.RULE, docket(case(11), case(12, text, cites=[11]))) == []


def test_harmony_is_false_where_both_define_one_thing() -> None:
    text = "# Oil\n\n## Abstract\n\nIt is orthogonal to TP-11.\n"
    one = case(11, touches=[touch("type:Lamp")])
    other = case(12, text, cites=[11], touches=[touch("type:Lamp")])

    [sign] = signs(false_harmony.RULE, docket(one, other))

    assert sign.sentence == 'TP-12 calls TP-11 "orthogonal", and both bind `Lamp`'


def test_harmony_with_a_rule_for_both_is_believed() -> None:
    text = "# Oil\n\n## Abstract\n\nIt is orthogonal to TP-11: clients MUST light that first.\n"
    one = case(11, touches=[touch("type:Lamp")])
    other = case(12, text, cites=[11], touches=[touch("type:Lamp")])

    assert pairs(false_harmony.RULE, docket(one, other)) == []


def test_what_one_demands_and_the_other_forbids_is_opposed() -> None:
    one = user("Servers MUST send `lampGlow` with each brightness report.", 11)
    other = user("Servers MUST NOT send `lampGlow` in any brightness report.")

    [sign] = signs(opposed_requirements.RULE, docket(case(11, one), case(12, other)))

    assert sign.sentence == "TP-12 forbids on `lampGlow` what TP-11 demands"


@pytest.mark.parametrize(
    "sentence",
    [
        "Clients MUST NOT send `lampGlow` in any brightness report.",
        "Servers MUST send `lampGlow` in any brightness report.",
        "Servers MAY send `lampGlow` in any brightness report.",
    ],
)
def test_other_actors_and_equal_demands_are_not_opposed(sentence: str) -> None:
    one = user("Servers MUST send `lampGlow` with each brightness report.", 11)

    assert pairs(opposed_requirements.RULE, docket(case(11, one), case(12, user(sentence)))) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Lamp names SHOULD NOT contain `lampGlow` spaces or commas.",
            "Header values MUST contain only visible `lampGlow` characters and spaces.",
        ),
        (
            "The `lampGlow` readings array MUST contain at least one brightness element.",
            "Servers MUST NOT return an empty `lampGlow` readings array.",
        ),
        (
            "Servers MUST send a `lampGlow` notification.",
            "Servers MUST NOT send any brightness record of the `lampGlow` request.",
        ),
        (
            "If the wick is lit, servers MUST send the `lampGlow` brightness report.",
            "When the oil is low, servers MUST NOT send the `lampGlow` brightness report.",
        ),
    ],
    ids=["another subject", "they agree", "another thing", "another condition"],
)
def test_a_denial_of_something_else_is_not_opposed(one: str, other: str) -> None:
    found = docket(case(11, user(one, 11)), case(12, user(other)))

    assert pairs(opposed_requirements.RULE, found) == []


DELAY = (
    "# Glow delay\n\n## Specification\n\n"
    "Clients SHOULD wait `glowDelay` milliseconds.\n\nA `glowDelay` of 0 milliseconds is none.\n"
)


def test_who_follows_a_text_in_other_units_is_told_so() -> None:
    text = user("The `dimDelay` is given in whole seconds to align with TP-11.")
    found = docket(case(11, DELAY, status="final"), case(12, text, cites=[11]))

    [sign] = signs(false_harmony.RULE, found)

    assert sign.pair == ("TP-12", "TP-11")
    assert sign.sentence == (
        'TP-12 says "align with" of TP-11 and counts in seconds, TP-11 in milliseconds'
    )
    assert sign.evidence[1].quote == "Clients SHOULD wait `glowDelay` milliseconds."


@pytest.mark.parametrize(
    "sentence",
    [
        "The `dimDelay` is given in milliseconds to align with TP-11.",
        "The `dimDelay` is given in whole seconds, unlike that of TP-11.",
        "The wick of 40 characters is there to align with TP-11.",
        "From seconds it goes to milliseconds to align with TP-11.",
    ],
)
def test_the_same_unit_or_another_kind_of_unit_is_no_drift(sentence: str) -> None:
    found = docket(case(11, DELAY, status="final"), case(12, user(sentence), cites=[11]))

    assert pairs(false_harmony.RULE, found) == []


def test_harmony_that_was_shown_to_be_false_speaks_for_nobody() -> None:
    text = user("The `dimDelay` is given in whole seconds to align with TP-11.")
    found = docket(case(11, DELAY, status="final"), case(12, text, cites=[11]))

    [pair] = find_pairs(found, [false_harmony.RULE])

    assert pair.harmony == 0.0


RULE_ON_GLOW = "Servers MUST report `lampGlow` and `lampHue` with each brightness reading."


def test_two_rules_on_one_thing_are_shown_side_by_side() -> None:
    other = "Servers SHOULD round `lampGlow` and `lampHue` of each brightness reading."
    found = docket(case(11, user(RULE_ON_GLOW, 11)), case(12, user(other)))

    [sign] = signs(same_requirement.RULE, found)

    assert sign.sentence == "TP-11 and TP-12 both make a rule about `lampGlow`, `lampHue`"
    assert [quote.quote for quote in sign.evidence] == [RULE_ON_GLOW, other]


@pytest.mark.parametrize(
    "sentence",
    [
        "Clients SHOULD round `lampGlow` and `lampHue` of each brightness reading.",
        "Servers SHOULD round the wick of each reading.",
        'The key word "MUST" with `lampGlow` and `lampHue` of each brightness is interpreted so.',
    ],
)
def test_other_actors_common_words_and_the_key_words_own_paragraph_are_no_rule_on_it(
    sentence: str,
) -> None:
    found = docket(case(11, user(RULE_ON_GLOW, 11)), case(12, user(sentence)))

    assert pairs(same_requirement.RULE, found) == []


def test_who_knows_a_settled_rule_and_says_nothing_against_it_follows_it() -> None:
    known = user(RULE_ON_GLOW) + "\nIt builds on TP-11.\n"
    found = docket(case(11, user(RULE_ON_GLOW, 11), status="final"), case(12, known, cites=[11]))

    assert pairs(same_requirement.RULE, found) == []


def test_complements_rather_than_replaces_is_no_alternative() -> None:
    """Seen in a real text: the denial stands before the verb that it denies."""
    text = "# Wick\n\nThis proposal complements, rather than replaces, TP-11's lamps.\n"

    assert pairs(alternative.RULE, docket(case(11), case(12, text, cites=[11]))) == []


def test_who_removes_a_thing_as_well_does_not_build_on_it() -> None:
    again = REMOVAL.replace("Remove", "Drop").replace("This proposal removes", "This also removes")
    found = docket(case(11, REMOVAL), case(12, again + "\nThen `lamps/greet` answers nothing.\n"))

    assert pairs(removes_extended.RULE, found) == []


def test_must_reject_is_a_way_to_forbid() -> None:
    one = user("Servers MUST NOT accept `lampGlow` values above brightness.", 11)
    other = user("Servers MUST reject `lampGlow` values above brightness.")

    assert pairs(opposed_requirements.RULE, docket(case(11, one), case(12, other))) == []


STREAM = "# {}\n\n## Abstract\n\nLarge pictures are downloaded in chunks over a stream of bytes.\n"


def test_two_mechanisms_for_one_purpose_are_found_without_a_common_name() -> None:
    other = STREAM.replace("Large pictures", "Huge pictures").replace("over", "by")
    found = docket(
        case(11, STREAM.format("Chunks")), case(12, other.format("Streams")), case(13, "# T\n\ntea")
    )

    sign = max(signs(same_purpose.RULE, found), key=lambda sign: sign.strength)

    assert sign.pair == ("TP-11", "TP-12")
    assert '"bytes"' in sign.sentence


def test_a_text_that_cites_the_settled_one_knows_of_it() -> None:
    aware = STREAM.format("Streams") + "\nIt builds on TP-11.\n"
    found = docket(case(11, STREAM.format("Chunks"), status="final"), case(12, aware, cites=[11]))

    assert ("TP-11", "TP-12") not in pairs(same_purpose.RULE, found)


BODY = " ".join(f"lantern{letter}{place} burns" for letter in "abcdef" for place in "uvwxyz")


def test_nearly_the_same_words_are_a_duplicate() -> None:
    found = docket(case(11, f"# A\n\n{BODY}"), case(12, f"# B\n\n{BODY} twice"))

    assert pairs(duplicate.RULE, found) == [("TP-11", "TP-12")]


def test_one_title_is_a_duplicate_and_one_word_is_not() -> None:
    found = docket(
        case(11, title="Lamp groups"), case(12, title="lamp  groups"), case(13, title="Lamp")
    )

    assert pairs(duplicate.RULE, found) == [("TP-11", "TP-12")]
