import pytest

from sepkit.analysis.people import judge_sponsor, people_of
from sepkit.model import (
    Group,
    GroupId,
    GroupKind,
    Handle,
    Lead,
    Ownership,
    RepoPath,
    Roster,
)
from tests.builders import person


def listed(handle: str, name: str, role: str = "maintainer") -> Roster:
    return Roster(
        role=role,
        handle=Handle(handle),
        name=name,
        area="core",
        path=RepoPath("MAINTAINERS.md"),
        line=7,
    )


LEAD = Group(
    id=GroupId("wg-lamps"),
    name="Lamps",
    kind=GroupKind.WORKING_GROUP,
    leads=(Lead(handle=Handle("Bo"), name="Bo Birch", path=RepoPath("lamps.mdx"), line=3),),
)
PEOPLE = people_of(
    Ownership(
        groups=(LEAD,),
        roster=(listed("Ada", "Ada Ash"), listed("cy", "Cy Cedar", role="emeritus")),
    )
)


@pytest.mark.parametrize(
    ("handle", "name", "known"),
    [
        ("ada", "", True),
        ("ADA", "", True),
        ("", "Ada Ash", True),
        ("bo", "", True),
        ("cy", "", False),
        ("adda", "Ada Ash", False),
        ("\u0430da", "", False),
        ("", "Ada", False),
    ],
)
def test_only_a_listed_account_or_full_name_counts(handle: str, name: str, known: bool) -> None:
    sponsor = judge_sponsor(person(handle, name), PEOPLE)

    assert sponsor is not None
    assert sponsor.known is known


def test_where_nobody_is_listed_nothing_is_known() -> None:
    sponsor = judge_sponsor(person("ada"), people_of(Ownership()))

    assert sponsor is not None
    assert sponsor.known is None


def test_a_text_that_names_nobody_has_no_sponsor() -> None:
    assert judge_sponsor(None, PEOPLE) is None


def test_a_known_sponsor_comes_with_the_line_that_lists_the_person() -> None:
    sponsor = judge_sponsor(person("ada"), PEOPLE)

    assert sponsor is not None
    assert (sponsor.path, sponsor.line) == ("MAINTAINERS.md", 7)
