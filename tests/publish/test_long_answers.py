"""Lists inside other answers show the worst few, how many more there are, and who shows them."""

from dataclasses import replace

import click

from sepkit.model import Finding, Harm, RepoPath, Severity
from sepkit.publish.text.mending import SHOWN, mend_lines
from sepkit.publish.text.show import render_show
from tests.publish import registers


def finding(line: int, severity: Severity) -> Finding:
    return Finding(
        rule="TXT000",
        severity=severity,
        subject="SEP-1",
        path=RepoPath("seps/1.md"),
        line=line,
        message=f"a flaw in {line}",
        help="mend it",
    )


def plain(findings: list[Finding], *, more: str) -> list[str]:
    return [click.unstyle(line) for line in mend_lines(findings, width=80, more=more)]


def test_the_worst_findings_come_first_and_the_rest_is_counted() -> None:
    many = [finding(n, Severity.INFO) for n in range(1, 40)] + [finding(77, Severity.ERROR)]

    lines = plain(many, more="sepkit check FILE")

    assert lines[0] == "error line 77: a flaw in 77; mend it"
    assert len(lines) == SHOWN + 1
    assert lines[-1] == f"… {40 - SHOWN} more: sepkit check FILE"


def test_a_list_that_fits_is_shown_whole() -> None:
    assert plain([finding(1, Severity.WARNING)], more="x") == [
        "warning line 1: a flaw in 1; mend it"
    ]
    assert plain([], more="x") == []


def test_a_proposal_with_many_conflicts_shows_the_most_severe_and_counts_the_rest() -> None:
    known = registers.register()
    conflict = known.conflicts[0]
    busiest = known.proposal(conflict.proposals[0])
    assert busiest is not None
    mild = [replace(conflict, id=f"c{n}", severity=Harm.LOW, score=0.9) for n in range(36)]
    harmful = replace(conflict, id="worst", severity=Harm.HIGH, score=0.4)
    crowded = replace(known, conflicts=(*mild, harmful))

    lines = click.unstyle(render_show(crowded, busiest)).split("\n")

    [first] = [line for line in lines if "Clashes" in line]
    assert "high" in first
    assert sum(" low " in line for line in lines) == 7
    assert any(f"… 29 more: sepkit conflicts {busiest.key} --all" in line for line in lines)
