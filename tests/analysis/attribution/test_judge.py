"""Who made each change of the specification, and which changes nobody accounts for."""

from typing import Any

from sepkit.analysis.attribution import Landed, attribute_changes
from sepkit.model import (
    Act,
    BaseFile,
    Commit,
    Date,
    Instant,
    ProposalKey,
    RepoPath,
    SchemaVersion,
    Spec,
    Surface,
    SurfaceChange,
    Touch,
)
from sepkit.spec import read_specification
from tests.builders import oid
from tests.spec.builders import DIALECT, page, record, request, schema

FIRST = "2031-01-01"
SECOND = "2031-06-01"


def landed(number: int, *touches: tuple[str, Act], created: str = "2031-02-01") -> Landed:
    return Landed(
        key=ProposalKey(f"LIP-{number}"),
        created=Date(created),
        touches=tuple(
            Touch(surface=Surface(surface), act=act, path=RepoPath("lips/1-a.md"), line=1)
            for surface, act in touches
        ),
    )


def version(day: str, subject: str, definitions: dict[str, Any]) -> SchemaVersion:
    commit = Commit(id=oid(subject), date=Instant(f"{day}T10:00:00Z"), author="A", subject=subject)
    return SchemaVersion(commit=commit, data=schema(definitions).data)


def two(old: dict[str, Any], new: dict[str, Any], *more: BaseFile, **given: Any) -> Spec:
    files = (schema(old, revision=FIRST), schema(new, revision=SECOND), *more)
    reading = read_specification(files, DIALECT, versions=given.pop("history", ()))
    return attribute_changes(reading, DIALECT, **given)


def change(spec: Spec, surface: str) -> SurfaceChange:
    entry = next(item for item in spec.surfaces if item.id == surface)
    return entry.changes[-1]


OLD = {"Lamp": record(name="string")}
NEW = {"Lamp": record(name="string", colour="string"), "DimRequest": request("lamps/dim")}


def test_a_change_that_nobody_accounts_for_is_listed() -> None:
    spec = two(OLD, NEW)

    assert [(item.surface, item.change) for item in spec.unexplained_changes] == [
        ("field:Lamp.colour", "added"),
        ("method:lamps/dim", "added"),
        ("type:DimRequest", "added"),
    ]


def test_a_final_proposal_that_says_so_accounts_for_a_change() -> None:
    spec = two(
        OLD,
        NEW,
        landed=[
            landed(7, ("field:Lamp.colour", Act.DEFINES)),
            landed(8, ("type:Lamp", Act.MENTIONS)),
        ],
    )

    assert change(spec, "field:Lamp.colour").proposals == ("LIP-7",)
    assert [item.surface for item in spec.unexplained_changes] == [
        "method:lamps/dim",
        "type:DimRequest",
    ]


def test_a_proposal_accounts_for_the_fields_of_a_type_that_it_changes() -> None:
    spec = two(OLD, NEW, landed=[landed(7, ("type:Lamp", Act.CHANGES))])

    assert change(spec, "field:Lamp.colour").proposals == ("LIP-7",)


def test_a_proposal_that_was_written_after_the_release_accounts_for_nothing() -> None:
    late = landed(7, ("field:Lamp.colour", Act.DEFINES), created="2031-07-01")

    assert change(two(OLD, NEW, landed=[late]), "field:Lamp.colour").proposals == ()


def test_a_proposal_that_was_written_after_the_commit_did_not_make_it() -> None:
    history = [version("2031-01-01", "release", OLD), version("2031-03-01", "tidy up", NEW)]

    def brought_by(created: str) -> tuple[ProposalKey, ...]:
        told = landed(7, ("field:Lamp.colour", Act.DEFINES), created=created)
        return change(two(OLD, NEW, history=history, landed=[told]), "field:Lamp.colour").proposals

    assert brought_by("2031-02-01") == ("LIP-7",)
    assert brought_by("2031-04-01") == ()


def test_a_removal_is_not_explained_by_a_definition() -> None:
    spec = two(NEW, OLD, landed=[landed(7, ("type:DimRequest", Act.DEFINES))])

    assert change(spec, "type:DimRequest").proposals == ()


def test_the_changelog_names_surfaces_and_proposals() -> None:
    text = "## Changes\n\n1. Add `lamps/dim`\n   (LIP-9).\n2. Lamps have a `colour` (LIP-10).\n"
    spec = two(OLD, NEW, page(text, name="changelog", revision=SECOND))

    assert change(spec, "method:lamps/dim").proposals == ("LIP-9",)
    assert change(spec, "field:Lamp.colour").proposals == ("LIP-10",)


