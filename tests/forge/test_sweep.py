from dataclasses import replace

from sepkit.forge.audit import verify_audit
from sepkit.model.plan import WriteKind
from tests.forge.builders import (
    LINKS,
    clash,
    register_of,
    route,
    run,
    sep,
    swept,
    with_rules,
    world_of,
)
from tests.forge.fake.faults import FaultyWire
from tests.forge.fake.world import BOT, World


def ours(world: World, number: int) -> list[str]:
    return [c.body for c in world.pulls[number].comments if c.author == BOT]


def test_a_dry_run_is_the_default_and_changes_nothing() -> None:
    world = world_of(7)

    outcome = swept(world, register_of(sep(7)), apply=False)

    assert outcome.plan is not None
    kinds = [w.kind for w in outcome.plan.writes]
    assert kinds == [WriteKind.ENSURE_LABEL, WriteKind.ADD_LABEL, WriteKind.CREATE_COMMENT]
    assert {method for method, path in world.log if path != "/graphql"} == set()
    assert (world.pulls[7].comments, world.pulls[7].labels) == ([], [])


def test_a_sweep_ends_in_one_comment_one_label_and_one_record() -> None:
    world = world_of(7)
    register = register_of(sep(7))

    first = swept(world, register)
    second = swept(world, register)

    assert first.report is not None
    assert first.report.is_complete
    assert second.plan is not None
    assert second.plan.writes == ()
    assert world.pulls[7].labels == ["wg:lights"]
    assert len(ours(world, 7)) == 1
    records, problems = verify_audit(world.objects.files("sepkit-audit"))
    assert ([r.pull for r in records], problems) == ([7], ())


def test_nothing_changed_costs_one_request() -> None:
    world = world_of(*range(1, 61))
    register = register_of(*(sep(n) for n in range(1, 61)))
    free = with_rules(writes_per_run=1000, requests_per_run=1000)
    swept(world, register, configuration=free)

    quiet = swept(world, register, configuration=free)
    again = swept(world, register, configuration=free)

    assert quiet.plan is not None
    assert quiet.plan.writes == ()
    assert again.plan is None
    assert again.requests == 1


def test_sixty_pull_requests_are_read_with_four_requests() -> None:
    world = world_of(*range(1, 61))

    outcome = swept(world, register_of(*(sep(n) for n in range(1, 61))), apply=False)

    assert outcome.plan is not None
    assert len(outcome.plan.decisions) == 60
    assert outcome.requests == 4


def test_a_cap_on_writes_stops_reports_and_the_next_sweeps_go_on() -> None:
    world = world_of(*range(1, 31))
    register = register_of(*(sep(n) for n in range(1, 31)))

    first = swept(world, register)
    assert first.plan is not None
    assert {f.rule for f in first.plan.findings} == {"cap-reached"}
    for _ in range(4):
        swept(world, register)

    assert all(len(ours(world, n)) == 1 for n in range(1, 31))


def test_a_new_owner_moves_the_label_and_edits_the_comment() -> None:
    world = world_of(7)
    swept(world, register_of(sep(7)))

    swept(world, register_of(sep(7, owner=LINKS)))

    assert world.pulls[7].labels == ["wg:links"]
    [body] = ours(world, 7)
    assert "Links WG" in body.partition("\n")[2].partition("\n")[0]


def test_what_only_ages_is_not_worth_an_edit() -> None:
    world = world_of(7)
    older = sep(7)
    swept(world, register_of(older))
    newer = replace(older, next=replace(older.next, days=121))

    outcome = swept(world, register_of(newer, revision="6b" * 20, as_of="2026-03-02T08:00:00Z"))

    assert outcome.plan is not None
    assert outcome.plan.writes == ()


def test_two_comments_of_ours_become_one_and_the_older_stays() -> None:
    world = world_of(7)
    register = register_of(sep(7))
    swept(world, register)
    first = world.pulls[7].comments[0]
    world.comment(7, BOT, first.body)

    swept(world, register)

    assert [c.id for c in world.pulls[7].comments] == [first.id]


def test_a_forged_marker_is_text() -> None:
    world = world_of(7)
    register = register_of(sep(7))
    swept(world, register)
    copied = world.comment(7, "stranger", world.pulls[7].comments[0].body)

    outcome = swept(world, register)

    assert outcome.plan is not None
    assert outcome.plan.writes == ()
    assert copied in world.pulls[7].comments


def test_our_marker_in_another_pull_request_is_not_ours_there() -> None:
    world = world_of(7, 8)
    swept(world, register_of(sep(7)))
    world.comment(8, BOT, world.pulls[7].comments[0].body)

    swept(world, register_of(sep(8)))

    assert len(ours(world, 8)) == 2


def test_a_label_that_a_person_took_off_stays_off() -> None:
    world = world_of(7)
    register = register_of(sep(7))
    swept(world, register)
    world.unlabel(7, "anna", "wg:lights")

    swept(world, register)
    swept(world, register)

    assert world.pulls[7].labels == []
    assert "stays off" in ours(world, 7)[0]


def test_a_label_that_a_person_set_counts_and_is_left() -> None:
    world = world_of(7)
    world.label(7, "lena", "wg:links")
    world.label(7, "lena", "bug")

    swept(world, register_of(sep(7)))

    assert world.pulls[7].labels == ["wg:links", "bug"]


