"""A whole document: title and number, sections, abstract, and what cannot be read."""

import pytest

from sepkit.dialects import PARSER_VERSION, UnreadableError, load_dialect, read_claim
from sepkit.markup import read_blocks
from sepkit.model import LIMITS, Document, RepoPath, decode, encode
from tests.dialects.documents import PREAMBLE, read, rules, sep


@pytest.mark.parametrize(
    ("heading", "title", "number"),
    [
        ("# SEP-9101: Named queues", "Named queues", 9101),
        ("# SEP 9101: Named queues", "Named queues", 9101),
        ("# SEP: Named queues", "Named queues", None),
        ("# SEP-9101: : Named queues", "Named queues", 9101),
        ("# SEP-9101: - Named queues", "Named queues", 9101),
        ("# SEP-9101 - Named queues", "Named queues", 9101),
        ("# Named queues", "Named queues", None),
        ("# SEP-9101: `queue/name` for all", "queue/name for all", 9101),
        (r"# SEP-9101: \_meta for all", "_meta for all", 9101),
        ("SEP-9101: Named queues\n======", "Named queues", 9101),
        ("# SEP-0000: Named queues", "Named queues", None),
    ],
)
def test_each_form_of_title_is_read(heading: str, title: str, number: int | None) -> None:
    document = read(sep(title=heading))

    assert (document.title, document.title_number) == (title, number)


def test_a_title_with_another_number_than_the_file_is_a_finding() -> None:
    document = read(sep(title="# SEP-9100: Named queues"))

    assert (document.number, document.title_number) == (9101, 9100)
    [finding] = document.findings
    assert (finding.rule, finding.line, finding.subject) == ("title-number", 1, "SEP-9101")


def test_a_placeholder_keeps_the_title_s_number_apart() -> None:
    document = read(sep(), path="seps/0000-named-queues.md")

    assert (document.number, document.title_number) == (None, 9101)
    assert document.findings == ()


def test_a_placeholder_left_in_the_title_is_said() -> None:
    assert rules(read(sep(title="# SEP-0000: Named queues"))) == ["title-number"]


def test_without_any_title_the_file_s_name_stands_for_it() -> None:
    document = read(sep(title=""))

    assert document.title == "named queues"
    assert rules(document) == ["no-title"]


def test_a_missing_field_is_a_finding_and_the_rest_is_read() -> None:
    document = read(sep(PREAMBLE.replace("- **Created**: 2026-03-01\n", "")))

    assert (document.status, document.created) == ("draft", None)
    assert rules(document) == ["missing-field"]
    assert document.is_partial


def test_an_author_left_open_is_a_finding() -> None:
    document = read(sep(PREAMBLE.replace("Ann Example (@ann)", "TBD")))

    assert document.authors == ()
    assert rules(document) == ["no-author"]


def test_a_group_among_the_authors_is_declared() -> None:
    document = read(sep(PREAMBLE.replace("(@ann)", "(@ann); on behalf of the Queue Working Group")))

    assert document.declared_groups == ("Queue Working Group",)
    assert [person.handle for person in document.authors] == ["ann"]


def test_a_group_field_goes_before_one_among_the_authors() -> None:
    preamble = PREAMBLE.replace("Ann Example (@ann)", "Queue Working Group")

    assert read(sep(preamble + "- **Working Group**: Names\n")).declared_groups == ("Names",)
    pending = read(sep(preamble + "- **Working Group**: _Pending (see below)_\n"))
    assert pending.declared_groups == ("Queue Working Group",)


def test_sections_have_names_lines_and_words() -> None:
    body = (
        "\n## 1. Abstract\n\nOne two three.\n\n## 2. Backwards Compatibility:\n\nNone.\n\n"
        "### Detail\n\nFour five.\n\n```\nnot counted\n```\n\n## Anything\n\nX.\n"
    )
    document = read(sep(body=body))
    lines = sep(body=body).split("\n")

    found = [(s.name, s.title, s.level, s.words) for s in document.sections]
    assert found == [
        ("abstract", "1. Abstract", 2, 3),
        ("backward-compatibility", "2. Backwards Compatibility:", 2, 3),
        ("", "Detail", 3, 2),
        ("", "Anything", 2, 1),
    ]
    for section, following in zip(document.sections[1:], document.sections[2:], strict=False):
        assert section.title in lines[section.line - 1]
        assert section.end_line >= following.line - 1
    assert document.sections[1].end_line == document.sections[3].line - 1
    assert document.sections[3].end_line == len(lines) - 1


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("## Security Considerations", "security"),
        ("### Security Implications", "security"),
        ("## Reference Implementation(s)", "reference-implementation"),
        ("## 7.1 Rationale", "rationale"),
        ("## III. Motivation", "motivation"),
        ("## **Motivation**", "motivation"),
        ("<h2>Motivation</h2>", "motivation"),
        ("Motivation\n----------", "motivation"),
        ("## Motivational words", ""),
    ],
)
def test_sections_are_known_by_many_spellings(heading: str, name: str) -> None:
    document = read(sep(body=f"\n## Abstract\n\nX.\n\n{heading}\n\nY.\n"))

    assert document.sections[1].name == name


def test_the_abstract_is_the_first_paragraph_that_is_no_instruction() -> None:
    body = "\n## Abstract\n\n_A short description of the issue._\n\n- item\n\nReal words.\n"

    assert read(sep(body=body)).abstract == "Real words."


def test_without_an_abstract_the_first_section_with_words_stands_for_it() -> None:
    assert read(sep(body="\n## Motivation\n\n### Sub\n\nWhy.\n")).abstract == "Why."