def test_a_commit_is_found_and_its_subject_names_the_proposal() -> None:
    history = [
        version("2031-01-01", "release", OLD),
        version("2031-03-01", "LIP-11: dim lamps", {**OLD, "DimRequest": NEW["DimRequest"]}),
        version("2031-04-01", "colours (#77)", NEW),
        version("2031-05-01", "nothing at all", NEW),
    ]
    spec = two(
        OLD, NEW, history=history, keys={11: ProposalKey("LIP-11"), 77: ProposalKey("LIP-5")}
    )

    assert change(spec, "type:DimRequest").proposals == ("LIP-11",)
    assert change(spec, "type:DimRequest").commits == (oid("LIP-11: dim lamps"),)
    assert change(spec, "field:Lamp.colour").proposals == ("LIP-5",)


def test_an_unexplained_change_names_its_commit() -> None:
    history = [version("2031-01-01", "release", OLD), version("2031-03-01", "tidy up", NEW)]
    spec = two(OLD, NEW, history=history)

    assert {item.commits for item in spec.unexplained_changes} == {(oid("tidy up"),)}


def test_a_broken_version_hands_its_changes_to_the_next() -> None:
    broken = SchemaVersion(commit=version("2031-02-01", "broken", {}).commit, data=b"{")
    history = [version("2031-01-01", "a", OLD), broken, version("2031-03-01", "b", NEW)]

    assert change(two(OLD, NEW, history=history), "type:DimRequest").commits == (oid("b"),)


def test_a_type_goes_with_what_alone_refers_to_it() -> None:
    bulb = {"Bulb": record(watts="number"), "Ring": record(bulb={"$ref": "#/$defs/Bulb"})}
    spec = two(OLD, {**OLD, **bulb}, landed=[landed(7, ("type:Ring", Act.DEFINES))])

    assert change(spec, "type:Bulb").proposals == ("LIP-7",)


def test_a_commit_knows_better_than_a_changelog_that_names_the_last_part_only() -> None:
    log = page(
        "# Changes\n\n## Minor\n\n1. Lamps keep their `listChanged` (LIP-8).\n",
        name="changelog",
        revision=SECOND,
    )
    old = {"Lamp": record(listChanged="string")}
    history = [
        version("2031-01-05", "start", old),
        version("2031-02-05", "Simplify lamps, LIP-7", {"Lamp": record()}),
    ]
    given = {"keys": {7: ProposalKey("LIP-7"), 8: ProposalKey("LIP-8")}}

    with_commit = two(old, {"Lamp": record()}, log, history=history, **given)
    without = two(old, {"Lamp": record()}, log, **given)

    assert change(with_commit, "field:Lamp.listChanged").proposals == ("LIP-7",)
    assert change(without, "field:Lamp.listChanged").proposals == ("LIP-8",)


def test_the_parts_of_what_aged_as_a_whole_belong_to_the_same_proposal() -> None:
    old = {"Lamp": record(hue=record(red="string"))}
    new = {"Lamp": record(hue={**record(red="string"), "deprecated": True})}
    spec = two(old, new, landed=[landed(7, ("field:Lamp.hue", Act.DEPRECATES))])

    assert change(spec, "field:Lamp.hue.red").change == "deprecated"
    assert change(spec, "field:Lamp.hue.red").proposals == ("LIP-7",)


def test_a_type_ages_with_the_method_that_it_is_the_message_of() -> None:
    aged = {**request("lamps/dim"), "deprecated": True}
    other = {"Union": {"anyOf": [{"$ref": "#/$defs/DimRequest"}]}}
    spec = two(
        {"DimRequest": request("lamps/dim"), **other},
        {"DimRequest": aged, **other},
        landed=[landed(7, ("method:lamps/dim", Act.DEPRECATES))],
    )

    assert change(spec, "type:DimRequest").change == "deprecated"
    assert change(spec, "type:DimRequest").proposals == ("LIP-7",)


def test_the_rest_of_a_commit_follows_most_of_it() -> None:
    many = {f"T{n}": record(x="string") for n in range(5)}
    history = [version("2031-01-01", "a", OLD), version("2031-03-01", "b", {**OLD, **many})]
    touches = [(f"type:T{n}", Act.DEFINES) for n in range(4)]
    spec = two(OLD, {**OLD, **many}, history=history, landed=[landed(7, *touches)])

    assert change(spec, "type:T4").proposals == ("LIP-7",)


def test_a_proposal_that_landed_in_one_revision_did_not_change_the_next() -> None:
    history = [
        version("2030-01-01", "before", OLD),
        version("2031-05-01", "LIP-7: dim", {**OLD, "DimRequest": NEW["DimRequest"]}),
    ]
    files = (
        schema(OLD, revision=FIRST),
        schema({**OLD, "DimRequest": NEW["DimRequest"]}, revision=SECOND),
        schema(NEW),
    )
    reading = read_specification(files, DIALECT, versions=history)
    seven = landed(7, ("type:DimRequest", Act.DEFINES), ("type:Lamp", Act.CHANGES))

    spec = attribute_changes(reading, DIALECT, landed=[seven], keys={7: ProposalKey("LIP-7")})

    assert change(spec, "type:DimRequest").proposals == ("LIP-7",)
    assert change(spec, "field:Lamp.colour").proposals == ()
