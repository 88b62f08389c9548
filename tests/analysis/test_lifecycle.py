import pytest

from sepkit.analysis.assembly import Assembled, assemble
from sepkit.analysis.lifecycle import first_seen, timeline, true_status
from sepkit.model import Handle, PastClaim, Reading, Sponsor
from tests.builders import dialect, reading


def only(item: Reading) -> Assembled:
    [assembled] = assemble([item], dialect())
    return assembled


KNOWN = Sponsor(handle=Handle("ada"), known=True)
UNKNOWN = Sponsor(handle=Handle("nobody"), known=False)


@pytest.mark.parametrize("claim", ["draft", "in-review", "final"])
def test_an_authors_claim_in_flight_makes_nothing_true(claim: str) -> None:
    """Promise 3: authority never comes from a proposal's text."""
    assembled = only(reading(pull=7, status=claim, status_written=claim))

    assert true_status(assembled, None, dialect()) == "proposal"


def test_the_base_branch_makes_a_status_true() -> None:
    assert true_status(only(reading(status="final")), None, dialect()) == "final"


def test_a_listed_sponsor_makes_a_draft() -> None:
    assert true_status(only(reading(pull=7)), KNOWN, dialect()) == "draft"


def test_a_listed_sponsor_makes_no_more_than_a_draft() -> None:
    assembled = only(reading(pull=7, status="final", status_written="Final"))

    assert true_status(assembled, KNOWN, dialect()) == "draft"


def test_a_sponsor_whom_nobody_lists_changes_nothing() -> None:
    assert true_status(only(reading(pull=7)), UNKNOWN, dialect()) == "proposal"


def test_an_author_may_take_the_proposal_back() -> None:
    assembled = only(reading(pull=7, status="withdrawn", status_written="Withdrawn"))

    assert true_status(assembled, None, dialect()) == "withdrawn"


def test_the_timeline_tells_facts_from_claims() -> None:
    flying = reading(
        pull=7,
        days=("2026-01-01", "2026-01-05", "2026-02-01"),
        claims=(PastClaim(status="draft"), PastClaim(status="draft"), PastClaim(status="final")),
    )

    events = timeline(flying)

    assert [(e.status, e.date[:10]) for e in events] == [
        ("draft", "2026-01-01"),
        ("final", "2026-02-01"),
    ]
    assert {e.on_base for e in events} == {False}
    assert {e.on_base for e in timeline(reading())} == {True}


def test_the_file_was_first_seen_on_its_oldest_commit() -> None:
    assert first_seen(reading(days=("2026-03-01", "2026-01-01"))) == "2026-01-01"
    assert first_seen(reading(days=())) is None
