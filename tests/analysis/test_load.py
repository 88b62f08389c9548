from dataclasses import replace

from sepkit.analysis.load import Load, loads_of
from sepkit.model import (
    Group,
    GroupId,
    GroupKind,
    Handle,
    Lead,
    Next,
    Person,
    Proposal,
    ProposalKey,
    Route,
)
from tests.builders import reading

LAMPS = Group(
    id=GroupId("wg-lamps"),
    name="Lamps",
    kind=GroupKind.WORKING_GROUP,
    leads=(Lead(handle=Handle("Ada")),),
)


def proposal(
    number: int, *authors: str, owner: str = "wg-lamps", in_flight: bool = True
) -> Proposal:
    return Proposal(
        key=ProposalKey(f"TP-{number}"),
        number=number,
        pull_request=number,
        title="T",
        status="draft",
        claimed_status="Draft",
        authors=tuple(Person(handle=Handle(name)) for name in authors),
        in_flight=in_flight,
        origin=reading().entry.origin,
        route=Route(owner=GroupId(owner), abstained=False, decides=(GroupId(owner),)),
        next=Next(actor="author", action="write", since=None, days=None),
    )


def only(*proposals: Proposal) -> Load:
    [load] = loads_of([LAMPS], proposals)
    return load


def test_a_group_is_counted_by_what_it_owns() -> None:
    load = only(proposal(1, "bo"), proposal(2, "cy", in_flight=False), proposal(3, owner="wg-x"))

    assert (load.in_flight, load.done, load.decides, load.authors) == (1, 1, 1, 2)


def test_a_group_that_owns_only_its_own_work_is_inward() -> None:
    assert only(proposal(1, "ada"), proposal(2, "ADA", "bo")).is_inward
    assert not only(proposal(1, "ada"), proposal(2, "bo")).is_inward
    assert not only(proposal(1, "ada")).is_inward


def test_no_handle_of_a_person_stands_in_a_load() -> None:
    text = repr(only(proposal(1, "zoe"), replace(proposal(2), authors=())))

    assert "zoe" not in text
