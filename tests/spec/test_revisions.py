"""Revisions in their order: since when, until when, deprecated by whom."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from sepkit.model import SpecReading, Surface, SurfaceEntry, fold_changes
from sepkit.spec import diff_revisions, read_specification
from tests.spec.builders import DIALECT, file, page, read, record, request, schema

FIRST, SECOND = "2031-01-01", "2031-06-01"


def entry(reading: SpecReading, surface: str) -> SurfaceEntry:
    return next(item for item in reading.spec.surfaces if item.id == surface)


def test_revisions_come_by_date_and_the_draft_last() -> None:
    reading = read(*(schema({"A": {}}, revision=name) for name in ("draft", SECOND, "beta", FIRST)))

    assert [revision.id for revision in reading.spec.revisions] == [FIRST, SECOND, "beta", "draft"]
    assert [revision.date for revision in reading.spec.revisions] == [FIRST, SECOND, None, None]


def test_since_and_removed_name_revisions() -> None:
    reading = read(
        schema({"Old": request("old/ask")}, revision=FIRST),
        schema({"New": request("new/ask")}, revision=SECOND),
        schema({"New": request("new/ask")}),
    )

    old, new = entry(reading, "method:old/ask"), entry(reading, "method:new/ask")
    assert (old.since, old.removed, old.state) == (FIRST, SECOND, "removed")
    assert (new.since, new.removed, new.state) == (SECOND, None, "active")


def test_what_comes_back_is_not_removed() -> None:
    reading = read(
        schema({"A": {}, "B": {}}, revision=FIRST),
        schema({"B": {}}, revision=SECOND),
        schema({"A": {}, "B": {}}),
    )

    found = entry(reading, "type:A")
    assert (found.since, found.removed) == (FIRST, None)
    assert [change.change for change in found.changes] == ["removed", "added"]


def test_a_revision_without_a_readable_schema_removes_nothing() -> None:
    reading = read(
        schema({"A": {}}, revision=FIRST),
        file(f"schema/{SECOND}/schema.json", "{"),
        page("# Text\n", revision="draft"),
    )

    assert entry(reading, "type:A").removed is None
    assert [f.message for f in reading.findings if f.rule == "spec-revision"] == [
        f"revision `{SECOND}` has no readable schema; it is taken to have that of `{FIRST}`",
        f"revision `draft` has no readable schema; it is taken to have that of `{SECOND}`",
    ]


REGISTRY = """
## Deprecated

