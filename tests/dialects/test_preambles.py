"""Every layout of a preamble that people use is read to the same fields."""

import pytest

from sepkit.model import Document
from tests.dialects.documents import PREAMBLE, read, rules, sep

LAYOUTS = {
    "bullets, colon outside": PREAMBLE,
    "bullets, colon inside": PREAMBLE.replace("**:", ":**"),
    "both in one list": PREAMBLE.replace("**Status**:", "**Status:**"),
    "bullets without bold": PREAMBLE.replace("**", ""),
    "stars for bullets": PREAMBLE.replace("- ", "* "),
    "loose list": PREAMBLE.replace("\n", "\n\n"),
    "lines, colon outside": PREAMBLE.replace("- ", ""),
    "lines, colon inside": PREAMBLE.replace("- ", "").replace("**:", ":**"),
    "lines with two trailing blanks": PREAMBLE.replace("- ", "").replace("\n", "  \n"),
    "lines with blank lines between": PREAMBLE.replace("- ", "").replace("\n", "\n\n"),
    "plain lines": PREAMBLE.replace("- ", "").replace("**", ""),
    "heading before the list": f"## Preamble\n\n{PREAMBLE}",
    "note before the list": f"> **Note**: experimental.\n\n{PREAMBLE}",
    "note after the list": f"{PREAMBLE}\n<Note>\nSee elsewhere.\n</Note>\n",
    "comments before the list": f"<!-- spell -->\n<!-- - **Status**: Final -->\n\n{PREAMBLE}",
    "comment over several lines": f"<!--\n- **Status**: Final\n-->\n\n{PREAMBLE}",
    "comment inside a paragraph": f"Words <!-- \nStatus: Final\n--> go on.\n\n{PREAMBLE}",
    "fence before the list": f"```md\n- **Status**: Final\n- **Type**: Process\n```\n\n{PREAMBLE}",
    "carriage returns": PREAMBLE.replace("\n", "\r\n"),
    "labels in other case": PREAMBLE.replace("Status", "STATUS").replace("Type", "type"),
    "quoted as a whole": "".join(f"> {line}\n" for line in PREAMBLE.strip().split("\n")),
}


def table(*, header: str = "| Field | Value |\n", bold: bool = True) -> str:
    rows = []
    for line in PREAMBLE.strip().split("\n"):
        label, _, value = line.removeprefix("- ").partition(": ")
        rows.append(f"| {label if bold else label.strip('*')} | {value} |\n")
    if not header:
        return rows[0] + "| --- | --- |\n" + "".join(rows[1:])
    return header + "| --- | --- |\n" + "".join(rows)


LAYOUTS["table with a header"] = table()
LAYOUTS["table without bold"] = table(bold=False)
LAYOUTS["table whose header is a field"] = table(header="", bold=False)
LAYOUTS["table with the fields side by side"] = (
    "| Status | Type | Created | Author | Sponsor | PR |\n|---|---|---|---|---|---|\n"
    "| Draft | Standards Track | 2026-03-01 | Ann Example (@ann) | Bob Example (@bob) | #9101 |\n"
)
LAYOUTS["html"] = "<h2>Preamble</h2>\n" + "".join(
    f"<b>{line.split('**')[1]}:</b> {line.partition(': ')[2]}<br>\n"
    for line in PREAMBLE.strip().split("\n")
)


def facts(document: Document) -> dict[str, object]:
    return {
        "title": document.title,
        "status": document.status,
        "track": document.track,
        "created": document.created,
        "authors": [(person.name, person.handle) for person in document.authors],
        "sponsor": document.sponsor and (document.sponsor.name, document.sponsor.handle),
        "pull_request": document.pull_request,
    }


