"""Single values: strict where a guess would be wrong, patient where the meaning is plain."""

import pytest

from sepkit.dialects import load_dialect
from sepkit.dialects.values import (
    is_none,
    number_in_path,
    parse_date,
    parse_keys,
    parse_pull,
    parse_status,
    parse_track,
)
from sepkit.model import FieldRule
from sepkit.model.addresses import parse_number
from tests.dialects.documents import PREAMBLE, read, rules, sep

MCP = load_dialect("mcp")
SPONSOR = next(rule for rule in MCP.fields if rule.name == "sponsor")
REPOSITORY = "https://github.com/modelcontextprotocol"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("9101", 9101),
        ("0042", 42),
        ("0000", None),
        ("", None),
        ("-1", None),
        ("12345678", None),
        ("१२", None),
        ("²", None),
        ("9" * 5000, None),
        ("12\n", 12),
    ],
)
def test_numbers_are_ascii_and_bounded(text: str, number: int | None) -> None:
    assert parse_number(text) == number


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2026-03-01", "2026-03-01"),
        (" 2026-03-01 ", "2026-03-01"),
        ("2026-13-45", None),
        ("2026-02-30", None),
        ("03/01/2026", None),
        ("2026-3-1", None),
        ("2026-03-01 (moved)", None),
        ("२०२६-०३-०१", None),
        ("0000-01-01", None),
        ("", None),
    ],
)
def test_a_date_is_read_strictly_or_not_at_all(text: str, date: str | None) -> None:
    assert parse_date(text, ("YYYY-MM-DD",)) == date


def test_a_dialect_may_write_months_as_words() -> None:
    forms = ("DD-Mon-YYYY", "D-Mon-YYYY")

    assert parse_date("05-Aug-2019", forms) == "2019-08-05"
    assert parse_date("5-Aug-2019", forms) == "2019-08-05"
    assert parse_date("05-Abc-2019", forms) is None


def test_a_date_that_cannot_be_read_is_a_finding_at_its_line() -> None:
    document = read(sep(PREAMBLE.replace("2026-03-01", "03/01/2026")))

    [finding] = document.findings
    assert (finding.rule, finding.line) == ("bad-date", 5)
    assert document.is_partial


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Draft", "draft"),
        ("draft", "draft"),
        ("In-Review", "in-review"),
        ("in review", "in-review"),
        ("IN_REVIEW", "in-review"),
        ("**Final**", "final"),
        ("Draft (seeking sponsor)", "draft"),
        ("Accepted with Changes", "accepted"),
        ("Accepted, 2026-01-02", "accepted"),
        ("Final \u2014 released", "final"),
        ("Not Draft", ""),
        ("Proposal", "proposal"),
        ("idea", ""),
        ("Approved", ""),
        ("", ""),
    ],
)
def test_a_status_is_one_of_the_process_or_none(text: str, status: str) -> None:
    assert parse_status(text, MCP) == status


def test_an_unknown_status_is_kept_as_written() -> None:
    document = read(sep(PREAMBLE.replace("Draft", "idea")))

    assert (document.status, document.status_written) == ("", "idea")
    assert rules(document) == ["unknown-status"]


@pytest.mark.parametrize(
    ("text", "track"),
    [
        ("Standards Track", "Standards Track"),
        ("standards track", "Standards Track"),
        ("** Standards Track (Refactoring)", "Standards Track"),
        ("Informational<br>", "Informational"),
        ("Something new", "Something new"),
    ],
)
def test_a_track_is_spelled_as_the_process_spells_it(text: str, track: str) -> None:
    assert parse_track(text, MCP) == track


@pytest.mark.parametrize(
    "text",
    [
        "None",
        "none",
        "None (seeking sponsor)",
        "TBD",
        "_TBD_",
        "TBD (will be assigned)",
        "(seeking sponsor)",
        "(Seeking)",
        "N/A",
        "-",
        "",
        "None.",
    ],
)
def test_every_way_to_say_nobody_names_no_sponsor(text: str) -> None:
    assert is_none(text, SPONSOR)
    assert read(sep(PREAMBLE.replace("Bob Example (@bob)", text))).sponsor is None


@pytest.mark.parametrize("text", ["Nonette Tbdson", "@none-such", "None Such (@none)"])
def test_a_name_that_resembles_nobody_is_somebody(text: str) -> None:
    assert not is_none(text, SPONSOR)


@pytest.mark.parametrize(
    ("text", "targets", "number"),
    [
        (f"{REPOSITORY}/modelcontextprotocol/pull/9101", (), 9101),
        (f"{REPOSITORY}/specification/pull/9101", (), 9101),
        (f"{REPOSITORY}/modelcontextprotocol/pull/{{9101}}", (), 9101),
        ("#9101", (f"{REPOSITORY}/modelcontextprotocol/pull/9101",), 9101),
        ("#9101", (f"{REPOSITORY}/modelcontextprotocol/pull/%7B9101%7D",), 9101),
        ("#9101", (), 9101),
        ("9101", (), 9101),
        (f"{REPOSITORY}/modelcontextprotocol/pull/0000", (), None),
        (f"{REPOSITORY}/typescript-sdk/pull/9101", (), None),
        ("https://example.org/9101", (), None),
        ("TBD", (), None),
        ("TBD (will be assigned on submission)", (), None),
        ("see 2 places", (), None),
        ("", (), None),
    ],
)
def test_a_pull_request_is_one_of_this_repository(
    text: str, targets: tuple[str, ...], number: int | None
) -> None:
    assert parse_pull(text, targets, MCP) == number


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("SEP-9102, SEP-9103", (9102, 9103)),
        ("9102, 9103", (9102, 9103)),
        ("#9102 #9103", (9102, 9103)),
        ("SEP-9102 (Names), SEP-9102", (9102,)),
        ("./9102-names.md", (9102,)),
        ("nothing", ()),
        ("", ()),
    ],
)
def test_keys_are_listed_in_any_usual_way(text: str, numbers: tuple[int, ...]) -> None:
    assert parse_keys(text, MCP) == numbers


@pytest.mark.parametrize(
    ("path", "number"),
    [
        ("seps/9101-named-queues.md", 9101),
        ("seps/9101--double-dash.md", 9101),
        ("seps/0000-draft.md", None),
        ("seps/draft.md", None),
        ("draft.md", None),
        ("seps/99999999-too-long.md", None),
    ],
)
def test_the_number_stands_in_the_file_name(path: str, number: int | None) -> None:
    assert number_in_path(path, MCP) == number


def test_a_rule_without_none_words_still_takes_an_empty_value_for_nobody() -> None:
    assert is_none("", FieldRule(name="x", labels=("X",)))
