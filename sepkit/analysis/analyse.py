"""All steps in their order: what was read becomes the register."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sepkit.analysis.areas import area_of
from sepkit.analysis.attribution import Account, account_for
from sepkit.analysis.checks import Room, check_proposal, missing_sections
from sepkit.analysis.conflicts import Docket, find_conflicts, find_crowded
from sepkit.analysis.deciding import Archive, Authority, AuthorityTable
from sepkit.analysis.graph import find_land_order
from sepkit.analysis.judging import Judged, judge
from sepkit.analysis.learnt import Learnt
from sepkit.analysis.lifecycle import last_changed
from sepkit.analysis.ownership_doctor import find_ownership
from sepkit.analysis.people import people_of
from sepkit.analysis.routing import route_proposals, with_implied_groups
from sepkit.analysis.spec_owners import with_owners
from sepkit.analysis.waiting import next_step
from sepkit.model import (
    Case,
    Conflict,
    Corpus,
    Counts,
    Dialect,
    Entry,
    Finding,
    Measurement,
    Process,
    Proposal,
    ProposalKey,
    Register,
    RepoPath,
    Route,
    Spec,
    StatusLabel,
    WrittenField,
)


def analyse(corpus: Corpus, learnt: Learnt) -> Register:
    """Turn what was read into the register.

    Args:
        corpus: everything that was read at one commit.
        learnt: weights of the router and of the conflict rules.

    Returns:
        The register; the same corpus and weights give the same register.
    """
    ground = _ground(corpus, learnt)
    docket = _docket(ground)
    conflicts = find_conflicts(
        docket,
        ownership=ground.corpus.ownership,
        dialect=corpus.dialect,
        weights=learnt.conflicts,
        acknowledgements=corpus.acknowledgements,
        as_of=corpus.snapshot.as_of,
    )
    register = _register(ground, conflicts, find_crowded(docket))
    return replace(
        register,
        measurements=_measured(learnt, corpus.dialect.name),
        areas=corpus.roadmap.areas,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ground:
    """What conflicts and the register are made from."""

    corpus: Corpus
    """With the groups that proposals imply."""
    judged: tuple[Judged, ...]
    spec: Spec
    routes: Mapping[ProposalKey, Route]
    authority: Authority


def _ground(corpus: Corpus, learnt: Learnt) -> _Ground:
    judged = judge(corpus)
    account = account_for(
        corpus.specification,
        corpus.dialect,
        tuple(item.case for item in judged),
        corpus.conformance,
        {key: facts.verdicts for key, facts in corpus.facts.items() if facts.verdicts is not None},
    )
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
    authority = Authority(
        table=learnt.authority.get(corpus.dialect.name, AuthorityTable()),
        archive=Archive.of(corpus.past),
        initial=corpus.dialect.initial_status,
    )
    return _Ground(
        corpus=corpus, judged=judged, spec=account.spec, routes=routes, authority=authority
    )


def docket_of(corpus: Corpus, learnt: Learnt) -> Docket:
    """Return the proposals as the conflict rules get them; for training and measuring them."""
    return _docket(_ground(corpus, learnt))


def _docket(ground: _Ground) -> Docket:
    return Docket(
        tuple(item.case for item in ground.judged),
        spec=ground.spec,
        routes=ground.routes,
        fallback=ground.corpus.dialect.fallback_owner,
    )


def _former_paths(entry: Entry) -> tuple[RepoPath, ...]:
    """Return where the file stood before; a rename to and fro leaves the name that it has now."""
    return tuple(dict.fromkeys(v.path for v in entry.versions if v.path != entry.origin.path))


def _measured(learnt: Learnt, preset: str) -> tuple[Measurement, ...]:
    """Put what was measured on this process before what was measured on others."""
    return tuple(
        sorted(
            learnt.measurements,
            key=lambda item: (item.preset != preset, item.preset, item.subject, item.method),
        )
    )


def _with_requirements(item: Judged, account: Account) -> Judged:
    found = account.requirements.get(item.case.key, item.case.requirements)
    return replace(item, case=replace(item.case, requirements=found))


def cases_of(corpus: Corpus) -> tuple[Case, ...]:
    """Return the proposals as the router and the conflict rules get them; for training them."""
    return tuple(item.case for item in judge(corpus))


def _register(
    ground: _Ground, conflicts: tuple[Conflict, ...], crowded: tuple[Finding, ...]
) -> Register:
    corpus, judged = ground.corpus, ground.judged
    snapshot, dialect = corpus.snapshot, corpus.dialect
    cases = tuple(item.case for item in judged)
    room = room_of(corpus, judged)
    proposals = tuple(_proposal(item, ground, room) for item in judged)
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
        spec=with_owners(ground.spec, corpus.ownership.groups, cases),
        findings=(*_findings(corpus), *crowded),
        refused=refused,
    )


def room_of(corpus: Corpus, judged: tuple[Judged, ...]) -> Room:
    """Return what checks of proposals look at: all of them, their specification and people."""
    return Room.of(
        judged,
        dialect=corpus.dialect,
        as_of=corpus.snapshot.as_of,
        people=people_of(corpus.ownership),
        spec=corpus.specification.spec,
        paths=corpus.paths,
    )


def _proposal(item: Judged, ground: _Ground, room: Room) -> Proposal:
    assembled, case, document = item.assembled, item.case, item.case.document
    corpus, route = ground.corpus, ground.routes[item.key]
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
        former_paths=_former_paths(home.entry),
        first_seen=case.first_seen,
        last_changed=last_changed(home),
        preamble=tuple(
            WrittenField(label=f.label, value=f.value, line=f.line) for f in document.fields
        ),
        sections=document.sections,
        missing_sections=missing_sections(document, corpus.dialect),
        timeline=ground.authority.timeline(home, route.owner),
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
        findings=check_proposal(item, room),
    )


def _process(dialect: Dialect) -> Process:
    return Process(
        preset=dialect.name,
        title=dialect.title,
        noun=dialect.noun,
        key=dialect.key,
        pull_url=dialect.pull_url,
        docs_path=dialect.docs_path,
        docs_url=dialect.docs_url,
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
        *(finding for edits in corpus.edits for finding in edits.findings),
        *found,
    )
