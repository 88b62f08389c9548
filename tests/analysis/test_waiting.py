import pytest

from sepkit.analysis.assembly import Assembled, assemble
from sepkit.analysis.waiting import days_between, next_step
from sepkit.model import Date, Handle, Instant, Next, PastClaim, Reading, Sponsor
from tests.builders import dialect, person, reading

AS_OF = Instant("2026-08-01T00:00:00Z")


def step(item: Reading, *, status: str, sponsor: Sponsor | None = None) -> Next:
    [assembled] = assemble([item], dialect())
    assert isinstance(assembled, Assembled)
    return next_step(assembled, status=status, sponsor=sponsor, dialect=dialect(), as_of=AS_OF)


def test_a_proposal_without_sponsor_waits_for_its_author() -> None:
    waiting = step(reading(pull=7, authors=(person("ada"),)), status="proposal")

    assert (waiting.actor, waiting.handles) == ("author", ("ada",))
    assert waiting.since == "2026-01-10"
    assert waiting.days == 203
    assert waiting.due == "2026-07-09"
    assert waiting.overdue == 23
    assert waiting.source == "rules.md:4"


def test_a_sponsor_who_is_listed_nowhere_has_to_be_found() -> None:
    lost = Sponsor(handle=Handle("adda"), known=False)

    waiting = step(reading(pull=7), status="proposal", sponsor=lost)

    assert waiting.actor == "maintainers"
    assert "in no maintainers' list" in waiting.action


def test_a_draft_waits_for_its_sponsor_since_the_sponsor_came() -> None:
    flying = reading(
        pull=7,
        days=("2026-01-01", "2026-03-01", "2026-04-01"),
        claims=(
            PastClaim(status="draft"),
            PastClaim(status="draft", sponsor="@ada"),
            PastClaim(status="draft", sponsor="@ada"),
        ),
    )

    waiting = step(flying, status="draft", sponsor=Sponsor(handle=Handle("ada"), known=True))

    assert (waiting.actor, waiting.handles, waiting.since) == ("sponsor", ("ada",), "2026-03-01")


def test_nobody_is_waited_for_once_a_proposal_is_final() -> None:
    assert step(reading(), status="final").actor == "nobody"


def test_an_open_status_that_the_process_does_not_know_waits_for_the_maintainers() -> None:
    """The actor of an open proposal is never empty."""
    assert step(reading(), status="idea").actor == "maintainers"


@pytest.mark.parametrize(
    ("since", "days"),
    [("2026-08-01", 0), ("2026-07-31", 1), ("2026-13-01", None), ("9999-99-99", None)],
)
def test_days_are_whole_and_a_wrong_date_gives_none(since: str, days: int | None) -> None:
    assert days_between(Date(since), AS_OF) == days
