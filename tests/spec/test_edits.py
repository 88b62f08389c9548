"""What a pull request edits in the specification's own files."""

import pytest

from sepkit.analysis.touches import index_specification, touches_of_edits, with_edits
from sepkit.model import Act, BaseFile, RepoPath, Surface, Touch
from sepkit.spec import Shelf, read_edits
from sepkit.spec.json_schema import read_json_schema
from tests.spec.builders import DIALECT, file, page, read, record, schema

PAGE = "# Wire\n\n## Frames\n\nA frame is {size} bits.\n\n## Other\n\nSame.\n"


def test_only_what_the_branch_changed_is_an_edit() -> None:
    before = [schema({"Lamp": record(name="string"), "Old": {}}), page(PAGE.format(size=8))]
    after = [
        schema({"Lamp": record(name="string", colour="string"), "New": record(x="string")}),
        page(PAGE.format(size=16)),
    ]

    edits, _ = read_edits(before, after, DIALECT)

    assert [(edit.surface, edit.change) for edit in edits] == [
        ("doc:basic/wire#frames", "changed"),
        ("field:Lamp.colour", "added"),
        ("type:New", "added"),
        ("type:Old", "removed"),
    ]


def test_edits_are_touches_with_their_lines() -> None:
    edits, _ = read_edits(
        [schema({"A": {}})], [schema({"A": {"deprecated": True}, "B": {}})], DIALECT
    )

    touches = [(touch.surface, touch.act, touch.line) for touch in touches_of_edits(edits)]
    assert touches == [("type:A", "deprecates", 4), ("type:B", "defines", 7)]


def test_edits_come_after_what_the_text_says_and_defining_outweighs_relying() -> None:
    edits, _ = read_edits([schema({"A": {}})], [schema({"A": {}, "B": {}})], DIALECT)
    said = Touch(surface=Surface("type:B"), act=Act.RELIES_ON, path=RepoPath("lips/1.md"), line=90)
    other = Touch(surface=Surface("type:A"), act=Act.MENTIONS, path=RepoPath("lips/1.md"), line=91)

    found = with_edits((said, other), edits, index_specification(read(schema({"A": {}})).spec))

    assert [(touch.path, touch.surface, touch.act) for touch in found] == [
        ("lips/1.md", "type:A", "mentions"),
        ("schema/draft/schema.json", "type:B", "defines"),
    ]


def test_a_branch_made_from_an_older_copy_does_not_define_what_was_removed() -> None:
    base = read(schema({"A": {}, "Gone": {}}, revision="2031-01-01"), schema({"A": {}}))
    edits, _ = read_edits([schema({"A": {}})], [schema({"A": {}, "Gone": {}})], DIALECT)

    assert [edit.surface for edit in edits] == ["type:Gone"]
    assert with_edits((), edits, index_specification(base.spec)) == ()


def test_files_that_no_state_has_are_no_edit() -> None:
    assert read_edits([page("# A\n")], [page("# A\n")], DIALECT) == ((), ())


def test_a_schema_that_a_branch_broke_removes_nothing_and_is_a_finding() -> None:
    broken = file("schema/draft/schema.json", "{")

    edits, [finding] = read_edits([schema({"A": {}})], [broken], DIALECT)

    assert edits == ()
    assert (finding.path, finding.line) == ("schema/draft/schema.json", 1)


def test_a_branch_that_mends_a_schema_is_not_said_to_define_it_all() -> None:
    broken = file("schema/draft/schema.json", "{")

    assert read_edits([broken], [schema({"A": {}})], DIALECT) == ((), ())


def test_a_schema_that_two_branches_begin_at_is_read_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read: list[str] = []

    def counted(given: BaseFile) -> object:
        read.append(given.blob)
        return read_json_schema(given)

    monkeypatch.setattr("sepkit.spec.shelf.read_json_schema", counted)
    start, known = schema({"A": {}}), Shelf()

    one, _ = read_edits([start], [schema({"A": {}, "B": {}})], DIALECT, known)
    two, _ = read_edits([start], [schema({"A": {}, "C": {}})], DIALECT, known)

    assert [edit.surface for edit in (*one, *two)] == ["type:B", "type:C"]
    assert len(read) == len(set(read)) == 3


def test_a_broken_schema_at_two_places_is_a_finding_at_each() -> None:
    places = ("schema/draft/schema.json", "schema/2031-01-01/schema.json")

    _, findings = read_edits([], [file(place, "{") for place in places], DIALECT)

    assert sorted(finding.path for finding in findings) == sorted(places)
