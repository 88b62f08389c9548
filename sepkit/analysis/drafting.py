"""A text that is no pull request yet: whose it would be, whom to talk to, what it resembles.

What a draft is held against changes only with the repository, so it is prepared once as a `Desk`
and kept; a draft is then answered without looking at any other proposal's text.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sepkit.analysis.relations import find_relations
from sepkit.analysis.routing import Router, Weights, route_case
from sepkit.analysis.routing.ground import prepare
from sepkit.analysis.routing.teaching import Taught
from sepkit.analysis.similar import Remembered, find_similar, remember
from sepkit.analysis.touches import find_touches, index_specification
from sepkit.model import (
    Case,
    Corpus,
    Dialect,
    Document,
    DraftRoute,
    GroupId,
    Instant,
    Ownership,
    ProposalKey,
    Route,
    Spec,
    Talk,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Everything of a repository that a draft is held against, and nothing else."""

    dialect: Dialect
    as_of: Instant
    ownership: Ownership
    """The groups with those that merged preambles imply, without findings about their files."""
    spec: Spec
    """Its surfaces; what it asks for is left out."""
    examples: int
    """How many proposals with a declared owner taught."""
    taught: Taught
    owners: Mapping[ProposalKey, Mapping[GroupId, float]]
    """By proposal: what is thought of its owner before relations are looked at."""
    numbers: tuple[tuple[int, ProposalKey], ...]
    known: tuple[Remembered, ...]


def prepare_desk(corpus: Corpus, cases: Sequence[Case], *, weights: Weights) -> Desk:
    """Prepare what drafts are held against.

    Args:
        corpus: everything that was read at one commit.
        cases: its proposals, with touches and relations.
        weights: what training found.
    """
    router = Router(
        cases,
        corpus.ownership,
        dialect=corpus.dialect,
        weights=weights,
        as_of=corpus.snapshot.as_of,
        is_draft=True,
    )
    spec = corpus.specification.spec
    return Desk(
        dialect=corpus.dialect,
        as_of=corpus.snapshot.as_of,
        ownership=replace(router.ownership, findings=(), mentions=()),
        spec=Spec(revisions=spec.revisions, surfaces=spec.surfaces),
        examples=router.examples,
        taught=router.ground.taught,
        owners={case.key: router.believed(case.key) for case in cases},
        numbers=tuple(
            {case.number: case.key for case in reversed(cases) if case.number is not None}.items()
        ),
        known=tuple(remember(case) for case in cases),
    )


def answer_draft(desk: Desk, document: Document, *, weights: Weights) -> DraftRoute:
    """Say whose a draft would be, as if it were a proposal of the repository.

    Args:
        desk: what it is held against.
        document: the draft, read by the desk's dialect and with what the checks find in it.
        weights: the ones that the desk was prepared with.
    """
    from sepkit.analysis.checks import findings_alone, missing_sections

    case = _case_of(document, desk)
    ground = prepare(desk.ownership, dialect=desk.dialect, as_of=desk.as_of, taught=desk.taught)
    profile = weights.for_teaching(desk.examples, len(ground.groups))
    found = route_case(case, ground, profile, desk.owners)
    return DraftRoute(
        path=document.path,
        title=document.title,
        route=found,
        talk_to=_talk_to(found, desk.ownership),
        similar=find_similar(remember(case), desk.known),
        missing_sections=missing_sections(document, desk.dialect),
        findings=findings_alone(document),
    )


def _case_of(document: Document, desk: Desk) -> Case:
    keys = dict(desk.numbers)
    return Case(
        key=ProposalKey("draft"),
        number=document.number,
        pull_request=None,
        document=document,
        in_flight=True,
        status="",
        is_open=True,
        touches=find_touches(document, index_specification(desk.spec)),
        relations=find_relations(document, keys=keys, template=desk.dialect.key),
    )


def _talk_to(route: Route, ownership: Ownership) -> tuple[Talk, ...]:
    """The leads of the owner, or of the two candidates between which sepkit abstains."""
    wanted = [route.owner] if route.owner else [c.group for c in route.candidates[:2]]
    return tuple(
        Talk(group=group.id, handle=lead.handle, name=lead.name)
        for name in wanted
        for group in ownership.groups
        if group.id == name
        for lead in group.leads
    )
