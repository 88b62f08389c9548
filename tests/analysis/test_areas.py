from sepkit.analysis.areas import area_of
from sepkit.model import Act, Area, Case, GroupId, ProposalKey, RepoPath, Roadmap, Surface, Touch
from tests.builders import document

LAMPS = Area(
    title="Lamps",
    path=RepoPath("roadmap.md"),
    line=5,
    end_line=9,
    numbers=(7,),
    names=("lamp/dim",),
    groups=(GroupId("wg-lamps"),),
)
BELLS = Area(
    title="Bells",
    path=RepoPath("roadmap.md"),
    line=11,
    end_line=15,
    names=("bell/ring",),
    groups=(GroupId("wg-bells"), GroupId("wg-lamps")),
)
ROADMAP = Roadmap(areas=(LAMPS, BELLS))


def case(number: int = 9, *touches: Touch) -> Case:
    return Case(
        key=ProposalKey(f"TP-{number}"),
        number=number,
        pull_request=number,
        document=document(),
        in_flight=True,
        status="draft",
        is_open=True,
        touches=touches,
    )


def touch(name: str, act: Act) -> Touch:
    return Touch(surface=Surface(f"method:{name}"), act=act, path=RepoPath("a.md"), line=1)


def test_a_proposal_that_the_roadmap_names_is_in_that_area() -> None:
    assert area_of(case(7, touch("bell/ring", Act.CHANGES)), GroupId("wg-bells"), ROADMAP) is LAMPS


def test_a_surface_that_one_area_names_counts_before_the_group() -> None:
    assert area_of(case(9, touch("lamp/dim", Act.CHANGES)), GroupId("wg-bells"), ROADMAP) is LAMPS


def test_relying_on_a_surface_puts_nothing_into_an_area() -> None:
    assert area_of(case(9, touch("lamp/dim", Act.RELIES_ON)), None, ROADMAP) is None


def test_the_owners_area_counts_where_only_one_gives_it_work() -> None:
    assert area_of(case(), GroupId("wg-bells"), ROADMAP) is BELLS


def test_a_group_that_two_areas_name_decides_nothing() -> None:
    assert area_of(case(), GroupId("wg-lamps"), ROADMAP) is None
