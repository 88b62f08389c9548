"""How much a finding matters, what sets it aside, and which findings were known before."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sepkit.analysis.checks.baseline import (
    compare,
    count_findings,
    fingerprint,
    parse_baseline,
    render_baseline,
)
from sepkit.dialects import load_dialect
from sepkit.model import CheckLevel, ConfigurationError, Finding, RepoPath, Severity
from tests.analysis.checks.test_rules import preamble, said
from tests.analysis.checks.texts import MCP, findings, reading, rules, text

EIP = """\
---
eip: 9101
title: Named queues
author: Ann Example (@ann)
status: {status}
type: Meta
created: {created}
---

## Abstract

Names for queues.

## Specification

None of it is normative, but it is long enough.

## Rationale

Numbers collide.

## Security Considerations

Names can be guessed, and no right comes from a name.

## Copyright

Copyright and related rights waived via [CC0](https://example.org).
"""


def eip(status: str = "Draft", created: str = "2026-03-01") -> tuple[Finding, ...]:
    dialect = load_dialect("eip")
    made = EIP.format(status=status, created=created)
    read = reading(made, path="EIPS/eip-9101.md", pull=None, dialect=dialect)
    return findings(read, dialect=dialect)


def test_a_field_that_came_later_is_asked_only_of_younger_proposals() -> None:
    assert [f.message for f in eip()] == [
        "`description` is missing in the preamble",
        "`discussions-to` is missing in the preamble",
    ]
    assert rules(eip(created="2017-03-01")) == []


def test_a_proposal_that_moved_elsewhere_is_not_checked() -> None:
    assert eip(status="Moved") == ()


def test_in_a_closed_proposal_most_findings_are_only_information() -> None:
    closed = text(preamble=preamble(Status="Final", Created="", Requires="SEP-77"))
    found = {f.rule: f.severity for f in findings(reading(closed, pull=None))}

    assert found["META001"] is Severity.INFO
    assert found["REF008"] is Severity.ERROR


@pytest.mark.parametrize(
    ("levels", "severities"),
    [
        ((("TXT004", "error"),), [Severity.ERROR]),
        ((("todo-left", "off"),), []),
        ((("ALL", "off"), ("TXT", "default")), [Severity.INFO]),
        ((("TXT", "warning"), ("ALL", "off")), []),
    ],
)
def test_the_last_level_that_fits_a_check_counts(
    levels: tuple[tuple[str, str], ...], severities: list[Severity]
) -> None:
    checks = tuple(CheckLevel(rule=rule, level=level) for rule, level in levels)
    dialect = replace(MCP, checks=checks)

    found = findings(reading(said("All is TODO."), dialect=dialect), dialect=dialect)

    assert [f.severity for f in found] == severities


def test_a_comment_under_the_title_covers_the_whole_text() -> None:
    comment = "[//]: # (sepkit: ignore TXT004, REF003 -- it is a sketch)\n\n"
    sketch = said("All is TODO, as in SEP-9102.").replace("- **Status", f"{comment}- **Status", 1)

    assert rules(findings(reading(sketch))) == ["REF002"]


def test_a_comment_covers_the_block_below_it_and_no_other() -> None:
    words = "[//]: # (sepkit: ignore TXT004 -- told below)\n\nAll is TODO.\n\nThis is TODO."

    assert [(f.rule, f.line) for f in findings(reading(said(words)))] == [("TXT004", 20)]


def test_a_comment_in_code_sets_nothing_aside() -> None:
    words = "```text\n[//]: # (sepkit: ignore TXT004 -- an example)\n```\n\nAll is TODO."

    assert rules(findings(reading(said(words)))) == ["TXT004"]


def finding(message: str = "it is odd", *, line: int = 3, subject: str = "SEP-1") -> Finding:
    return Finding(
        rule="TXT004",
        severity=Severity.INFO,
        subject=subject,
        path=RepoPath("seps/1-a.md"),
        line=line,
        message=message,
    )


def test_a_finding_that_moved_to_another_line_or_file_is_still_known() -> None:
    moved = replace(finding(line=90), path=RepoPath("seps/1-b.md"))

    assert fingerprint(moved) == fingerprint(finding())
    assert fingerprint(finding("`x` stands twice, first in line 3")) == fingerprint(
        finding("`x` stands twice, first in line 9")
    )
    assert fingerprint(finding(subject="SEP-2")) != fingerprint(finding())


def test_the_second_of_two_equal_findings_is_new_where_the_baseline_holds_one() -> None:
    compared = compare([finding(), finding(line=9)], count_findings([finding()]))

    assert [f.line for f in compared.known] == [3]
    assert [f.line for f in compared.new] == [9]
    assert compared.gone == 0


def test_a_baseline_shrinks_and_never_grows() -> None:
    old = count_findings([finding("one"), finding("two")])

    compared = compare([finding("two"), finding("three")], old)

    assert compared.gone == 1
    assert compared.kept == count_findings([finding("two")])


@given(st.lists(st.tuples(st.text(max_size=8), st.integers(1, 3)), max_size=8))
def test_what_was_written_into_a_baseline_is_known(found: list[tuple[str, int]]) -> None:
    listed = [finding(message, subject=f"SEP-{number}") for message, number in found]

    counts = parse_baseline(render_baseline(count_findings(listed)), name="b.json")

    assert compare(listed, counts).new == ()
    assert compare(listed, counts).gone == 0
    assert render_baseline(compare(listed, counts).kept) == render_baseline(count_findings(listed))


@pytest.mark.parametrize(
    "broken",
    [
        "",
        "[]",
        "{",
        '{"schema_version": "9"}',
        '{"schema_version": "1.0", "findings": {"SEP-1": {"TXT004": "abc"}}}',
        '{"schema_version": "1.0", "findings": {"SEP-1": ["TXT004"]}}',
        json.dumps({"schema_version": "1.0", "findings": {"SEP-1": {"TXT004": ["../x"]}}}),
        "[" * 100_000,
    ],
)
def test_a_file_that_is_no_baseline_is_refused_with_a_way_out(broken: str) -> None:
    with pytest.raises(ConfigurationError, match=r"`b\.json` is no baseline") as caught:
        parse_baseline(broken, name="b.json")

    assert "--write-baseline" in caught.value.help


@given(st.text(max_size=400), st.integers(0, 900))
def test_no_text_breaks_a_check(noise: str, at: int) -> None:
    content = text()

    for found in findings(reading(content[:at] + noise + content[at:])):
        assert found.message
        assert found.line >= 0