def test_a_long_abstract_is_cut_at_a_word() -> None:
    abstract = read(sep(body=f"\n## Abstract\n\n{'word ' * 400}\n")).abstract

    assert len(abstract) <= 600
    assert abstract.endswith("word…")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\n", "blanks"),
        (b"\xff\xfe" + "# x".encode("utf-16-le"), "UTF-16"),
        ("# SEP-9101: x\n".encode("utf-16-le"), "UTF-16"),
        (b"\xff\xfe\x00\x00" + "# x".encode("utf-32-le"), "UTF-32"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "binary"),
        ("äöüß".encode("latin-1"), "not UTF-8"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n", "LFS"),
        (b"x" * (LIMITS.file_bytes + 1), "bytes"),
    ],
)
def test_what_cannot_be_read_at_all_says_why(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        read(data)


def test_a_file_of_exactly_the_largest_size_is_read() -> None:
    text = sep()
    filled = text + "x" * (LIMITS.file_bytes - len(text))

    assert read(filled).status == "draft"


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    assert read(b"\xef\xbb\xbf" + sep().encode()).title == "Named queues"


def test_a_few_broken_bytes_cost_a_finding_not_the_document() -> None:
    document = read(sep().encode().replace(b"Ann", b"\xc4nn").replace(b"Queues", b"Q\0eues"))

    assert document.status == "draft"
    [finding] = document.findings
    assert (finding.rule, finding.line) == ("broken-bytes", 6)
    assert finding.message.endswith("line 6, 17")


def test_a_replacement_sign_that_the_author_wrote_is_no_broken_byte() -> None:
    assert rules(read(sep(body="\n## Abstract\n\nThe sign \ufffd itself.\n"))) == []


def test_line_separators_of_unicode_end_no_line() -> None:
    document = read(sep(PREAMBLE.replace("Ann Example", "Ann\u2028Example")))

    assert [field.line for field in document.fields] == [3, 4, 5, 6, 7, 8]


def test_carriage_returns_alone_end_lines() -> None:
    assert read(sep().replace("\n", "\r")).created == "2026-03-01"


def test_a_very_long_field_is_shown_cut() -> None:
    document = read(sep(PREAMBLE + f"- **Note**: {'x' * 1500}\n"))

    assert len(document.fields[-1].value) == LIMITS.field_characters
    assert rules(document) == ["long-field"]
    assert not document.is_partial


@pytest.mark.parametrize("count", [LIMITS.authors, LIMITS.authors + 1])
def test_authors_are_read_up_to_a_cap_that_is_said(count: int) -> None:
    names = ", ".join(f"(@a{number})" for number in range(count))
    document = read(sep(PREAMBLE.replace("Ann Example (@ann)", names)))

    assert len(document.authors) == LIMITS.authors
    assert document.is_partial is (count > LIMITS.authors)


def test_rows_beyond_the_cap_are_said() -> None:
    table = "| a | b |\n|---|---|\n" + "| x | y |\n" * LIMITS.table_rows
    document = read(sep(body=f"\n## Abstract\n\nX.\n\n{table}"))

    assert rules(document) == ["cap-reached"]
    assert document.is_partial


def test_lines_beyond_the_cap_are_said() -> None:
    document = read(sep(body="\n## Abstract\n\nX.\n" + "\n" * LIMITS.lines))

    assert rules(document) == ["too-many-lines"]


def test_a_document_survives_the_cache_with_its_blocks() -> None:
    document = read(sep(PREAMBLE + "- **Requires**: SEP-9102\n"))

    assert document.blocks
    assert decode(Document, encode(document)) == document


def test_the_parser_s_version_is_a_number_for_cache_keys() -> None:
    assert PARSER_VERSION >= 1


CLAIMS = [
    (PREAMBLE, "draft", "bob"),
    (PREAMBLE.replace("Draft", "idea"), "idea", "bob"),
    (PREAMBLE.replace("Bob Example (@bob)", "Bob Example"), "draft", "Bob Example"),
    (PREAMBLE.replace("Bob Example (@bob)", "None (seeking sponsor)"), "draft", ""),
    ("", "", ""),
    (f"```\n## Abstract\n```\n\n{PREAMBLE}", "draft", "bob"),
    (f"## Preamble\n\n{PREAMBLE}", "draft", "bob"),
]


@pytest.mark.parametrize(("preamble", "status", "sponsor"), CLAIMS)
def test_the_claim_of_an_old_version_is_its_status_and_sponsor(
    preamble: str, status: str, sponsor: str
) -> None:
    claim = read_claim(
        sep(preamble).encode(), path=RepoPath("seps/9101-x.md"), dialect=load_dialect("mcp")
    )

    assert (claim.status, claim.sponsor) == (status, sponsor)


def test_the_claim_of_something_unreadable_is_empty() -> None:
    claim = read_claim(b"\0" * 20, path=RepoPath("seps/9101-x.md"), dialect=load_dialect("mcp"))

    assert (claim.status, claim.sponsor) == ("", "")


def test_a_claim_parses_no_more_than_the_head(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []

    def counting(text: str, *, first_line: int = 1) -> object:
        seen.append(len(text))
        return read_blocks(text, first_line=first_line)

    monkeypatch.setattr("sepkit.dialects.parsing.read_blocks", counting)
    body = "\n## Abstract\n\n" + "Words. " * 5000
    read_claim(sep(body=body).encode(), path=RepoPath("seps/1-x.md"), dialect=load_dialect("mcp"))

    assert seen == [seen[0]]
    assert seen[0] < 400