def test_labels_of_others_are_never_touched() -> None:
    world = world_of(7)
    for name in ("SEP", "draft", "area: lights"):
        world.label(7, "anna", name)

    swept(world, register_of(sep(7)))
    swept(world, register_of(sep(7, owner=LINKS)))

    assert world.pulls[7].labels == ["SEP", "draft", "area: lights", "wg:links"]


def test_the_ignore_label_sends_everything_away() -> None:
    world = world_of(7)
    world.label(7, "lena", "sepkit: ignore")

    outcome = swept(world, register_of(sep(7)))

    assert outcome.plan is not None
    assert outcome.plan.skipped == ((7, "it bears the label `sepkit: ignore`"),)
    assert ours(world, 7) == []


def test_an_author_may_send_the_comment_away_but_not_the_label() -> None:
    world = world_of(7)
    world.pulls[7].body = "About lights.\n\nsepkit: ignore\n"

    swept(world, register_of(sep(7)))

    assert (ours(world, 7), world.pulls[7].labels) == ([], ["wg:lights"])


def test_a_comment_that_a_person_deleted_does_not_come_back_until_somebody_asks() -> None:
    world = world_of(7)
    register = register_of(sep(7))
    swept(world, register)
    world.delete(world.pulls[7].comments[0].id, "anna")

    swept(world, register)
    assert ours(world, 7) == []
    world.comment(7, "anna", "/sepkit explain")
    swept(world, register)

    assert len(ours(world, 7)) == 1


def test_a_closed_pull_request_is_left_alone() -> None:
    world = world_of(7)
    world.close(7, "anna")

    outcome = swept(world, register_of(sep(7)))

    assert outcome.plan is not None
    assert outcome.plan.writes == ()


def test_git_and_forge_that_disagree_about_the_head_lead_to_nothing() -> None:
    world = world_of(7)
    world.push(7, "f" * 40)

    outcome = swept(world, register_of(sep(7)))

    assert outcome.plan is not None
    assert outcome.plan.writes == ()
    assert "fetch" in outcome.plan.skipped[0][1]


def test_no_clear_owner_means_no_label() -> None:
    world = world_of(7)

    swept(world, register_of(sep(7, owner=None)))

    assert world.pulls[7].labels == []
    assert "has no clear owner" in ours(world, 7)[0]


def test_leads_are_mentioned_only_if_configured_and_only_in_the_first_version() -> None:
    world = world_of(7)
    named = with_rules(mentions=3)
    swept(world, register_of(sep(7)), configuration=named)
    first = ours(world, 7)[0]

    swept(world, register_of(sep(7, owner=LINKS)), configuration=named)

    assert "@lena" in first
    assert "@" not in ours(world, 7)[0].replace("@\u200d", "")


def test_reviews_are_asked_for_once_and_only_if_configured() -> None:
    world = world_of(7)
    swept(world, register_of(sep(7)))
    assert world.pulls[7].requested_teams == []

    asking = with_rules(request_reviews=True)
    swept(world, register_of(sep(7)), configuration=asking)
    swept(world, register_of(sep(7)), configuration=asking)

    assert world.pulls[7].requested_teams == ["lights-team"]


def test_a_person_who_acts_between_plan_and_write_wins() -> None:
    world = world_of(7)
    register = register_of(sep(7))
    wire = FaultyWire(world, acts={5: lambda w: w.label(7, "lena", "wg:links")})

    run(register, wire)

    assert world.pulls[7].labels == ["wg:links"]


def test_many_comments_are_read_to_their_end() -> None:
    world = world_of(7)
    world.comment_page = 3
    for number in range(10):
        world.comment(7, "stranger", f"words {number}")
    register = register_of(sep(7))
    swept(world, register)
    for number in range(10):
        world.comment(7, "stranger", f"more {number}")

    outcome = swept(world, register)

    assert outcome.plan is not None
    assert outcome.plan.writes == ()
    assert len(ours(world, 7)) == 1


def test_a_cut_timeline_means_that_labels_are_left() -> None:
    world = world_of(7)
    for number in range(5):
        world.label(7, "anna", f"topic {number}")
    world.timeline_cap = 3

    outcome = swept(world, register_of(sep(7)))

    assert outcome.plan is not None
    assert {f.rule for f in outcome.plan.findings} == {"state-in-part"}
    assert "wg:lights" not in world.pulls[7].labels


def test_a_conflict_shows_both_sides_and_how_to_acknowledge_it() -> None:
    world = world_of(7)
    register = register_of(sep(7), sep(9, in_flight=False), conflicts=(clash(7, 9),))

    swept(world, register)

    body = ours(world, 7)[0]
    assert "LP\\-9 MUST light" in body
    assert "`/sepkit ack LP-7+LP-9 because <reason>`" in body


def test_the_probability_of_a_route_is_part_of_what_is_said() -> None:
    world = world_of(7)
    register = register_of(sep(7))
    swept(world, register)

    changed = replace(route(sep(7).route.owner), probability=0.72)
    swept(world, register_of(sep(7, route=changed)))

    assert "(.72, likely)" in ours(world, 7)[0]
