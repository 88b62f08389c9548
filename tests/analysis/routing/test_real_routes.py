"""Routes of real proposals are stable, and what explains them adds up."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from sepkit.analysis.analyse import cases_of
from sepkit.analysis.routing import explain, rest_of, route_proposals
from sepkit.learnt import read_routing
from sepkit.model import Case, Corpus, ProposalKey, Relation, RelationKind, RepoPath, Route
from sepkit.pipeline import ReadRequest, read_corpus

pytestmark = [pytest.mark.corpora]


@pytest.fixture(name="corpus", scope="module")
def _corpus(corpora: Path) -> Corpus:
    return read_corpus(ReadRequest(location=str(corpora / "corpora" / "mcp.bundle")))


@pytest.fixture(name="cases", scope="module")
def _cases(corpus: Corpus) -> tuple[Case, ...]:
    return cases_of(corpus)


@pytest.fixture(name="routes", scope="module")
def _routes(corpus: Corpus, cases: tuple[Case, ...]) -> Mapping[ProposalKey, Route]:
    return routed(corpus, cases)


def routed(corpus: Corpus, cases: tuple[Case, ...]) -> Mapping[ProposalKey, Route]:
    return route_proposals(
        cases,
        corpus.ownership,
        dialect=corpus.dialect,
        weights=read_routing(),
        as_of=corpus.snapshot.as_of,
    )


@pytest.mark.parametrize("place", [0, 40, 80, 105])
def test_a_new_proposal_moves_no_other_route(
    corpus: Corpus, cases: tuple[Case, ...], routes: Mapping[ProposalKey, Route], place: int
) -> None:
    """A copy of a real text under a new number that cites all others is a worst case."""
    model = cases[place]
    path = RepoPath("seps/9001-new.md")
    newcomer = replace(
        model,
        key=ProposalKey("SEP-9001"),
        number=9001,
        pull_request=9001,
        in_flight=True,
        document=replace(model.document, path=path, number=9001),
        relations=tuple(
            Relation(to=c.key, kind=RelationKind.EXTENDS, path=path, line=1, quote="")
            for c in cases
        ),
    )

    together = routed(corpus, (*cases, newcomer))

    assert {key: together[key] for key in routes} == dict(routes)


def test_the_pieces_of_every_route_add_up(routes: Mapping[ProposalKey, Route]) -> None:
    for route in routes.values():
        for candidate in route.candidates:
            shown = sum(e.weight for e in candidate.evidence)
            total = candidate.prior + shown + rest_of(candidate)
            assert total == pytest.approx(candidate.score, abs=0.01)


def test_every_owner_has_a_line_that_shows_it(routes: Mapping[ProposalKey, Route]) -> None:
    for key, route in routes.items():
        if route.owner is not None:
            leader = explain(route).leader
            assert leader is not None, key
            assert leader.evidence, key
            assert all(e.path for e in leader.evidence), key
