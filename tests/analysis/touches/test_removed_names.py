"""Who relies on what others took away, against pairs that people labelled."""

from dataclasses import replace

from sepkit.analysis.touches.removed_names import (
    REMOVAL_KINDS,
    find_accusations,
    measure_removed_names,
    parse_pairs,
)
from sepkit.model import (
    Act,
    Case,
    Date,
    ProposalKey,
    RepoPath,
    Revision,
    Spec,
    Surface,
    SurfaceEntry,
    Touch,
)
from tests.analysis.touches.builders import proposal

GREET, DIM = Surface("method:greet"), Surface("method:dim")


def case(number: int, act: Act, surface: Surface = GREET, *, in_flight: bool = True) -> Case:
    path = RepoPath(f"lips/{number}-a.md")
    return Case(
        key=ProposalKey(f"LIP-{number}"),
        number=number,
        pull_request=number,
        document=replace(proposal("x", created="2031-02-01"), path=path),
        in_flight=in_flight,
        status="draft",
        is_open=in_flight,
        touches=(Touch(surface=surface, act=act, path=path, line=4),),
    )


SPEC = Spec(
    revisions=tuple(Revision(id=name, date=Date(name)) for name in ("2030-01-01", "2031-01-01")),
    surfaces=tuple(
        SurfaceEntry(id=surface, kind="method", since="2030-01-01", removed=removed)
        for surface, removed in ((GREET, "2031-01-01"), (DIM, None))
    ),
)
REMOVER = case(3, Act.REMOVES, in_flight=False)


def test_reliance_on_a_removed_name_accuses_with_its_line() -> None:
    [found] = find_accusations([case(5, Act.RELIES_ON), REMOVER], SPEC)

    assert (found.proposal, found.remover, found.surface) == ("LIP-5", "LIP-3", GREET)
    assert (found.path, found.line) == ("lips/5-a.md", 4)


def test_a_mention_or_a_name_that_is_there_accuses_nobody() -> None:
    others = [case(5, Act.MENTIONS), case(6, Act.RELIES_ON, DIM), REMOVER]

    assert find_accusations(others, SPEC) == ()


def test_pairs_are_found_missed_and_accused() -> None:
    cases = [case(5, Act.RELIES_ON), case(6, Act.MENTIONS), REMOVER]
    wanted = [frozenset((5, 3)), frozenset((6, 3))]

    found = measure_removed_names(cases, SPEC, wanted, [frozenset((3, 5))])

    assert found.missed == (frozenset((6, 3)),)
    assert found.recall == 0.5
    assert found.accused == (frozenset((3, 5)),)


def test_only_rows_of_the_kinds_asked_for_count_and_each_pair_once() -> None:
    text = "a,b,kind\n1,2,removed\n2,1,removed\n3,4,overlap\nx,5,removed\n"

    assert parse_pairs(text, REMOVAL_KINDS) == (frozenset((1, 2)),)
    assert len(parse_pairs(text)) == 2
