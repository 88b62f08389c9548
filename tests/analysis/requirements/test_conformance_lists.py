"""Several lists taken together, what they leave out, and where the specification says it."""

from dataclasses import replace

from sepkit.analysis.requirements import address_of, join_lists, main_address, unlisted
from sepkit.model import (
    ConformanceEntry,
    ConformanceList,
    Process,
    ProposalRequirement,
    RepoPath,
    SpecRequirement,
)

PATH = RepoPath("lists/sep-7.yaml")


def entry(text: str, check: str = "", status: str = "") -> ConformanceEntry:
    return ConformanceEntry(text=text, path=PATH, line=1, check=check, status=status)


def listed(number: int, *entries: ConformanceEntry, url: str = "") -> ConformanceList:
    return ConformanceList(number=number, url=url, path=PATH, entries=entries)


def test_lists_of_one_proposal_are_one_and_come_by_number() -> None:
    found = join_lists([listed(9), listed(7, entry("a", "x")), listed(7, entry("b"), url="u")])

    assert [(item.number, len(item.entries), item.url) for item in found] == [
        (7, 2, "u"),
        (9, 0, ""),
    ]


def test_a_test_that_nothing_emits_yet_is_no_test() -> None:
    by_hand = listed(7, entry("a", "x"), entry("b", "y"))
    manifest = listed(7, entry("a", "x", "untested"), entry("b", "y", "tested"))

    [found] = join_lists([by_hand, manifest])

    assert [item.check for item in found.entries] == ["", "y", "", "y"]


def test_only_what_no_entry_stands_for_is_unlisted() -> None:
    texts = ("Lamps MUST show their colour to every client.", "Bulbs MAY hum at night.")
    asked = [
        ProposalRequirement(id=str(at), keyword="MUST", text=text, path=PATH, line=at)
        for at, text in enumerate(texts)
    ]

    left = unlisted(asked, listed(7, entry("Lamps MUST show their colour")))

    assert [item.id for item in left] == ["1"]


SAID = SpecRequirement(
    id="basic/wire/1",
    keyword="MUST",
    text="x",
    path=RepoPath("docs/specification/draft/basic/wire/index.mdx"),
    line=1,
    since="2031-01-01",
    revision="draft",
    section="Frames & Bits",
)
PROCESS = Process(
    preset="lamps",
    title="Lamps",
    noun="proposal",
    key="LIP-{number}",
    docs_path="docs/specification/{revision}/",
    docs_url="https://lamps.example/spec/{revision}/",
)


def test_a_requirement_has_the_address_of_its_page_and_section() -> None:
    assert address_of(SAID, PROCESS) == "https://lamps.example/spec/draft/basic/wire#frames--bits"


def test_a_schema_or_a_process_without_a_site_has_no_address() -> None:
    assert address_of(replace(SAID, path=RepoPath("schema/draft/schema.json")), PROCESS) == ""
    assert address_of(SAID, replace(PROCESS, docs_url="")) == ""


def test_the_main_address_is_the_one_that_most_share() -> None:
    assert main_address(["", "b", "a", "a", ""]) == "a"
    assert main_address(["", ""]) == ""
