"""Slash commands count only from people whom the forge itself calls entitled; unknown denies."""

import pytest

from sepkit.forge.commands import has_line, spoken_commands
from sepkit.model import Instant
from sepkit.model.forge_state import Account, ForgeComment, PullState
from tests.forge.builders import clash, head, register_of, sep, swept, world_of
from tests.forge.fake.faults import FaultyWire
from tests.forge.fake.world import BOT, World

ROUTE = "/sepkit route wg-links because it is about links"


def ours(world: World) -> str:
    [body] = [c.body for c in world.pulls[7].comments if c.author == BOT]
    return body


def commands(body: str) -> list[tuple[str, str, str]]:
    account = Account(id=5, login="lena")
    comment = ForgeComment(id=1, author=account, body=body, created=Instant("2026-01-01T00:00:00Z"))
    pull = PullState(
        number=7,
        author=account,
        is_open=True,
        is_draft=False,
        head=head(7),
        created=comment.created,
        updated=comment.created,
        comments=(comment,),
    )
    return [(s.verb, s.subject, s.because) for s in spoken_commands(pull, bot=None)]


def test_a_command_is_a_line_of_its_own() -> None:
    assert commands(f"Hello\n{ROUTE}\r\nThanks") == [("route", "wg-links", "it is about links")]
    assert commands("/sepkit ack LP-7+LP-9 because known") == [("ack", "LP-7+LP-9", "known")]
    assert commands("/sepkit explain") == [("explain", "", "")]


@pytest.mark.parametrize(
    "body",
    [
        f"> {ROUTE}",
        f"```\n{ROUTE}\n```",
        f"~~~~ text\n{ROUTE}\n~~~\n{ROUTE}\n~~~~",
        f"    {ROUTE}",
        f" {ROUTE}",
        f"<!--\n{ROUTE}\n-->",
        f"<!-- {ROUTE} -->",
        f"say {ROUTE}",
        "/sepkit route",
        "/sepkit close",
        "/sepkit route wg-links; rm -rf /",
        "/sepkit route wg-lіnks",
        "/SEPKIT route wg-links",
        "/sepkit  route wg-links",
        "/sepkit route $(id)",
    ],
)
def test_a_command_that_is_quoted_fenced_or_misspelt_is_text(body: str) -> None:
    assert commands(body) == []


def test_an_unclosed_fence_hides_all_that_follows() -> None:
    assert commands(f"```\n{ROUTE}\n") == []
    assert commands(f"```\n```\n{ROUTE}") != []


def test_has_line_looks_outside_of_fences_only() -> None:
    assert has_line("a\nsepkit: ignore\nb", "sepkit: ignore")
    assert not has_line("```\nsepkit: ignore\n```", "sepkit: ignore")


@pytest.mark.parametrize("permission", ["admin", "maintain", "write"])
def test_whoever_may_write_may_route(permission: str) -> None:
    world = world_of(7)
    world.add_user("mia", permission=permission)
    world.comment(7, "mia", ROUTE)

    swept(world, register_of(sep(7)))

    assert world.pulls[7].labels == ["wg:links"]
    assert "because “it is about links”" in ours(world)


def test_a_lead_counts_with_triage_access_or_in_the_team_and_not_by_the_list_alone() -> None:
    results = {}
    for name, permission, teams in (
        ("list alone", "read", set[str]()),
        ("triage", "triage", set[str]()),
        ("team", "read", {"links-team"}),
        ("another team", "read", {"lights-team"}),
    ):
        world = world_of(7)
        world.users["levi"].permission, world.users["levi"].teams = permission, teams
        world.comment(7, "levi", ROUTE)
        swept(world, register_of(sep(7)))
        results[name] = world.pulls[7].labels

    assert results == {
        "list alone": ["wg:lights"],
        "triage": ["wg:links"],
        "team": ["wg:links"],
        "another team": ["wg:lights"],
    }


