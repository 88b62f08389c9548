"""What is new compared with an earlier state."""

from sepkit.analysis.conflicts import find_new
from sepkit.model import (
    Conflict,
    Counts,
    Date,
    Harm,
    Instant,
    Next,
    ObjectId,
    Process,
    Proposal,
    ProposalKey,
    Register,
    Route,
)
from tests.builders import reading

THEN, NOW = Instant("2031-05-01T12:00:00Z"), Instant("2031-06-01T12:00:00Z")
KEYS = ("TP-11", "TP-12")


def proposal(key: str, changed: str) -> Proposal:
    return Proposal(
        key=ProposalKey(key),
        number=int(key[3:]),
        pull_request=None,
        title="T",
        status="draft",
        claimed_status="Draft",
        in_flight=True,
        last_changed=Date(changed),
        origin=reading().entry.origin,
        route=Route(owner=None, abstained=True),
        next=Next(actor="author", action="write", since=None, days=None),
    )


def conflict(a: str, b: str, fingerprint: str = "aaaaaaaaaaaa") -> Conflict:
    return Conflict(
        id=f"{a}+{b}",
        rules=("same-method",),
        severity=Harm.HIGH,
        score=0.9,
        proposals=(ProposalKey(a), ProposalKey(b)),
        fingerprint=fingerprint,
    )


def state(as_of: Instant, *conflicts: Conflict, changed: str = "2031-04-01") -> Register:
    return Register(
        repository="lamps",
        revision=ObjectId("0" * 40),
        base_ref="main",
        as_of=as_of,
        tool="sepkit",
        process=Process(preset="lamps", title="Lamps", noun="proposal", key="TP-{number}"),
        counts=Counts(seen=2, read=2, partly=0, refused=0),
        proposals=(proposal("TP-11", changed), proposal("TP-12", "2031-04-01")),
        conflicts=conflicts,
    )


def test_what_was_there_in_these_words_is_not_new() -> None:
    same = conflict(*KEYS)

    assert find_new(state(NOW, same), state(THEN, same)) == ()


def test_a_conflict_that_was_not_there_is_new() -> None:
    assert find_new(state(NOW, conflict(*KEYS)), state(THEN)) == (conflict(*KEYS),)


def test_other_words_make_a_conflict_new() -> None:
    now = conflict(*KEYS, fingerprint="bbbbbbbbbbbb")

    assert find_new(state(NOW, now), state(THEN, conflict(*KEYS))) == (now,)


def test_a_proposal_that_changed_since_makes_its_conflicts_new() -> None:
    """Its pull request is read as it stands today in both states."""
    same = conflict(*KEYS)

    assert find_new(state(NOW, same, changed="2031-05-20"), state(THEN, same)) == (same,)
