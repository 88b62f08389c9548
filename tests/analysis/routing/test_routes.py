"""Owners, consulted groups and abstentions of whole routes."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from sepkit.analysis.routing import TOO_CLOSE, Router, route_case, write_vocabulary
from sepkit.model import LEANING, Act, Case, Date, Ownership, ProposalKey, RelationKind, Route
from tests.analysis.routing import world
from tests.analysis.routing.world import COLOURS, DOORS, KEEPERS, LAMPS, case, route, routes
from tests.builders import person

LAMP = "The dimming of a lamp is announced to all who see the lamp."


def test_a_proposal_about_a_groups_topic_belongs_to_the_group() -> None:
    found = route(case(7, "Dimming of lamps", LAMP))

    assert found.owner == LAMPS
    assert not found.abstained
    assert found.probability >= LEANING


def test_a_declared_owner_wins_over_everything_computed() -> None:
    ownership = world.house(world.lamps(), world.doors(proposals=("TP-7",)))

    found = route(case(7, "Dimming of lamps", LAMP), ownership=ownership)

    assert found.owner == DOORS
    assert found.candidates[0].evidence[0].kind == "declared"
    assert found.candidates[0].evidence[0].path == "groups/wg-doors.yml"


def test_a_preamble_in_flight_is_a_claim_that_evidence_can_outweigh() -> None:
    merged = case(7, "Dimming of lamps", LAMP, declared_groups=("wg-doors",))
    lamps = (world.touch("method:lamps/dim"), world.touch("type:Lamp"), world.touch("type:LampRow"))
    claimed = replace(merged, in_flight=True, touches=lamps)

    assert route(merged).owner == DOORS
    assert route(claimed).owner != DOORS


def test_the_first_group_in_the_preamble_owns_and_the_others_are_consulted() -> None:
    asked = case(7, "A thing", declared_groups=("wg-doors",), participating_groups=("ig-colours",))

    found = route(asked)

    assert found.owner == DOORS
    assert found.consulted == (COLOURS,)


def test_a_surface_that_a_group_owns_carries_the_proposal() -> None:
    asked = case(7, "A small improvement", touches=(world.touch("method:doors/open"),))

    found = route(asked)

    assert found.candidates[0].group == DOORS
    [evidence] = [item for item in found.candidates[0].evidence if item.kind == "surface"]
    assert evidence.text == "changes `method:doors/open`"
    assert evidence.line == 20


def test_relying_on_a_surface_says_less_than_changing_it() -> None:
    changed = route(case(7, "A thing", touches=(world.touch("type:Door"),)))
    used = route(case(7, "A thing", touches=(world.touch("type:Door", Act.RELIES_ON),)))

    def probability(found: Route) -> float:
        return next(c.probability for c in found.candidates if c.group == DOORS)

    assert probability(changed) > probability(used)


def test_what_two_groups_claim_alike_has_no_owner_and_says_how_to_settle_it() -> None:
    found = route(case(7, "A lamp in a door", "lamp door"))

    assert found.owner is None
    assert found.abstained
    assert found.probability == 0
    assert "Lamps" in found.reason
    assert "Doors" in found.reason
    assert "`proposals`" in found.reason
    assert {c.group for c in found.candidates[:2]} == {LAMPS, DOORS}


def test_what_no_group_covers_is_said_to_be_nobodys_and_the_fallback_decides() -> None:
    found = route(case(7, "Weather of Tuesday", "It rains on Tuesday."))

    assert found.owner is None
    assert "no group's files cover it" in found.reason
    assert found.decides == (KEEPERS,)


def test_without_any_group_every_proposal_has_an_abstention() -> None:
    empty = Ownership()

    found = routes([case(7, "Dimming of lamps", LAMP)], empty)

    assert found["TP-7"].owner is None
    assert found["TP-7"].reason == "no file of the base revision names a group"
    assert found["TP-7"].candidates == ()


def test_a_proposal_about_the_process_belongs_to_the_fallback() -> None:
    found = route(case(7, "Order of the day", "We begin at nine.", track="Housekeeping"))

    assert found.owner == KEEPERS


def test_an_interest_group_owns_and_the_fallback_decides() -> None:
    found = route(case(7, "Colour of paint", "paint colour paint"))

    assert found.owner == COLOURS
    assert found.decides == (KEEPERS,)
    assert "interest group" in found.decides_reason


def test_who_extends_a_groups_proposal_works_in_its_field() -> None:
    base = case(3, "Dimming of lamps", LAMP)
    alone = case(7, "A second step", "It goes on.")
    child = replace(alone, relations=(world.relation(3),))

    assert route(alone, base).owner is None
    assert route(child, base).candidates[0].group == LAMPS


def test_a_mention_carries_less_than_an_extension() -> None:
    base = case(3, "Dimming of lamps", LAMP)
    extends = case(7, "A step", relations=(world.relation(3),))
    mentions = case(8, "A step", relations=(world.relation(3, RelationKind.MENTIONS),))

    found = routes([base, extends, mentions])

    assert found["TP-7"].candidates[0].score > found["TP-8"].candidates[0].score


def test_a_retired_group_owns_nothing() -> None:
    ownership = world.house(world.retired(world.lamps()), world.doors())

    found = route(case(7, "Dimming of lamps", LAMP), ownership=ownership)

    assert found.owner is None
    assert all(c.group != LAMPS for c in found.candidates)


def test_a_lead_whose_term_ended_speaks_for_nobody() -> None:
    gone = world.lamps(leads=(world.lead("lena", until=Date("2026-01-31")),))
    asked = case(7, "A thing", authors=(person("lena"),))

    found = route(asked, ownership=world.house(gone, world.doors()))

    assert not [e for c in found.candidates for e in c.evidence if e.kind == "person"]


def test_every_route_sums_to_one_at_most_and_names_lines() -> None:
    found = route(case(7, "A lamp in a door", LAMP))

    assert sum(c.probability for c in found.candidates) <= 1 + 1e-9
    for candidate in found.candidates:
        for evidence in candidate.evidence:
            assert evidence.line > 0, evidence
            assert evidence.path


def test_one_proposal_alone_is_routed_like_among_all() -> None:
    others = [case(3, "Hinges of doors", "hinge door hinge")]
    asked = case(7, "Dimming of lamps", LAMP)
    router = Router(
        others,
        world.house(),
        dialect=world.process(),
        weights=world.weights(),
        as_of=world.NOW,
        is_draft=True,
    )
    beliefs = {key: router.believed(key) for key in router.subjects}

    found = route_case(asked, router.ground, router.profile, beliefs)

    assert found == route(asked, *others)


def test_counted_words_give_the_same_route_as_blocks() -> None:
    asked = case(7, "Something about a bulb socket", LAMP)
    counted = replace(
        asked,
        document=replace(asked.document, vocabulary=write_vocabulary(asked.document), blocks=()),
    )

    assert route(counted) == route(asked)


def test_declared_owners_teach_words_that_no_file_names() -> None:
    examples = [
        case(n, f"Filament number {n}", "filament tungsten glow", declared_groups=("wg-lamps",))
        for n in range(20, 32)
    ] + [
        case(n, f"Handle number {n}", "handle brass turn", declared_groups=("wg-doors",))
        for n in range(40, 52)
    ]
    asked = case(7, "A better filament", "tungsten filament that glows")

    found = route(asked, *examples)

    assert found.candidates[0].group == LAMPS
    assert any("declared proposals" in e.text for e in found.candidates[0].evidence)


def test_reviewers_of_declared_proposals_speak_for_the_group_they_stood_for() -> None:
    ada = person("ada")
    examples = [
        case(n, f"Number {n}", declared_groups=("wg-doors",), reviewers=(ada,))
        for n in range(20, 26)
    ]
    asked = case(7, "An item", reviewers=(ada,))

    found = route(asked, *examples)

    assert found.candidates[0].group == DOORS
    assert any("@ada" in e.text for e in found.candidates[0].evidence)


_WORDS = st.sampled_from(["lamp", "door", "colour", "rain", "voting", "hinge", "dimming", "tea"])
_TEXTS = st.lists(_WORDS, min_size=1, max_size=12).map(" ".join)


@given(st.lists(st.tuples(_TEXTS, _TEXTS), min_size=1, max_size=5), st.tuples(_TEXTS, _TEXTS))
def test_an_unrelated_new_proposal_moves_no_other_route(
    texts: list[tuple[str, str]], new: tuple[str, str]
) -> None:
    """Promise: routes are stable. The newcomer may even cite the others."""
    before = [case(n, title, body) for n, (title, body) in enumerate(texts, start=1)]
    newcomer = replace(
        case(99, *new), relations=tuple(world.relation(n) for n in range(1, len(texts) + 1))
    )

    alone = routes(before)
    together = routes([*before, newcomer])

    assert {key: together[key] for key in alone} == alone


@given(st.permutations([1, 2, 3, 4]))
def test_the_order_of_reading_does_not_matter(order: list[int]) -> None:
    cases = {
        1: case(1, "Dimming of lamps", LAMP),
        2: case(2, "Hinges", "door hinge", declared_groups=("wg-doors",)),
        3: case(3, "Colour of doors", "colour", relations=(world.relation(1),)),
        4: case(4, "Lamp", "lamp lamp", declared_groups=("Lamps",)),
    }

    assert routes([cases[n] for n in order]) == routes([cases[n] for n in sorted(order)])


@given(_TEXTS, _TEXTS)
def test_an_owner_is_named_only_when_no_other_is_too_close(title: str, body: str) -> None:
    found = route(case(7, title, body))

    if found.owner is None:
        assert found.abstained
        assert found.reason
    else:
        ranked = sorted((c.probability for c in found.candidates), reverse=True)
        assert found.probability >= LEANING
        assert len(ranked) < 2 or ranked[0] - ranked[1] >= TOO_CLOSE - 1e-3


@given(st.text(max_size=200), st.text(max_size=400))
def test_no_text_crashes_the_router(title: str, body: str) -> None:
    found = route(case(7, title, body))

    assert found.abstained == (found.owner is None)


def test_a_key_that_nobody_reads_as_a_number_still_has_a_route() -> None:
    odd = replace(case(7, "Dimming of lamps", LAMP), key=ProposalKey("TP-0000@12"), number=None)

    assert isinstance(odd, Case)
    assert route(odd).owner == LAMPS


def test_a_group_that_only_merged_preambles_name_can_own_and_be_learnt() -> None:
    examples = [
        case(n, f"Wick {n}", "wick oil glow", declared_groups=("sig-oil",)) for n in range(20, 40)
    ]
    examples += [
        case(n, f"Knob {n}", "brass knob turn", declared_groups=("wg-doors",))
        for n in range(50, 60)
    ]

    found = routes([*examples, case(7, "A better wick", "wick oil glow")])

    assert found["TP-20"].owner == "sig-oil"
    assert found["TP-20"].decides == ("sig-oil",)
    assert found["TP-7"].owner == "sig-oil"


def test_a_preamble_in_flight_makes_no_group() -> None:
    claimed = replace(case(7, "Wick", declared_groups=("sig-oil",)), in_flight=True)
    unkind = case(8, "Wick", declared_groups=("oil",))

    found = routes([claimed, unkind])

    assert {c.group for r in found.values() for c in r.candidates}.isdisjoint({"sig-oil", "oil"})
