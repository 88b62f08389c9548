"""Who decides: not always whose it is."""

import pytest

from sepkit.analysis.deciding import Matter, matter_of, who_decides
from sepkit.analysis.deciding.decider import find_right
from sepkit.model import Act, Group, GroupKind, GroupStatus
from tests.analysis.routing import world
from tests.analysis.routing.world import KEEPERS, LAMPS, case, right

GOVERNANCE = frozenset({"housekeeping"})


def decided(owner: Group | None, matter: Matter = Matter.ADDITION) -> tuple[str, ...]:
    return who_decides(owner, matter, fallback=world.keepers()).groups


def test_a_group_with_the_right_decides_and_maintainers_approve() -> None:
    found = who_decides(world.lamps(), Matter.ADDITION, fallback=world.keepers())

    assert found.groups == (LAMPS, KEEPERS)
    assert found.line == 40
    assert "WG consensus, then keeper maintainers" in found.reason


def test_a_right_that_asks_nobody_else_leaves_the_decision_to_the_group() -> None:
    assert decided(world.lamps(), Matter.INFORMATION) == (LAMPS,)


def test_an_interest_group_decides_nothing_even_with_a_right() -> None:
    colours = world.colours(decides=(right("Spec changes", "IG consensus"),))

    found = who_decides(colours, Matter.ADDITION, fallback=world.keepers())

    assert found.groups == (KEEPERS,)
    assert found.path == "groups/ig-colours.yml"
    assert found.line == 3


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"charter": None}, "no charter"),
        ({"status": GroupStatus.FORMING}, "still forming"),
        ({"status": GroupStatus.RETIRED}, "has retired"),
    ],
)
def test_a_group_that_is_not_yet_or_no_longer_one_decides_nothing(
    fields: dict[str, object], why: str
) -> None:
    found = who_decides(world.lamps(**fields), Matter.ADDITION, fallback=world.keepers())

    assert found.groups == (KEEPERS,)
    assert why in found.reason


def test_without_a_fitting_right_the_fallback_decides_and_the_reason_says_so() -> None:
    lamps = world.lamps(decides=(right("Meeting times", "Leads"),))

    found = who_decides(lamps, Matter.ADDITION, fallback=world.keepers())

    assert found.groups == (KEEPERS,)
    assert "no decision right of Lamps covers an addition" in found.reason


def test_a_change_of_the_process_is_decided_by_the_fallback_whoever_owns_it() -> None:
    assert decided(world.lamps(), Matter.PROCESS) == (KEEPERS,)


def test_no_clear_owner_leaves_the_decision_to_the_fallback() -> None:
    assert decided(None) == (KEEPERS,)


def test_where_the_process_has_no_fallback_it_names_nobody() -> None:
    found = who_decides(None, Matter.ADDITION, fallback=None)

    assert found.groups == ()
    assert "names nobody" in found.reason


def test_a_standing_group_decides_in_its_area_without_a_table() -> None:
    sig = world.lamps(kind=GroupKind.SPECIAL_INTEREST_GROUP, charter=None, decides=())

    assert who_decides(sig, Matter.ADDITION, fallback=None).groups == (LAMPS,)


def test_of_two_rights_the_one_for_the_matter_is_taken() -> None:
    lamps = world.lamps(
        decides=(
            right("Spec changes (additive)", "WG consensus"),
            right("Spec changes (breaking/fundamental)", "Keeper maintainers"),
        )
    )

    additive, breaking = (find_right(lamps, m) for m in (Matter.ADDITION, Matter.BREAKING))

    assert additive is not None
    assert additive.authority == "WG consensus"
    assert breaking is not None
    assert breaking.authority == "Keeper maintainers"


def test_the_track_and_the_acts_tell_the_matter() -> None:
    def matter(track: str, *acts: Act) -> Matter:
        touches = tuple(world.touch("type:Lamp", act) for act in acts)
        asked = case(7, "A thing", track=track, touches=touches)
        return matter_of(asked, governance_tracks=GOVERNANCE)

    assert matter("Housekeeping", Act.REMOVES) is Matter.PROCESS
    assert matter("Extensions Track") is Matter.EXTENSION
    assert matter("Informational") is Matter.INFORMATION
    assert matter("Standards", Act.DEFINES, Act.REMOVES) is Matter.BREAKING
    assert matter("Standards", Act.CHANGES) is Matter.ADDITION
    assert {m.phrase for m in Matter}
