"""Conflicts and impacts in the terminal."""

from dataclasses import replace

from sepkit.analysis.graph import Impact
from sepkit.model import Acknowledgement, Conflict, Harm, ProposalKey, RepoPath
from sepkit.publish.text.conflicts import render_hidden
from sepkit.publish.text.impact import render_impact
from tests.publish.registers import register

ONE = Conflict(
    id="RFX-1+RFX-2",
    rules=("same-method",),
    severity=Harm.HIGH,
    score=0.9,
    proposals=(ProposalKey("RFX-1"), ProposalKey("RFX-2")),
)
KNOWN = Acknowledgement(
    verdict="refuted", reason="r", by="bo", until=None, path=RepoPath("x.yml"), line=1
)


def test_what_a_list_leaves_out_is_counted_by_reason() -> None:
    found = [
        ONE,
        replace(ONE, id="b", worth_a_look=False),
        replace(ONE, id="c", acknowledged=KNOWN),
        replace(ONE, id="d"),
    ]

    told = render_hidden(found, [ONE])

    assert "1 likely none, 1 without an open proposal, 1 acknowledged or refuted" in told


def test_a_list_that_leaves_nothing_out_says_nothing() -> None:
    assert render_hidden([ONE], [ONE]) == ""


def test_an_impact_without_consequences_says_so_for_each_decision() -> None:
    found = register()
    open_key = found.open_proposals()[0].key

    told = render_impact(found, Impact(proposal=open_key))

    assert told.count("nothing else moves") == 3


def test_the_impact_of_what_has_landed_is_one_list() -> None:
    found = register()
    landed = next(p for p in found.proposals if not p.in_flight)

    told = render_impact(found, Impact(proposal=landed.key, contradicted=(landed.key,)))

    assert f"BECAUSE IT IS {landed.status.upper()}" in told
    assert "IF IT IS REJECTED" not in told
