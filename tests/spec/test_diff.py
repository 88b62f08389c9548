"""What one revision changed against another, and what of it breaks a peer."""

import pytest

from sepkit.spec import diff_revisions
from tests.spec.builders import read, record, schema


def changes(old: dict[str, object], new: dict[str, object]) -> dict[str, tuple[str, bool, str]]:
    """Surface to change, whether it breaks, and note."""
    reading = read(schema(old, revision="2031-01-01"), schema(new))
    found = diff_revisions(reading, "2031-01-01", "draft")
    return {change.surface: (change.change, change.is_breaking, change.note) for change in found}


PLACED = {"properties": {"params": record("name", name="string")}, "type": "object"}
NAMED = {"properties": {"params": {"$ref": "#/$defs/CallParams"}}, "type": "object"}


def test_an_object_that_got_a_name_breaks_nobody_and_its_fields_only_moved() -> None:
    found = changes({"Call": PLACED}, {"Call": NAMED, "CallParams": record("name", name="string")})

    assert found == {
        "field:Call.params": ("changed", False, "`CallParams`, was `object`"),
        "field:Call.params.name": ("removed", False, "now `field:CallParams.name`"),
        "field:CallParams.name": ("added", False, "was `field:Call.params.name`"),
        "type:CallParams": ("added", False, ""),
    }


def test_a_name_whose_type_asks_for_more_breaks() -> None:
    more = record("name", "age", name="string", age="integer")

    found = changes({"Call": PLACED}, {"Call": NAMED, "CallParams": more})

    assert found["field:Call.params"] == ("changed", True, "`CallParams`, was `object`")


def test_a_field_that_moved_and_changed_says_both() -> None:
    other = record("name", name="integer")

    found = changes({"Call": PLACED}, {"Call": NAMED, "CallParams": other})

    note = "now `field:CallParams.name`; `integer`, was `string`"
    assert found["field:Call.params.name"] == ("removed", True, note)


def test_fields_and_values_move_into_the_types_of_a_union_as_well() -> None:
    placed = {"properties": {"params": record(mode={"enum": ["a", "b"]})}, "type": "object"}
    both = {"anyOf": [{"$ref": "#/$defs/One"}, {"$ref": "#/$defs/Two"}]}

    found = changes(
        {"Call": placed},
        {"Call": NAMED, "CallParams": both, "One": record(), "Two": record(mode={"enum": ["a"]})},
    )

    note = 'now `field:Two.mode`; `"a"`, was `"a"|"b"`'
    assert found["field:Call.params.mode"] == ("removed", True, note)
    assert found["enum:Call.params.mode.a"] == ("removed", True, "")


@pytest.mark.parametrize(
    ("old", "new", "breaks"),
    [
        ({"type": "integer"}, {"type": "number"}, False),
        ({"type": "number"}, {"type": "integer"}, True),
        ({"type": "string"}, {"type": ["string", "null"]}, False),
        ({"enum": ["a", "b"]}, {"enum": ["a"]}, True),
        ({"type": "string", "maxLength": 4}, {"type": "string"}, False),
        ({"type": "string"}, {"type": "string", "maxLength": 4}, True),
        ({"type": "object"}, {"$ref": "#/$defs/Bag"}, False),
        (
            {"items": {"type": "object"}, "type": "array"},
            {"items": {"$ref": "#/$defs/Bag"}, "type": "array"},
            False,
        ),
        ({"type": "object"}, {"items": {"$ref": "#/$defs/Bag"}, "type": "array"}, True),
    ],
)
def test_only_what_refuses_an_old_value_breaks(
    old: dict[str, object], new: dict[str, object], breaks: bool
) -> None:
    bag = {"Bag": {"type": "object"}}

    found = changes({"Lamp": record(x=old), **bag}, {"Lamp": record(x=new), **bag})

    assert found["field:Lamp.x"][:2] == ("changed", breaks)


def test_what_an_old_type_newly_asks_for_breaks_and_a_new_type_does_not() -> None:
    found = changes(
        {"Lamp": record(name="string")},
        {"Lamp": record("hue", name="string", hue="string"), "New": record("x", x="string")},
    )

    assert found["field:Lamp.hue"] == ("added", True, "")
    assert found["field:New.x"] == ("added", False, "")


def test_a_revision_that_is_not_there_is_an_error_of_the_caller() -> None:
    with pytest.raises(KeyError):
        diff_revisions(read(schema({})), "2031-01-01", "draft")