| Feature | By | Deprecated in |
| --- | --- | --- |
| [Lamps](/specification/draft/basic/lamps) | [LIP-12](x) | `2031-06-01` |
| `mode: "slow"` / `"fast"` | LIP-13 | `2031-01-01` |
| [Wires](/specification/2031-01-01/basic/wires#old) | LIP-14 | `2031-01-01` |
"""


def test_the_registry_says_what_aged_and_by_which_proposal() -> None:
    mode = {"enum": ["slow", "fast", "auto"]}
    reading = read(
        schema({"Lamp": record(mode=mode)}, revision=FIRST),
        schema({"Lamp": record(mode=mode)}),
        page("# A\n", name="basic/lamps", revision=FIRST),
        page("## Old\n", name="basic/wires", revision=FIRST),
        page("# A\n", name="basic/lamps"),
        page("# B\n", name="basic/wires"),
        page(REGISTRY, name="deprecated"),
    )

    lamps = entry(reading, "doc:basic/lamps")
    assert (lamps.deprecated, lamps.proposals) == ("draft", ("LIP-12",))
    slow = entry(reading, "enum:Lamp.mode.slow")
    assert (slow.deprecated, slow.proposals) == (FIRST, ("LIP-13",)), "as the registry dates it"
    assert entry(reading, "enum:Lamp.mode.auto").deprecated is None
    gone = entry(reading, "doc:basic/wires#old")
    assert (gone.removed, gone.proposals) == ("draft", ("LIP-14",))


TYPEDOC = """
### `Lamp`

<div class="tsd-signature"></div><div class="tsd-comment"><p>A lamp.</p></div>
<section class="tsd-panel tsd-member"><span class="deprecated">colour?: string</span>
<div class="tsd-tag-deprecated">Deprecated (LIP-15).</div></section>

### `DimRequest`

<div class="tsd-signature"></div><div class="tsd-tag-deprecated">Deprecated (LIP-16).</div>
<section class="tsd-panel tsd-member"><span class="deprecated">method: x</span></section>
"""


def test_a_rendered_reference_keeps_the_marks_that_the_schema_lost() -> None:
    types = {"Lamp": record(colour="string", name="string"), "DimRequest": request("lamps/dim")}
    reading = read(
        schema(types, revision=FIRST), schema(types), page(TYPEDOC, name="schema", revision="draft")
    )

    assert entry(reading, "field:Lamp.colour").deprecated == "draft"
    assert entry(reading, "field:Lamp.colour").proposals == ("LIP-15",)
    assert entry(reading, "field:Lamp.name").deprecated is None
    assert entry(reading, "type:Lamp").deprecated is None
    method = entry(reading, "method:lamps/dim")
    assert (method.deprecated, method.proposals) == ("draft", ("LIP-16",))


def test_what_stands_inside_a_deprecated_thing_is_deprecated() -> None:
    inner = record(deep="string")
    old = {**record(inner=inner), "deprecated": True}
    reading = read(schema({"Lamp": old}))

    assert entry(reading, "field:Lamp.inner.deep").deprecated == "draft"


def test_a_mark_that_was_taken_back_is_forgotten() -> None:
    reading = read(
        schema({"A": {"deprecated": True}}, revision=FIRST), schema({"A": {}}, revision=SECOND)
    )

    assert entry(reading, "type:A").deprecated is None


def test_terms_of_the_dialect_come_with_their_surface() -> None:
    reading = read(schema({"GreetRequest": request("greet")}))

    assert entry(reading, "method:greet").terms == ("greeting ritual", "ritual")


def changes(old: object, new: object) -> dict[str, tuple[str, bool, str]]:
    reading = read(schema({"A": old}, revision=FIRST), schema({"A": new}))
    found = diff_revisions(reading, FIRST, "draft")
    return {c.surface: (c.change, c.is_breaking, c.note) for c in found}


def test_a_field_that_came_to_be_required_breaks() -> None:
    found = changes(record(name="string"), record("name", "size", name="string", size="number"))

    assert found == {
        "field:A.name": ("changed", True, "now required"),
        "field:A.size": ("added", True, ""),
    }


def test_a_wider_type_does_not_break_and_a_narrower_one_does() -> None:
    wide, narrow = {"enum": ["a", "b"]}, {"enum": ["a", "b", "c"]}

    assert changes(record(x=wide), record(x=narrow))["field:A.x"][1] is False
    assert changes(record(x=narrow), record(x=wide))["field:A.x"][1] is True
    assert changes(record(x="integer"), record(x="number"))["field:A.x"][1] is False


def test_words_for_people_are_no_change() -> None:
    plain = record(name="string")

    assert changes(plain, {**plain, "description": "A lamp, in other words."}) == {}


def test_folding_leaves_out_the_fields_of_what_came_as_a_whole() -> None:
    reading = read(
        schema({"A": {}}, revision=FIRST),
        schema({"A": {}, "B": record(x={"enum": ["p", "q"]}), "C": record(y="string")}),
    )

    found = fold_changes(diff_revisions(reading, FIRST, "draft"))
    assert [change.surface for change in found] == ["type:B", "type:C"]


NAMES = st.lists(st.sampled_from(["A", "B", "C", "D"]), unique=True)


@given(NAMES, NAMES)
def test_a_diff_backwards_swaps_what_came_and_what_went(
    old: Sequence[str], new: Sequence[str]
) -> None:
    reading = read(
        schema({name: {} for name in old} | {"Z": {}}, revision=FIRST),
        schema({name: {} for name in new} | {"Z": {}}, revision=SECOND),
    )

    there = diff_revisions(reading, FIRST, SECOND)
    back = diff_revisions(reading, SECOND, FIRST)
    came = {c.surface for c in there if c.change == "added"}
    went = {c.surface for c in back if c.change == "removed"}
    assert came == went == {Surface(f"type:{name}") for name in set(new) - set(old)}


@given(st.permutations([FIRST, SECOND, "draft"]))
def test_the_order_of_files_does_not_matter(order: list[str]) -> None:
    files = {
        name: schema({"A": record(**{f"f{n}": "string"})}, revision=name)
        for n, name in enumerate((FIRST, SECOND, "draft"))
    }

    assert read_specification([files[name] for name in order], DIALECT) == read(*files.values())
