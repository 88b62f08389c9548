import pytest
from hypothesis import given
from hypothesis import strategies as st

from sepkit.analysis.assembly import assemble
from sepkit.model import Reading
from tests.builders import dialect, reading


def test_a_file_on_the_base_and_in_a_pull_request_is_one_proposal() -> None:
    [proposal] = assemble([reading(pull=12), reading()], dialect())

    assert proposal.key == "TP-7"
    assert not proposal.in_flight
    assert [copy.ref for copy in proposal.copies] == ["refs/pull/12/head"]


def test_the_pull_request_that_bears_the_number_is_the_home() -> None:
    newer = reading(pull=12, days=("2026-05-01",))
    home = reading(pull=7, days=("2026-01-01",))

    [proposal] = assemble([newer, home], dialect())

    assert proposal.home is home
    assert proposal.pull_request == 7


def test_without_a_home_the_newest_version_speaks() -> None:
    old = reading(pull=12, days=("2026-01-01",))
    new = reading(pull=9, days=("2026-05-01",))

    [proposal] = assemble([old, new], dialect())

    assert proposal.home is new


def test_two_proposals_with_one_number_both_stay() -> None:
    first = reading("tps/7-lamp.md", pull=7)
    second = reading("tps/7-lantern.md", pull=8)

    proposals = assemble([second, first], dialect())

    assert [p.key for p in proposals] == ["TP-7", "TP-7@8"]
    assert proposals[0].home is first
    assert proposals[0].rivals == ("TP-7@8",)


def test_the_base_keeps_the_plain_key_of_a_number_that_is_claimed_twice() -> None:
    merged = reading("tps/7-lamp.md")
    newcomer = reading("tps/7-lantern.md", pull=7)

    proposals = assemble([newcomer, merged], dialect())

    assert {p.key: p.in_flight for p in proposals} == {"TP-7": False, "TP-7@7": True}


def test_a_placeholder_takes_the_number_of_its_pull_request() -> None:
    [proposal] = assemble([reading("tps/0000-lamp.md", pull=31)], dialect())

    assert proposal.key == "TP-31"
    assert proposal.number == 31
    assert proposal.is_placeholder


def test_two_authors_may_both_take_the_same_placeholder_path() -> None:
    proposals = assemble(
        [reading("tps/0000-lamp.md", pull=31), reading("tps/0000-lamp.md", pull=32)], dialect()
    )

    assert [p.key for p in proposals] == ["TP-31", "TP-32"]


def test_a_placeholder_never_takes_a_number_from_a_file_that_bears_it() -> None:
    proposals = assemble(
        [reading("tps/0000-lamp.md", pull=31), reading("tps/31-buoy.md", pull=40)], dialect()
    )

    assert {p.key: p.is_placeholder for p in proposals} == {"TP-31": False, "TP-31@31": True}


READINGS = [
    reading(),
    reading(pull=12),
    reading("tps/7-lantern.md", pull=8),
    reading("tps/0000-lamp.md", pull=31),
    reading("tps/0000-lamp.md", pull=32),
    reading("tps/9-bell.md", pull=9),
]


@given(st.permutations(READINGS))
def test_law_the_order_of_reading_does_not_matter(readings: list[Reading]) -> None:
    assert assemble(readings, dialect()) == assemble(READINGS, dialect())


@given(st.lists(st.sampled_from(READINGS), unique_by=id))
def test_law_no_reading_is_lost(readings: list[Reading]) -> None:
    proposals = assemble(readings, dialect())

    assert sum(1 + len(p.copies) for p in proposals) == len(readings)
    assert len({p.key for p in proposals}) == len(proposals)


@pytest.mark.parametrize("count", [2, 3])
def test_several_placeholders_of_one_pull_request_get_different_keys(count: int) -> None:
    proposals = assemble(
        [reading(f"tps/0000-{name}.md", pull=31) for name in "abc"[:count]], dialect()
    )

    assert len({p.key for p in proposals}) == count
