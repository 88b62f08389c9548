"""Changes of status, judged by the files of the day on which they were made."""

from dataclasses import replace

from sepkit.analysis.deciding import ActRule, Archive, Authority, AuthorityTable
from sepkit.model import (
    Commit,
    Entry,
    Event,
    Handle,
    Instant,
    ObjectId,
    Origin,
    PastClaim,
    PastPeople,
    Reading,
    RefName,
    RepoPath,
    Roster,
    Version,
)
from tests.builders import document

PATH = RepoPath("tps/7-x.md")
PEOPLE = RepoPath("PEOPLE.md")
TABLE = AuthorityTable(
    rules=(
        ActRule(act="proposal>draft", roles=("sponsor", "core-maintainer"), source="rules.md:1"),
        ActRule(act="draft>final", roles=("core-maintainer",), source="rules.md:2"),
    )
)


def listed(since: str, *people: tuple[str, str]) -> PastPeople:
    return PastPeople(
        path=PEOPLE,
        since=Instant(since),
        roster=tuple(
            Roster(role=role, handle=Handle(h), name=h, area="", path=PEOPLE, line=place)
            for place, (h, role) in enumerate(people, start=3)
        ),
    )


def step(day: int, status: str, author: str, *, on_base: bool) -> tuple[Version, PastClaim]:
    commit = Commit(
        id=ObjectId(f"{day:040}"),
        date=Instant(f"2026-03-{day:02}T12:00:00Z"),
        author=author,
        subject="",
    )
    version = Version(commit=commit, path=PATH, blob=ObjectId(f"{day:040}"), on_base=on_base)
    return version, PastClaim(status=status, sponsor="ida")


def judged(*steps: tuple[Version, PastClaim], past: tuple[PastPeople, ...]) -> tuple[Event, ...]:
    origin = Origin(
        ref=RefName("main"), commit=ObjectId("1" * 40), path=PATH, blob=ObjectId("2" * 40)
    )
    reading = Reading(
        entry=Entry(origin=origin, pull_request=None, versions=tuple(v for v, _ in steps)),
        document=document(PATH, title="X"),
        claims=tuple(c for _, c in steps),
    )
    authority = Authority(table=TABLE, archive=Archive.of(past), initial="proposal")
    return authority.timeline(reading, None)


BEFORE = listed("2026-03-01T00:00:00Z", ("kim", "core-maintainer"), ("ida", "maintainer"))
AFTER = listed("2026-03-15T00:00:00Z", ("kim", "emeritus"), ("lou", "core-maintainer"))


def test_the_files_of_the_day_count_and_not_those_of_today() -> None:
    early = judged(step(10, "draft", "kim", on_base=True), past=(BEFORE, AFTER))
    late = judged(step(20, "draft", "kim", on_base=True), past=(BEFORE, AFTER))

    assert early[0].authorised is True
    assert (early[0].path, early[0].line) == (PEOPLE, 3)
    assert late[0].authorised is None


def test_the_order_in_which_versions_were_read_does_not_matter() -> None:
    steps = (step(10, "draft", "kim", on_base=True), step(20, "final", "lou", on_base=True))

    assert judged(*steps, past=(AFTER, BEFORE)) == judged(*steps, past=(BEFORE, AFTER))


def test_a_listed_sponsor_may_do_what_is_the_sponsors() -> None:
    [event] = judged(step(10, "draft", "ida", on_base=True), past=(BEFORE,))

    assert event.authorised is True
    assert "sponsor" in event.why


def test_a_name_on_a_branch_is_unknown_and_an_unlisted_one_is_refuted() -> None:
    [by_kim] = judged(step(10, "draft", "kim", on_base=False), past=(BEFORE,))
    [by_mallory] = judged(step(10, "draft", "mallory", on_base=False), past=(BEFORE,))

    assert by_kim.authorised is None
    assert "only the forge could tell" in by_kim.why
    assert by_mallory.authorised is False


def test_a_merge_by_somebody_unlisted_is_a_fact_of_unknown_authority() -> None:
    [event] = judged(step(10, "draft", "mallory", on_base=True), past=(BEFORE,))

    assert event.on_base
    assert event.authorised is None


def test_what_a_branch_claimed_is_no_step_of_the_base() -> None:
    """The base went from draft to final, whatever the branch said in between."""
    events = judged(
        step(10, "draft", "kim", on_base=True),
        step(11, "final", "mallory", on_base=False),
        step(12, "final", "kim", on_base=True),
        past=(BEFORE,),
    )

    assert [event.authorised for event in events] == [True, False, True]


def test_before_the_first_list_nothing_can_be_told() -> None:
    [event] = judged(step(10, "draft", "kim", on_base=False), past=(AFTER,))

    assert event.authorised is None
    assert "no file of that day" in event.why


def test_a_process_without_a_table_judges_nothing() -> None:
    authority = Authority(table=AuthorityTable(), archive=Archive.of(()))
    version, claim = step(10, "draft", "kim", on_base=True)
    origin = Origin(
        ref=RefName("main"), commit=ObjectId("1" * 40), path=PATH, blob=ObjectId("2" * 40)
    )
    reading = Reading(
        entry=Entry(origin=origin, pull_request=None, versions=(version,)),
        document=document(PATH, title="X"),
        claims=(claim,),
    )

    [event] = authority.timeline(reading, None)

    assert replace(event, on_base=False) == replace(event, on_base=False, authorised=None, why="")
