"""A small process with three groups and a fallback, and proposals about lamps and doors."""

from collections.abc import Iterable
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from sepkit.analysis.routing import Profile, Weights, route_proposals
from sepkit.analysis.routing.learning.training import FIXED
from sepkit.model import (
    Act,
    Block,
    BlockKind,
    Case,
    Claim,
    Dialect,
    Group,
    GroupId,
    GroupKind,
    GroupStatus,
    Handle,
    Instant,
    Lead,
    Ownership,
    Provenance,
    Relation,
    RelationKind,
    RepoPath,
    Right,
    Route,
    Scope,
    Section,
    Surface,
    Touch,
)
from tests import builders

NOW = Instant("2026-03-01T12:00:00Z")
KEEPERS = GroupId("keepers")
LAMPS = GroupId("wg-lamps")
DOORS = GroupId("wg-doors")
COLOURS = GroupId("ig-colours")

_FEATURES = {
    "topic.title": 2.5,
    "topic.abstract": 1.0,
    "topic.body": 3.0,
    "scope.near": 8.0,
    "surface.change": 3.0,
    "surface.use": 0.5,
    "name.full": 1.0,
    "name.author": 2.0,
    "person.author": 1.5,
    "person.sponsor": 0.5,
    "person.reviewer": 1.5,
    "relation": 2.0,
    "track": 3.0,
    "prior.fallback": 0.3,
    "prior.nobody": 2.0,
    "taught.words": 12.0,
    "taught.author": 2.0,
    "taught.reviewer": 2.5,
}


def weights() -> Weights:
    """Weights of a plausible size, the same whether or not proposals teach."""
    profile = Profile(features=MappingProxyType({**FIXED, **_FEATURES}))
    return Weights(described=profile, taught=profile)


def process() -> Dialect:
    """The test process, with a fallback owner and a track about the process itself."""
    return replace(builders.dialect(), fallback_owner=KEEPERS, governance_tracks=("Housekeeping",))


def claims(group: str, kind: str, *patterns: str) -> tuple[Claim, ...]:
    """Claims of one kind, a line each."""
    path = RepoPath(f"groups/{group}.yml")
    return tuple(
        Claim(kind=kind, pattern=pattern, path=path, line=10 + index)
        for index, pattern in enumerate(patterns)
    )


def group(id_: GroupId, name: str, **fields: Any) -> Group:
    """A chartered working group unless a field says otherwise."""
    path = RepoPath(f"groups/{id_}.yml")
    values: dict[str, Any] = {
        "kind": GroupKind.WORKING_GROUP,
        "charter": RepoPath(f"charters/{id_}.md"),
        "provenance": tuple(
            Provenance(field=name, path=path, line=line)
            for line, name in enumerate(("name", "kind", "status", "proposals"), start=2)
        ),
        **fields,
    }
    return Group(id=id_, name=name, **values)


def lamps(**fields: Any) -> Group:
    """Owns lamps; its charter gives it rights."""
    values: dict[str, Any] = {
        "owns": claims(LAMPS, "topic", "lamp", "dimming", "bulb socket")
        + claims(LAMPS, "surface", "method:lamps/*", "type:Lamp*"),
        "scope": (scope("How lamps shine, and how dimming is announced", LAMPS),),
        "leads": (lead("lena"),),
        "decides": (
            right("Spec changes (additive)", "WG consensus, then keeper maintainers"),
            right("Technical design", "WG consensus"),
        ),
        **fields,
    }
    return group(LAMPS, "Lamps", **values)


def doors(**fields: Any) -> Group:
    """Owns doors and hinges."""
    values: dict[str, Any] = {
        "owns": claims(DOORS, "topic", "door", "hinge", "lock")
        + claims(DOORS, "surface", "method:doors/*", "type:Door*"),
        "scope": (scope("How doors open and close, hinges and locks", DOORS),),
        "leads": (lead("dora"),),
        **fields,
    }
    return group(DOORS, "Doors", **values)


def colours(**fields: Any) -> Group:
    """An interest group: it owns questions and binds nobody."""
    values: dict[str, Any] = {
        "kind": GroupKind.INTEREST_GROUP,
        "owns": claims(COLOURS, "topic", "colour", "paint"),
        "scope": (scope("Which colours things have", COLOURS),),
        **fields,
    }
    return group(COLOURS, "Colours", **values)


def keepers() -> Group:
    """Decide what no group does."""
    owns = claims(KEEPERS, "topic", "voting", "minutes")
    return group(KEEPERS, "Keepers", kind=GroupKind.CORE, owns=owns)


def house(*groups: Group) -> Ownership:
    """The given groups and the keepers; all three where none is given."""
    listed = groups or (lamps(), doors(), colours())
    return Ownership(groups=tuple(sorted((*listed, keepers()), key=lambda g: g.id)))


def lead(handle: str, **fields: Any) -> Lead:
    """A lead in line 30 of a charter."""
    return Lead(handle=Handle(handle), path=RepoPath("charters/leads.md"), line=30, **fields)


def right(matter: str, authority: str) -> Right:
    """A row of a charter's table."""
    return Right(matter=matter, authority=authority, path=RepoPath("charters/x.md"), line=40)


def scope(text: str, group_id: str, *, is_inside: bool = True) -> Scope:
    """An item of a charter's scope."""
    path = RepoPath(f"charters/{group_id}.md")
    return Scope(text=text, is_inside=is_inside, path=path, line=12)


def case(number: int, title: str, text: str = "", **fields: Any) -> Case:
    """A proposal with a title in line 1 and a body in line 9; on the base if it declares groups."""
    of_case = {
        name: fields.pop(name)
        for name in ("touches", "relations", "edited_paths", "pull_request")
        if name in fields
    }
    path = fields.pop("path", f"tps/{number}-x.md")
    body = Block(kind=BlockKind.PARAGRAPH, text=text, line=9, end_line=9)
    values: dict[str, Any] = {
        "title": title,
        "blocks": (body,),
        "sections": (Section(title="Abstract", name="abstract", level=2, line=7, end_line=9),),
        **fields,
    }
    document = builders.document(path, **values)
    return Case(
        key=f"TP-{number}",  # type: ignore[arg-type]
        number=number,
        document=document,
        in_flight="declared_groups" not in fields,
        status="draft",
        is_open=True,
        **{"pull_request": number, **of_case},
    )


def touch(surface: str, act: Act = Act.CHANGES, line: int = 20) -> Touch:
    """A touch in a line."""
    return Touch(surface=Surface(surface), act=act, path=RepoPath("tps/7-x.md"), line=line)


def relation(to: int, kind: RelationKind = RelationKind.EXTENDS) -> Relation:
    """A relation in line 15."""
    return Relation(
        to=f"TP-{to}",  # type: ignore[arg-type]
        kind=kind,
        path=RepoPath("tps/7-x.md"),
        line=15,
        quote="",
    )


def routes(cases: Iterable[Case], ownership: Ownership | None = None) -> dict[str, Route]:
    """Route all cases in the house."""
    found = route_proposals(
        tuple(cases), ownership or house(), dialect=process(), weights=weights(), as_of=NOW
    )
    return {str(key): value for key, value in found.items()}


def route(one: Case, *others: Case, ownership: Ownership | None = None) -> Route:
    """Route one case beside others."""
    return routes((one, *others), ownership)[one.key]


def retired(one: Group) -> Group:
    """The same group, retired."""
    return replace(one, status=GroupStatus.RETIRED)
