"""Invented proposals about lamps, with as few words as a rule needs."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from sepkit.analysis.conflicts import RULES, ConflictWeights, Docket, Rule, Sign, find_conflicts
from sepkit.analysis.conflicts.engine.docket import Standing
from sepkit.markup import read_blocks
from sepkit.model import (
    Act,
    Candidate,
    Case,
    Citation,
    Conflict,
    GroupId,
    Instant,
    Ownership,
    ProposalKey,
    Relation,
    RelationKind,
    RepoPath,
    Route,
    Spec,
    Surface,
    SurfaceEntry,
    Touch,
)
from tests.builders import dialect, document

AS_OF = Instant("2031-06-01T00:00:00Z")
FOLDER = Path(__file__).parents[3] / "sepkit" / "analysis" / "conflicts"


def key(number: int) -> ProposalKey:
    return ProposalKey(f"TP-{number}")


def touch(surface: str, act: Act = Act.DEFINES, line: int = 10, quote: str = "") -> Touch:
    path = RepoPath("tps/lamp.md")
    return Touch(surface=Surface(surface), act=act, path=path, line=line, quote=quote)


def relation(to: int, kind: RelationKind, quote: str = "see there") -> Relation:
    return Relation(to=key(to), kind=kind, path=RepoPath("tps/lamp.md"), line=4, quote=quote)


def case(
    number: int,
    text: str = "",
    *,
    touches: Sequence[Touch] = (),
    relations: Sequence[Relation] = (),
    status: str = "draft",
    title: str = "",
    cites: Iterable[int] = (),
    suffix: str = "",
) -> Case:
    """A proposal; under a closed status it is on the base branch."""
    path = RepoPath(f"tps/{number}-lamp.md")
    blocks = read_blocks(text)
    citations = tuple(
        Citation(number=other, path=path, line=block.line, quote=block.text)
        for other in cites
        for block in blocks
        if f"TP-{other}" in block.text
    )
    is_open = status in ("draft", "proposal")
    return Case(
        key=ProposalKey(f"TP-{number}{suffix}"),
        number=number,
        pull_request=number,
        document=document(
            path, number=number, title=title or f"Lamp {number}", blocks=blocks, citations=citations
        ),
        in_flight=is_open,
        status=status,
        is_open=is_open,
        touches=tuple(touches),
        relations=tuple(relations),
    )


def gone(surface: str) -> SurfaceEntry:
    """A surface that the newest revision no longer holds."""
    kind = surface.partition(":")[0]
    return SurfaceEntry(id=Surface(surface), kind=kind, since="2030-01-01", removed="2031-01-01")


def held(surface: str) -> SurfaceEntry:
    kind = surface.partition(":")[0]
    return SurfaceEntry(id=Surface(surface), kind=kind, since="2030-01-01")


def route(owner: str) -> Route:
    group = GroupId(owner)
    return Route(
        owner=group,
        probability=1.0,
        abstained=False,
        candidates=(Candidate(group=group, probability=1.0),),
    )


def docket(
    *cases: Case, surfaces: Sequence[SurfaceEntry] = (), routes: dict[int, str] | None = None
) -> Docket:
    """The cases, and as many about nothing as it takes for rarity to mean something."""
    others = [case(number, f"# Filler\n\nword{number} alone") for number in range(9900, 9912)]
    return Docket(
        [*cases, *others],
        spec=Spec(surfaces=tuple(surfaces)),
        routes={key(number): route(owner) for number, owner in (routes or {}).items()},
    )


def signs(rule: Rule, found: Docket) -> list[Sign]:
    return [sign.told() for sign in rule.find(found)]


def pairs(rule: Rule, found: Docket) -> list[tuple[str, str]]:
    return [sign.pair for sign in rule.find(found)]


COUNTED = ("same-method", "removed-surface", "alternative", "duplicate", "same-type")

WEIGHTS = ConflictWeights(
    bias=dict.fromkeys(Standing, -2.0),
    rules={
        (rule.id, standing): 4.0 if rule.id in COUNTED else 0.0
        for standing in Standing
        for rule in RULES
    },
    least=0.3,
)


def conflicts(*cases: Case, routes: dict[int, str] | None = None, **more: object) -> list[Conflict]:
    """What the default rules find with simple weights."""
    values: dict[str, object] = {
        "ownership": Ownership(),
        "dialect": dialect(),
        "weights": WEIGHTS,
        "as_of": AS_OF,
        **more,
    }
    found = docket(*cases, routes=routes)
    return list(find_conflicts(found, **values))  # type: ignore[arg-type]
