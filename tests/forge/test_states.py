"""State labels, as an option: what an entitled sponsor's own act allows; nothing that closes."""

from dataclasses import replace

from sepkit.forge.audit import verify_audit
from sepkit.forge.configuration import load_lifecycle
from sepkit.model import Handle, Register, Sponsor
from tests.forge.builders import CONFIGURATION, RULES, register_of, run, sep, swept, world_of
from tests.forge.fake.faults import FaultyWire
from tests.forge.fake.world import World

STATES = replace(
    CONFIGURATION,
    rules=replace(RULES, states=True, reminders=True),
    lifecycle=load_lifecycle("mcp"),
)


def taken() -> tuple[World, Register]:
    world = world_of(7)
    world.add_user("cora", permission="triage", teams={"steering-committee"})
    world.label(7, "anna", "proposal")
    world.assign(7, "cora", "cora")
    named = Sponsor(handle=Handle("cora"), known=True)
    return world, register_of(sep(7, sponsor=named, claimed_status="Draft"))


def states(world: World) -> list[str]:
    return sorted(set(world.pulls[7].labels) - {"wg:lights"})


def test_a_sponsor_who_takes_a_proposal_moves_its_state_label() -> None:
    world, register = taken()

    outcome = swept(world, register, configuration=STATES)

    assert states(world) == ["draft"]
    assert outcome.is_complete


def test_without_the_option_no_state_label_is_touched() -> None:
    world, register = taken()

    swept(world, register)

    assert states(world) == ["proposal"]


def test_a_failed_call_leaves_the_old_label_and_the_next_run_repairs_it() -> None:
    """Golden case G18: a bot that removes first leaves a proposal without any state."""
    for index in range(20):
        world, register = taken()
        run(register, FaultyWire(world, faults={index: "502"}), configuration=STATES)
        assert states(world) != [], index
        swept(world, register, configuration=STATES)
        swept(world, register, configuration=STATES)
        assert states(world) == ["draft"], index
        records, problems = verify_audit(world.objects.files("sepkit-audit"))
        assert problems == ()
        assert len({r.decision.digest for r in records}) == len(records)


def test_a_team_that_the_forge_does_not_show_leads_to_nothing() -> None:
    world, register = taken()
    world.denied = {"teams"}

    outcome = swept(world, register, configuration=STATES)

    assert states(world) == ["proposal"]
    assert outcome.plan is not None
    assert [a.code for _, a in outcome.plan.advice] == ["membership-unknown"]


def test_a_reminder_is_posted_once_and_mentions_only_whom_it_concerns() -> None:
    world = world_of(7)
    world.label(7, "anna", "proposal")
    world.ticks += 95 * 86_400
    register = register_of(sep(7))

    assert swept(world, register, configuration=STATES).is_complete
    swept(world, register, configuration=STATES)

    reminders = [c.body for c in world.pulls[7].comments if "sepkit:reminder" in c.body]
    assert len(reminders) == 1
    assert reminders[0].count("@") == 1
    assert "@anna: " in reminders[0]
    assert world.pulls[7].state == "OPEN"
