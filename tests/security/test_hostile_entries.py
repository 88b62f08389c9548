"""Nothing is lost (promise 2): each hostile entry is accounted for, its neighbour is still read."""

from collections import Counter

import pytest

from sepkit.model import LIMITS
from tests.security.conftest import Read
from tests.security.entries import CASES, NEIGHBOUR, ODD_REFS, REFS, TITLES, Case
from tests.security.proposals import in_pull, refused_in


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_an_entry_ends_as_it_should_beside_a_neighbour(case: Case, hostile: Read) -> None:
    pull = hostile.pulls[case.name]
    mine = in_pull(hostile.register, pull)
    neighbours = [p for p in mine if p.number == pull + NEIGHBOUR]
    others = [p for p in mine if p.number != pull + NEIGHBOUR]
    refused = refused_in(hostile.register, pull)
    readings = Counter(p.reading for p in others)

    assert [p.title for p in neighbours] == [f"Neighbour of {pull}"]
    assert neighbours[0].reading == "read"
    assert (readings["read"], readings["partly"], len(refused)) == (
        case.read,
        case.partly,
        case.refused,
    )
    if case.title is not None:
        assert [p.title for p in others] == [case.title]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_went_wrong_is_said_once_and_clearly(case: Case, hostile: Read) -> None:
    pull = hostile.pulls[case.name]
    refused = refused_in(hostile.register, pull)
    findings = [f for p in in_pull(hostile.register, pull) for f in p.findings]
    words = [r.reason for r in refused] + [f.message for f in findings]

    if case.refused or case.partly:
        assert any(case.reason in word for word in words), words
    assert all(word and len(word) < 400 and "\n" not in word for word in words)
    assert all("mistake of sepkit" not in word and "Traceback" not in word for word in words)


def test_no_hostile_entry_takes_a_status_from_its_text(hostile: Read) -> None:
    assert {p.status for p in hostile.register.proposals if p.in_flight} == {"proposal"}
    assert {p.sponsor for p in hostile.register.proposals if p.in_flight} == {None}


def test_seen_is_read_and_partly_and_refused(hostile: Read) -> None:
    register = hostile.register
    readings = Counter(p.reading for p in register.proposals)

    assert register.counts.is_balanced
    assert register.counts.refused == len(register.refused)
    assert register.counts.partly == readings["partly"]
    assert register.counts.read >= readings["read"]


@pytest.mark.parametrize("name", [name for name, _ in REFS])
def test_a_head_that_leads_nowhere_is_one_refusal_at_the_folder(name: str, hostile: Read) -> None:
    pull = hostile.pulls[name]

    assert in_pull(hostile.register, pull) == []
    [refusal] = refused_in(hostile.register, pull)
    assert refusal.path == "seps"
    assert refusal.reason


def test_refs_that_only_look_like_pull_requests_are_named_and_not_read(hostile: Read) -> None:
    assert all(p.number != 9999 for p in hostile.register.proposals)
    [finding] = [f for f in hostile.register.findings if f.rule == "odd-ref"]
    assert f"{len(ODD_REFS)} refs" in finding.message


def test_a_tag_named_like_the_branch_is_never_taken_for_it(hostile: Read) -> None:
    assert hostile.register.base_ref == "refs/heads/main"


def test_titles_stay_what_was_written_up_to_the_cap(hostile: Read) -> None:
    """Markup is taken off and blanks are joined, and nothing else; sinks do the escaping."""
    titles = {
        index: in_pull(hostile.register, hostile.pulls[f"title {index}"])[0].title
        for index in range(len(TITLES))
    }

    assert titles[0] == "x" * len(titles[0])
    assert titles[6] == TITLES[6]
    assert titles[10] == TITLES[10]
    assert titles[15] == "CON"
    assert all(titles.values())


def test_every_list_of_the_register_is_bounded(hostile: Read) -> None:
    for proposal in hostile.register.proposals:
        assert len(proposal.authors) <= LIMITS.authors
        assert len(proposal.relations) <= LIMITS.mentions
        assert len(proposal.sections) <= LIMITS.headings
        assert all(len(f.value) <= LIMITS.field_characters + 1 for f in proposal.preamble)
        assert all(len(r.quote) <= LIMITS.field_characters for r in proposal.relations)