@pytest.mark.parametrize("who", ["stranger", "anna", "mara"])
def test_strangers_authors_and_leads_without_access_are_not_followed_and_told_so(who: str) -> None:
    world = world_of(7)
    world.comment(7, who, ROUTE)

    swept(world, register_of(sep(7)))

    assert world.pulls[7].labels == ["wg:lights"]
    assert "Not followed: `/sepkit route wg-links`" in ours(world)
    assert f"@{who}" not in ours(world)


@pytest.mark.parametrize(
    "fault", ["403 permission", "404", "500", "html with 200", "null with 200", "422", "410"]
)
def test_a_forge_that_does_not_say_denies_and_the_plan_says_so(fault: str) -> None:
    world = world_of(7)
    world.add_user("mia", permission="admin")
    world.comment(7, "mia", ROUTE)
    faults = dict.fromkeys(range(2, 8), fault) if fault != "403 permission" else {2: fault}

    from tests.forge.builders import run

    outcome = run(register_of(sep(7)), FaultyWire(world, faults=faults), apply=False)

    assert outcome.plan is not None
    assert outcome.plan.decisions[0].label == "wg:lights"
    assert "unknown-standing" in {f.rule for f in outcome.plan.findings}


def test_an_answer_about_somebody_else_denies() -> None:
    world = world_of(7)
    world.add_user("mia", permission="admin")
    world.comment(7, "mia", ROUTE)
    world.users["mia"].login = "eve"

    swept(world, register_of(sep(7)))

    assert world.pulls[7].labels == ["wg:lights"]


def test_a_comment_that_somebody_else_edited_does_not_count() -> None:
    world = world_of(7)
    world.add_user("mia", permission="admin")
    written = world.comment(7, "mia", "looks fine")
    world.edit(written.id, "stranger", ROUTE)

    swept(world, register_of(sep(7)))

    assert world.pulls[7].labels == ["wg:lights"]
    assert "was edited by" in ours(world)


def test_the_last_entitled_word_counts() -> None:
    world = world_of(7)
    world.add_user("mia", permission="write")
    world.comment(7, "mia", ROUTE)
    world.comment(7, "mia", "/sepkit route lights because on second thoughts")
    world.comment(7, "stranger", "/sepkit route ig-mariners")

    swept(world, register_of(sep(7, owner=None)))

    assert world.pulls[7].labels == ["wg:lights"]


def test_a_group_that_is_not_there_is_answered_with_those_that_are() -> None:
    world = world_of(7)
    world.add_user("mia", permission="write")
    world.comment(7, "mia", "/sepkit route wg-kites")

    swept(world, register_of(sep(7)))

    assert world.pulls[7].labels == ["wg:lights"]
    assert "`wg-links`" in ours(world)


def test_an_acknowledged_conflict_is_shown_as_known_with_its_reason() -> None:
    world = world_of(7)
    world.add_user("mia", permission="write")
    world.comment(7, "mia", "/sepkit ack LP-7+LP-9 because both are wanted")

    swept(world, register_of(sep(7), sep(9, in_flight=False), conflicts=(clash(7, 9),)))

    assert "**Known conflict:**" in ours(world)
    assert "“both are wanted”" in ours(world)


def test_anybody_may_ask_why_and_gets_all_candidates_in_the_same_comment() -> None:
    world = world_of(7)
    swept(world, register_of(sep(7)))
    world.comment(7, "stranger", "/sepkit explain")

    swept(world, register_of(sep(7)))

    assert "<details open><summary>Why, with all candidates</summary>" in ours(world)


def test_a_sweep_asks_about_ten_people_at_most() -> None:
    world = world_of(7)
    for number in range(30):
        world.comment(7, f"person-{number}", ROUTE)

    outcome = swept(world, register_of(sep(7)), apply=False)

    assert sum("permission" in path for _, path in world.log) == 10
    assert outcome.plan is not None
    assert len(outcome.plan.findings) >= 10