EXPECTED = {
    "title": "Named queues",
    "status": "draft",
    "track": "Standards Track",
    "created": "2026-03-01",
    "authors": [("Ann Example", "ann")],
    "sponsor": ("Bob Example", "bob"),
    "pull_request": 9101,
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_gives_the_same_fields(layout: str) -> None:
    document = read(sep(LAYOUTS[layout]))

    assert facts(document) == EXPECTED
    assert not document.is_partial


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_field_points_at_the_line_of_its_value(layout: str) -> None:
    text = sep(LAYOUTS[layout])

    lines = text.replace("\r\n", "\n").split("\n")

    for field in read(text).fields:
        word = field.value.split(" ")[0].strip("[]")
        assert word in lines[field.line - 1], field


def test_front_matter_is_read_where_a_list_is_usual() -> None:
    text = (
        "---\ntitle: Named queues\nstatus: Draft\ntype: Standards Track\ncreated: 2026-03-01\n"
        "author: Ann Example (@ann)\nsponsor: Bob Example (@bob)\npr: 9101\n---\n\n"
        "## Abstract\n\nX.\n"
    )

    assert facts(read(text)) == EXPECTED


def test_a_rule_at_the_top_is_not_front_matter() -> None:
    text = "---\n\n" + sep() + "\n---\n\nAcknowledged.\n"

    assert facts(read(text)) == EXPECTED


def test_a_list_of_authors_may_run_over_several_lines() -> None:
    wrapped = PREAMBLE.replace("(@ann)", "(@ann),\n  Cid Example (@cid),\n  Dee Example (@dee)")

    assert [person.handle for person in read(sep(wrapped)).authors] == ["ann", "cid", "dee"]


def test_authors_may_be_a_nested_list() -> None:
    nested = PREAMBLE.replace(": Ann Example (@ann)", ":\n  - Ann Example (@ann)\n  - Cid (@cid)")
    document = read(sep(nested))

    assert [person.handle for person in document.authors] == ["ann", "cid"]
    assert document.field("authors") is not None
    assert [field.line for field in document.fields if field.name == "authors"] == [7]


def test_a_table_may_stand_at_the_top_without_any_title() -> None:
    text = (
        "| Field | Value |\n|---|---|\n| **SEP** | 9101 |\n| **Title** | Named queues |\n"
        "| **Status** | Draft |\n| **Type** | Standards Track |\n| **Created** | 2026-03-01 |\n"
        "| **Author(s)** | Ann Example ([@ann](https://github.com/ann)) |\n"
        "| **Sponsor** | Bob Example (@bob) |\n"
        "| **PR** | [#9101](https://github.com/modelcontextprotocol/specification/pull/9101) |\n"
        "\n## Abstract\n\nX.\n"
    )
    document = read(text)

    assert facts(document) == EXPECTED
    assert document.title_number == 9101
    assert "no-title" not in rules(document)


def test_debris_of_markup_around_a_value_is_taken_off() -> None:
    debris = PREAMBLE.replace(": Standards Track", r": \*\* Standards Track").replace(
        ": Ann Example (@ann)", ": </b> Ann Example (@ann)<br>"
    )

    assert facts(read(sep(debris))) == EXPECTED


def test_the_first_preamble_counts_and_the_second_is_a_finding() -> None:
    second = (
        "| Field | Value |\n|---|---|\n| **Status** | Accepted |\n| **Created** | 2026-02-28 |\n"
    )
    document = read(sep(f"{PREAMBLE}\n{second}"))

    assert facts(document) == EXPECTED
    [finding] = [f for f in document.findings if f.rule == "two-preambles"]
    assert "`Accepted` in line 12" in finding.message
    assert "`2026-02-28` in line 13" in finding.message
    assert finding.line == 10


def test_a_second_preamble_in_html_is_seen_as_well() -> None:
    second = (
        "<h2>Preamble</h2>\n<b>Status:</b> Accepted with Changes<br>\n<b>Type:</b> Process<br>\n"
    )
    body = "<h2>Abstract</h2>\nWords.\n"
    document = read(sep(PREAMBLE, body=f"{second}{body}"))

    assert document.status == "draft"
    assert "two-preambles" in rules(document)


def test_a_second_preamble_never_fills_a_gap_of_the_first() -> None:
    without = PREAMBLE.replace("- **Sponsor**: Bob Example (@bob)\n", "")
    document = read(sep(f"{without}\n**Sponsor**: Eve (@eve)\n**Status**: Draft\n"))

    assert document.sponsor is None
    assert "two-preambles" in rules(document)


def test_one_field_outside_the_preamble_is_stray() -> None:
    without = "\n".join(line for line in PREAMBLE.split("\n") if "PR" not in line)
    document = read(sep(f"{without}\n\nPR: #9101\n"))

    assert document.pull_request is None
    assert [f.line for f in document.findings if f.rule == "stray-field"] == [10]


def test_a_list_in_the_text_is_no_second_preamble() -> None:
    body = "\n## Abstract\n\nX.\n\n- **Status**: Final\n- **Type**: Process\n"

    assert rules(read(sep(body=body))) == []


def test_a_template_in_a_fence_is_no_preamble() -> None:
    text = (
        "# SEP-9101: Named queues\n\n```markdown\n# SEP-{NUMBER}: {Title}\n\n"
        "- **Status**: Draft\n- **Type**: Process\n```\n\n## Abstract\n\nX.\n"
    )
    document = read(text)

    assert (document.status, document.track, document.title) == ("", "", "Named queues")
    assert rules(document) == ["no-preamble"]
    assert document.is_partial


def test_a_document_without_preamble_keeps_title_and_text() -> None:
    document = read("# SEP: Add headers\n\n## Summary\n\nHeaders help.\n", path="seps/0000-x.md")

    assert document.title == "Add headers"
    assert document.number is None
    assert document.abstract == "Headers help."
    assert document.is_partial


def test_a_sentence_with_a_colon_is_no_field() -> None:
    document = read("# SEP-9101: X\n\n**Proposal:** add a header.\n\n## Motivation\n\nY.\n")

    assert document.fields == ()


def test_unknown_fields_are_kept_as_written() -> None:
    document = read(sep(PREAMBLE + "- **SDK Prototype**: https://example.org/x\n"))

    field = document.fields[-1]
    assert (field.name, field.label, field.value) == ("", "SDK Prototype", "https://example.org/x")


def test_a_field_that_stands_twice_keeps_its_first_value() -> None:
    document = read(sep(PREAMBLE + "- **Status**: Final\n"))

    assert document.status == "draft"
    assert rules(document) == ["field-twice"]


def test_sections_at_level_one_end_the_preamble() -> None:
    document = read(sep(body="# Abstract\n\nX.\n\n# Motivation\n\nPR: #1\n"))

    assert facts(document) == EXPECTED
    assert [section.name for section in document.sections] == ["abstract", "motivation"]
    assert rules(document) == []


def test_a_further_heading_of_level_one_is_a_section_not_a_title() -> None:
    document = read(sep(PREAMBLE + "\n# SEP: Another heading\n"))

    assert document.title == "Named queues"
    assert document.sections[0].title == "SEP: Another heading"
