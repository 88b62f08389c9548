"""What a specification holds, and which pieces fit some words."""

import pytest

from sepkit.analysis.spec_inventory import (
    find_surfaces,
    list_surfaces,
    search_surfaces,
    view_surface,
)
from sepkit.model import Counts, GroupId, Instant, ObjectId, Process, Register, Spec, Surface
from tests.spec.builders import page, read, record, request, schema

FIRST, SECOND = "2031-01-01", "2031-06-01"


def made() -> Register:
    greet, dim = request("greet"), {**request("lamps/dim"), "deprecated": True}
    reading = read(
        schema({"GreetRequest": greet, "Dim": request("lamps/dim")}, revision=FIRST),
        schema({"Lamp": record(dim="string")}, revision=SECOND),
        schema({"GreetRequest": greet, "Dim": dim}),
        page("# A\n", revision=FIRST),
        page("# A\n", revision=SECOND),
        page("# A\n"),
    )
    return Register(
        repository="lamps",
        revision=ObjectId("0" * 40),
        base_ref="main",
        as_of=Instant("2031-07-01T00:00:00Z"),
        tool="sepkit",
        process=Process(preset="lamps", title="Lamps", noun="proposal", key="LIP-{number}"),
        counts=Counts(seen=0, read=0, partly=0, refused=0),
        spec=reading.spec,
    )


def listed(**filters: str) -> dict[str, str]:
    return {item.surface.id: item.state for item in list_surfaces(made(), **filters)}  # type: ignore[arg-type]


def test_a_piece_that_went_and_came_back_has_a_state_in_each_revision() -> None:
    [entry] = find_surfaces(made(), "method:greet")

    states = view_surface(made(), entry).states

    assert states == ((FIRST, "active"), (SECOND, "removed"), ("draft", "active"))


def test_without_a_filter_all_that_is_there_is_listed_and_nothing_that_went() -> None:
    assert listed(kind="method") == {"method:greet": "active", "method:lamps/dim": "deprecated"}
    assert listed(kind="method", revision=SECOND) == {}
    assert listed(kind="method", revision=SECOND, state="removed") == {
        "method:greet": "removed",
        "method:lamps/dim": "removed",
    }
    assert "type:Lamp" not in listed(revision=FIRST, state="removed"), "it was not there yet"


def test_what_nobody_owns_is_no_groups() -> None:
    assert list_surfaces(made(), owner=GroupId("wg-light")) == ()


def test_the_nearest_name_comes_first_and_what_went_last() -> None:
    found = [item.surface.id for item in search_surfaces(made(), ("DIM",))]

    assert found[0] == "type:Dim"
    assert found.index(Surface("method:lamps/dim")) < found.index(Surface("field:Lamp.dim"))


def test_terms_of_the_trade_find_their_piece() -> None:
    assert [item.surface.id for item in search_surfaces(made(), ("greeting", "ritual"))] == [
        "method:greet"
    ]
    assert search_surfaces(made(), (" ",)) == ()


def test_a_name_means_every_kind_that_has_it() -> None:
    assert [entry.id for entry in find_surfaces(made(), "greet")] == ["method:greet"]
    assert [entry.id for entry in find_surfaces(made(), "METHOD:GREET")] == ["method:greet"]
    assert find_surfaces(made(), "nothing") == ()


def test_a_revision_that_is_not_there_is_an_error_of_the_caller() -> None:
    [entry] = find_surfaces(made(), "method:greet")

    with pytest.raises(ValueError, match="2030"):
        made().spec.state_of(entry, "2030-01-01")
    assert Spec().newest == ""
