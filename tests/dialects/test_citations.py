"""A text cites another proposal by key, by address or by a link to its file, and nothing else."""

import pytest

from tests.dialects.documents import PREAMBLE, read, rules, sep

REPOSITORY = "https://github.com/modelcontextprotocol/modelcontextprotocol"


def cited(words: str) -> list[tuple[int, str]]:
    document = read(sep(body=f"\n## Abstract\n\n{words}\n"))
    return [(citation.number, citation.by) for citation in document.citations]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("It extends SEP-9102.", [(9102, "key")]),
        ("It extends SEP 9102 and SEP-9103.", [(9102, "key"), (9103, "key")]),
        ("It extends [SEP-9102](./9102-names.md).", [(9102, "key")]),
        ("It extends [names](./9102-names.md).", [(9102, "link")]),
        ("It extends [names](../seps/9102-names.md#abstract).", [(9102, "link")]),
        (f"See [this]({REPOSITORY}/pull/9102).", [(9102, "link")]),
        (f"See {REPOSITORY}/issues/9102 for more.", [(9102, "link")]),
        ("Discussed before (#9102).", [(9102, "link")]),
        ("Discussed in PR #9102.", [(9102, "link")]),
        ("<Note>\nSee SEP-9102.\n</Note>", [(9102, "key")]),
        ("| a | b |\n|---|---|\n| x | SEP-9102 |", [(9102, "key")]),
    ],
)
def test_each_way_of_citing_is_seen(words: str, expected: list[tuple[int, str]]) -> None:
    assert cited(words) == expected


@pytest.mark.parametrize(
    "words",
    [
        "Released in Sep 2025, see sep-9102.",
        "A placeholder SEP-0000.",
        "This proposal, SEP-9101, is new.",
        "```\nSEP-9102\n```",
        "    SEP-9102",
        "<!-- SEP-9102 -->",
        "Words <!-- SEP-9102 --> go on.",
        "See typescript-sdk#9102.",
        "See [typescript-sdk #9102](https://github.com/modelcontextprotocol/typescript-sdk/pull/9102).",
        "See https://github.com/example/other/pull/9102.",
        f"See {REPOSITORY}/pull/9101.",
        "The branch x/SEP-9102 and the name my-SEP-9102.",
        "SEP-99999999 has too many digits.",
        "SEP-9102x is no number.",
    ],
)
def test_what_only_resembles_a_citation_is_none(words: str) -> None:
    assert cited(words) == []


def test_a_citation_carries_its_sentence_its_line_and_its_section() -> None:
    body = (
        "\n## Abstract\n\nWords first.\n\n## Alternatives Considered\n\n### Another idea\n\n"
        "One sentence.\nThis one replaces SEP-9102 fully. A third one.\n"
    )
    [citation] = read(sep(body=body)).citations

    assert citation.quote == "This one replaces SEP-9102 fully."
    assert citation.section == "alternatives"
    assert sep(body=body).split("\n")[citation.line - 1].startswith("This one replaces SEP-9102")


def test_a_section_that_the_process_does_not_name_is_cited_by_its_title() -> None:
    [citation] = read(sep(body="\n## Abstract\n\nX.\n\n## How it fits\n\nAs SEP-9102.\n")).citations

    assert citation.section == "How it fits"


def test_a_long_sentence_is_cut_around_the_citation() -> None:
    words = "word " * 300
    [citation] = read(sep(body=f"\n## Abstract\n\n{words}SEP-9102 {words}\n")).citations

    assert len(citation.quote) <= 400
    assert "SEP-9102" in citation.quote


def test_declared_relations_are_fields_and_citations() -> None:
    preamble = PREAMBLE + "- **Requires**: SEP-9102, #9103\n- **Supersedes**: SEP-9104 (Old)\n"
    document = read(sep(preamble))

    assert document.requires == (9102, 9103)
    assert document.supersedes == (9104,)
    assert [(c.number, c.field, c.by, c.line) for c in document.citations] == [
        (9102, "requires", "key", 9),
        (9103, "requires", "key", 9),
        (9104, "supersedes", "key", 10),
    ]


def test_a_proposal_never_requires_itself() -> None:
    document = read(sep(PREAMBLE + "- **Requires**: SEP-9101\n"))

    assert (document.requires, document.citations) == ((), ())


def test_a_relation_that_names_no_proposal_is_a_finding() -> None:
    assert rules(read(sep(PREAMBLE + "- **Requires**: a miracle\n"))) == ["unclear-relation"]


def test_a_related_issue_is_only_a_link() -> None:
    document = read(sep(PREAMBLE + f"- **Related**: SEP-9102, [#9103]({REPOSITORY}/issues/9103)\n"))

    assert [(c.number, c.by) for c in document.citations] == [(9102, "key"), (9103, "link")]


def test_an_unknown_field_cites_under_its_own_label() -> None:
    [citation] = read(sep(PREAMBLE + "- **Builds on**: SEP-9102\n")).citations

    assert citation.field == "builds on"


def test_citations_are_counted_up_to_a_cap_that_is_said() -> None:
    many = "\n\n".join(f"SEP-{number}." for number in range(1000, 3100))
    document = read(sep(body=f"\n## Abstract\n\n{many}\n"))

    assert len(document.citations) == 2000
    assert rules(document) == ["too-many-citations"]
    assert document.is_partial
