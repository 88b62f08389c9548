"""All steps in their order: what was read becomes the register."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sepkit.analysis.areas import area_of
from sepkit.analysis.assembly import Assembled, assemble
from sepkit.analysis.attribution import Account, account_for, is_final
from sepkit.analysis.conflicts import ConflictWeights, find_conflicts
from sepkit.analysis.graph import find_land_order
from sepkit.analysis.hygiene import find_hygiene
from sepkit.analysis.lifecycle import (
    first_seen,
    is_open_status,
    last_changed,
    timeline,
    true_status,
)
from sepkit.analysis.ownership_doctor import find_ownership
from sepkit.analysis.people import People, judge_sponsor, people_of
from sepkit.analysis.relations import find_relations
from sepkit.analysis.requirements import find_requirements
from sepkit.analysis.routing import Weights, route_proposals, with_implied_groups
from sepkit.analysis.spec_owners import with_owners
from sepkit.analysis.touches import SpecIndex, find_touches, index_specification
from sepkit.analysis.waiting import next_step
from sepkit.model import (
    Case,
    Conflict,
    Corpus,
    Counts,
    Dialect,
    Document,
    Finding,
    Measurement,
    Process,
    Proposal,
    ProposalKey,
    Register,
    Route,
    Spec,
    Sponsor,
    StatusLabel,
    WrittenField,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Learnt:
    """What training found, as data from files; analysis itself reads none."""

    routing: Weights
    conflicts: ConflictWeights
    measurements: tuple[Measurement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Judged:
    """A proposal with what its history and the base files say of it."""

    assembled: Assembled
    case: Case
    sponsor: Sponsor | None


def analyse(corpus: Corpus, learnt: Learnt) -> Register:
    """Turn what was read into the register.

    Args:
        corpus: everything that was read at one commit.
        learnt: weights of the router and of the conflict rules.

    Returns:
        The register; the same corpus and weights give the same register.
    """
    judged = _judge(corpus)
    account = account_for(corpus.specification, corpus.dialect, tuple(item.case for item in judged))
    judged = tuple(_with_requirements(item, account) for item in judged)
    cases = tuple(item.case for item in judged)
    corpus = replace(corpus, ownership=with_implied_groups(corpus.ownership, cases))
    routes = route_proposals(
        cases,
        corpus.ownership,
        dialect=corpus.dialect,
        weights=learnt.routing,
        as_of=corpus.snapshot.as_of,
    )
    conflicts = find_conflicts(
        cases,
        routes=routes,
        ownership=corpus.ownership,
        spec=account.spec,
        dialect=corpus.dialect,
        weights=learnt.conflicts,
        acknowledgements=corpus.acknowledgements,
        as_of=corpus.snapshot.as_of,
    )
    register = _register(corpus, judged, routes, conflicts, account.spec)
    return replace(register, measurements=_measured(learnt, corpus.dialect.name))


def _measured(learnt: Learnt, preset: str) -> tuple[Measurement, ...]:
    """Put what was measured on this process before what was measured on others."""
    return tuple(
        sorted(
            learnt.measurements,
            key=lambda item: (item.preset != preset, item.preset, item.subject, item.method),
        )
    )


def _with_requirements(item: _Judged, account: Account) -> _Judged:
    found = account.requirements.get(item.case.key, item.case.requirements)
    return replace(item, case=replace(item.case, requirements=found))


def cases_of(corpus: Corpus) -> tuple[Case, ...]:
    """Return the proposals as the router and the conflict rules get them; for training them."""
    return tuple(item.case for item in _judge(corpus))


def _judge(corpus: Corpus) -> tuple[_Judged, ...]:
    people = people_of(corpus.ownership)
    assembled = assemble(corpus.readings, corpus.dialect)
    keys: dict[int, ProposalKey] = {}
    for item in assembled:
        if item.number is not None:
            keys.setdefault(item.number, item.key)
    index = index_specification(corpus.specification.spec)
    return tuple(_judge_one(item, corpus, people, keys, index) for item in assembled)


def _judge_one(
    item: Assembled,
    corpus: Corpus,
    people: People,
    keys: Mapping[int, ProposalKey],
    index: SpecIndex,
) -> _Judged:
    dialect, document = corpus.dialect, item.home.document
    sponsor = judge_sponsor(document.sponsor, people)
    status = true_status(item, sponsor, dialect)
    case = Case(
        key=item.key,
        number=item.number,
        pull_request=item.pull_request,
        document=document,
        in_flight=item.in_flight,
        status=status,
        is_open=is_open_status(status, dialect),
        first_seen=first_seen(item.home),
        relations=tuple(
            relation
            for relation in find_relations(document, keys=keys, template=dialect.key)
            if relation.to != item.key
        ),
        requirements=find_requirements(document.blocks, path=document.path, prefix=item.key),
    )
    touches = find_touches(document, index, is_final=is_final(case, dialect))
    return _Judged(assembled=item, case=replace(case, touches=touches), sponsor=sponsor)


def _register(
    corpus: Corpus,
    judged: tuple[_Judged, ...],
    routes: Mapping[ProposalKey, Route],
    conflicts: tuple[Conflict, ...],
    spec: Spec,
) -> Register:
    snapshot, dialect = corpus.snapshot, corpus.dialect
    cases = tuple(item.case for item in judged)
    proposals = tuple(_proposal(item, corpus, routes[item.case.key]) for item in judged)
    refused = tuple(sorted(snapshot.refused + corpus.refused))
    partly = sum(reading.document.is_partial for reading in corpus.readings)
    counts = Counts(
        seen=snapshot.seen,
        read=len(corpus.readings) - partly,
        partly=partly,
        refused=len(refused),
    )
    return Register(
        repository=snapshot.repository,
        revision=snapshot.commit,
        base_ref=snapshot.base_ref,
        as_of=snapshot.as_of,
        tool=corpus.tool,
        process=_process(dialect),
        counts=counts,
        proposals=proposals,
        groups=corpus.ownership.groups,
        conflicts=conflicts,
        land_order=find_land_order(cases),
        spec=with_owners(spec, corpus.ownership.groups, cases),
        findings=_findings(corpus),
        refused=refused,
    )


def _proposal(item: _Judged, corpus: Corpus, route: Route) -> Proposal:
    assembled, case, document = item.assembled, item.case, item.case.document
    home = assembled.home
    area = area_of(case, route.owner, corpus.roadmap)
    return Proposal(
        key=case.key,
        number=case.number,
        pull_request=case.pull_request,
        title=document.title,
        status=case.status,
        claimed_status=document.status_written,
        track=document.track,
        created=document.created,
        authors=document.authors,
        sponsor=item.sponsor,
        abstract=document.abstract,
        in_flight=case.in_flight,
        appears_open=home.entry.has_merge_ref,
        origin=home.entry.origin,
        copies=assembled.copies,
        first_seen=case.first_seen,
        last_changed=last_changed(home),
        preamble=tuple(
            WrittenField(label=f.label, value=f.value, line=f.line) for f in document.fields
        ),
        sections=document.sections,
        missing_sections=missing_sections(document, corpus.dialect),
        timeline=timeline(home),
        route=route,
        next=next_step(
            assembled,
            status=case.status,
            sponsor=item.sponsor,
            dialect=corpus.dialect,
            as_of=corpus.snapshot.as_of,
        ),
        touches=case.touches,
        relations=case.relations,
        requirements=case.requirements,
        area=area.title if area is not None else None,
        reading="partly" if document.is_partial else "read",
        findings=tuple(
            replace(finding, subject=case.key)
            for finding in (*document.findings, *find_hygiene(assembled, item.sponsor, corpus))
        ),
    )


def missing_sections(document: Document, dialect: Dialect) -> tuple[str, ...]:
    """Return the sections that the process asks for and the document lacks, by their titles."""
    present = {section.name for section in document.sections}
    return tuple(
        rule.titles[0] for rule in dialect.sections if rule.required and rule.name not in present
    )


def _process(dialect: Dialect) -> Process:
    return Process(
        preset=dialect.name,
        title=dialect.title,
        noun=dialect.noun,
        key=dialect.key,
        pull_url=dialect.pull_url,
        statuses=tuple(
            StatusLabel(id=rule.id, label=rule.label, is_open=rule.is_open, step=rule.step)
            for rule in dialect.statuses
        ),
    )


def _findings(corpus: Corpus) -> tuple[Finding, ...]:
    surfaces = [entry.id for entry in corpus.specification.spec.surfaces if entry.removed is None]
    found = find_ownership(
        corpus.ownership,
        as_of=corpus.snapshot.as_of,
        surfaces=surfaces,
        paths=corpus.paths,
    )
    return (
        *corpus.snapshot.findings,
        *corpus.findings,
        *corpus.ownership.findings,
        *corpus.specification.findings,
        *found,
    )
