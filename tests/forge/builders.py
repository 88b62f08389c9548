"""Small registers, worlds and sweeps for the forge's tests; everybody in them is invented."""

from dataclasses import replace
from typing import Any

from sepkit.forge.audit_branch import AuditBranch
from sepkit.forge.github import GitHub
from sepkit.forge.lifecycle import Lifecycle
from sepkit.forge.plan import Configuration
from sepkit.forge.requests import Requests, Wire
from sepkit.forge.sweep import Outcome, sweep
from sepkit.model import (
    Candidate,
    Conflict,
    Counts,
    Date,
    Evidence,
    Group,
    GroupId,
    GroupKind,
    Handle,
    Harm,
    Instant,
    Lead,
    Next,
    ObjectId,
    Origin,
    Person,
    Process,
    Proposal,
    ProposalKey,
    Quote,
    RefName,
    Register,
    RepoPath,
    Route,
    Sponsor,
)
from sepkit.model.plan import LifecycleRules, TriageRules
from tests.forge.fake.faults import FaultyWire
from tests.forge.fake.world import World

RULES = TriageRules(site="https://lamp.example/")
CONFIGURATION = Configuration(rules=RULES, lifecycle=Lifecycle(rules=LifecycleRules()))
LIGHTS, LINKS, MARINERS, CORE = (
    GroupId(name) for name in ("wg-lights", "wg-links", "ig-mariners", "core-maintainers")
)


def head(number: int) -> ObjectId:
    return ObjectId(f"{number:040x}")


def group(identifier: GroupId, kind: GroupKind, *leads: str, team: str = "") -> Group:
    name = identifier.partition("-")[2].title()
    path = RepoPath(f"groups/{identifier}.yml")
    return Group(
        id=identifier,
        name=f"{name} WG" if kind is GroupKind.WORKING_GROUP else name,
        kind=kind,
        team=team,
        leads=tuple(Lead(handle=Handle(who), path=path, line=3) for who in leads),
    )


GROUPS = (
    group(CORE, GroupKind.CORE, "keeper"),
    group(MARINERS, GroupKind.INTEREST_GROUP, "mara"),
    group(LIGHTS, GroupKind.WORKING_GROUP, "lena", team="lights-team"),
    group(LINKS, GroupKind.WORKING_GROUP, "levi", team="links-team"),
)


def route(owner: GroupId | None) -> Route:
    path = RepoPath("groups/wg-lights.yml")
    evidence = (
        Evidence(
            kind="surface",
            text="changes `method:light/schedule`, which the group owns",
            path=path,
            line=8,
            weight=2.0,
        ),
    )
    first, second = owner or LIGHTS, LINKS if owner != LINKS else LIGHTS
    chances = (0.91, 0.05) if owner else (0.44, 0.41)
    return Route(
        owner=owner,
        decides=(first, CORE) if owner else (CORE,),
        decides_reason="it adds to the specification",
        decides_path=path,
        decides_line=40,
        probability=chances[0] if owner else 0.0,
        abstained=owner is None,
        reason="it changes what the group owns" if owner else "two groups are within .03",
        candidates=(
            Candidate(group=first, probability=chances[0], evidence=evidence),
            Candidate(group=second, probability=chances[1]),
        ),
    )


def sep(number: int, *, owner: GroupId | None = LIGHTS, **changes: Any) -> Proposal:
    found = Proposal(
        key=ProposalKey(f"LP-{number}"),
        number=number,
        pull_request=number,
        title=f"Proposal {number}",
        status="proposal",
        claimed_status="Draft",
        authors=(Person(name="Anna", handle=Handle("anna")),),
        sponsor=Sponsor(name="Cora", handle=Handle("cora"), known=True),
        in_flight=True,
        origin=Origin(
            ref=RefName(f"refs/pull/{number}/head"),
            commit=head(number),
            path=RepoPath(f"lps/{number}-thing.md"),
            blob=head(number),
        ),
        missing_sections=("rationale",),
        route=route(owner),
        next=Next(
            actor="author",
            action="find a sponsor",
            since=Date("2025-11-01"),
            days=120,
            due=Date("2026-04-30"),
            source="docs/process.md:40",
        ),
    )
    return replace(found, **changes)


def clash(a: int, b: int, **changes: Any) -> Conflict:
    keys = (ProposalKey(f"LP-{a}"), ProposalKey(f"LP-{b}"))
    found = Conflict(
        id=f"LP-{a}+LP-{b}",
        rules=("same-method",),
        severity=Harm.HIGH,
        score=0.8,
        proposals=keys,
        cross_group=True,
        evidence=tuple(
            Quote(proposal=key, path=RepoPath("lps/x.md"), line=12, quote=f"{key} MUST light")
            for key in keys
        ),
        explanation="both define it",
    )
    return replace(found, **changes)


def register_of(
    *proposals: Proposal, conflicts: tuple[Conflict, ...] = (), **changes: Any
) -> Register:
    found = Register(
        repository="lamp.git",
        revision=ObjectId("5a" * 20),
        base_ref="refs/heads/main",
        as_of=Instant("2026-03-01T08:00:00Z"),
        tool="sepkit 0.1.0",
        process=Process(preset="lp", title="Lamp", noun="LP", key="LP-{number}"),
        counts=Counts(seen=len(proposals), read=len(proposals), partly=0, refused=0),
        proposals=proposals,
        groups=GROUPS,
        conflicts=conflicts,
    )
    return replace(found, **changes)


def world_of(*numbers: int) -> World:
    world = World()
    for login in ("anna", "lena", "levi", "mara", "keeper", "stranger"):
        world.add_user(login)
    for number in numbers:
        world.add_pull(number, author="anna", head=head(number))
    return world


def run(
    register: Register, wire: Wire, *, configuration: Configuration = CONFIGURATION, **more: Any
) -> Outcome:
    """Sweep once, without ever sleeping."""
    rules = configuration.rules
    requests = Requests(
        wire, most=rules.requests_per_run, wait_seconds=rules.wait_seconds, sleep=lambda _: None
    )
    return run_with(requests, register, configuration=configuration, **more)


def run_with(
    requests: Requests,
    register: Register,
    *,
    apply: bool = True,
    configuration: Configuration = CONFIGURATION,
    **more: Any,
) -> Outcome:
    forge = GitHub("harbour/lamp", requests, rules=configuration.rules)
    audit = AuditBranch("harbour/lamp", requests)
    return sweep(register, forge, audit, configuration=configuration, is_applied=apply, **more)


def swept(world: World, register: Register, **more: Any) -> Outcome:
    return run(register, FaultyWire(world), **more)


def with_rules(**changes: Any) -> Configuration:
    return replace(CONFIGURATION, rules=replace(RULES, **changes))
