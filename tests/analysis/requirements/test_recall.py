"""Requirements that people listed, against those that were read."""

from dataclasses import replace

from sepkit.analysis.requirements import find_requirements
from sepkit.analysis.requirements.recall import (
    RequirementRecall,
    measure_recall,
    recall_measurement,
)
from sepkit.model import (
    Case,
    ConformanceEntry,
    ConformanceList,
    ProposalKey,
    RepoPath,
    SpecRequirement,
)
from tests.analysis.touches.builders import proposal
from tests.spec.builders import DIALECT

SITED = replace(DIALECT, docs_url="https://lamps.example/spec/{revision}/")
COLOUR = "Servers MUST send the colour of every lamp."
SWITCH = "Clients MUST wait for the switch before they dim a lamp."


def measured(
    *entries: str, url: str = "", spec: tuple[SpecRequirement, ...] = ()
) -> RequirementRecall:
    document = proposal(f"## Specification\n\n{COLOUR}\n", created="2031-02-01")
    case = Case(
        key=ProposalKey("LIP-7"),
        number=7,
        pull_request=7,
        document=document,
        in_flight=False,
        status="final",
        is_open=False,
        requirements=find_requirements(document.blocks, path=document.path),
    )
    path = RepoPath("sep-7.yaml")
    listed = ConformanceList(
        number=7,
        url=url,
        path=path,
        entries=tuple(
            ConformanceEntry(text=text, path=path, line=at) for at, text in enumerate(entries, 3)
        ),
    )
    return measure_recall([listed], [case], spec, SITED)


def said(text: str, *proposals: str) -> SpecRequirement:
    return SpecRequirement(
        id=f"wire/{text[:4]}",
        keyword="MUST",
        text=text,
        path=RepoPath("docs/wire.mdx"),
        line=1,
        since="2031-06-01",
        proposals=tuple(map(ProposalKey, proposals)),
    )


def test_what_the_proposal_says_itself_is_found_and_traced() -> None:
    recall = measured(COLOUR, "Servers MUST hum at night.")

    assert [(item.is_found, item.is_traced) for item in recall.asked[:1]] == [(True, True)]
    assert (recall.found, recall.traced, recall.recall) == (1, 1, 0.5)


def test_what_the_specification_says_is_traced_only_as_the_proposals() -> None:
    ours, others = said(SWITCH, "LIP-7"), said(SWITCH, "LIP-8")

    assert [measured(SWITCH, spec=(item,)).traced for item in (ours, others)] == [1, 0]


def test_entries_without_a_key_word_or_of_another_site_are_not_asked() -> None:
    wordless = measured("The colour is nice.", url="https://lamps.example/spec/draft/wire")
    elsewhere = measured(COLOUR, url="https://other.example/wire")

    assert (wordless.asked, wordless.wordless) == ((), 1)
    assert (elsewhere.asked, elsewhere.elsewhere) == ((), 1)


def test_what_is_kept_names_places_and_no_words_of_others() -> None:
    recall = measured("Servers MUST hum at night.")

    kept = recall_measurement(recall, preset="lamps", labels="l", command="c", commit="0")

    assert kept.tables[1].rows == (("LIP-7", "not found", "sep-7.yaml:3"),)
    assert "hum" not in repr(kept)
