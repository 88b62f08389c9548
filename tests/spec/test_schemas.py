"""JSON Schema and TypeScript to surfaces."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sepkit.model import Surface
from sepkit.spec.json_schema import MAX_SCHEMA_BYTES, read_json_schema, shape_of
from tests.spec.builders import file, named, read, record, request, schema, states

LAMP = record(
    "name",
    name="string",
    colour={"enum": ["red", "green"], "type": "string"},
    _meta={"$ref": "#/$defs/MetaObject"},
)


def test_types_fields_and_values_are_surfaces() -> None:
    reading = read(schema({"Lamp": LAMP, "MetaObject": record(trace="string")}))

    assert named(reading, "type") == ["Lamp", "MetaObject"]
    assert named(reading, "field") == ["Lamp._meta", "Lamp.colour", "Lamp.name", "MetaObject.trace"]
    assert named(reading, "enum") == ["Lamp.colour.green", "Lamp.colour.red"]


def test_what_a_meta_field_refers_to_holds_meta_keys() -> None:
    reading = read(schema({"Lamp": LAMP, "MetaObject": record(trace="string")}))

    assert named(reading, "meta") == ["trace"]


def test_draft_07_and_2020_12_give_the_same_surfaces() -> None:
    old = read(schema({"Lamp": record(name="string")}, container="definitions"))
    new = read(schema({"Lamp": record(name="string")}, container="$defs"))

    assert set(states(old)) == set(states(new)) == {"type:Lamp", "field:Lamp.name"}


def test_the_only_value_of_a_method_is_a_method_or_a_notification() -> None:
    reading = read(
        schema({"LightRequest": request("lamps/light"), "Dim": request("notifications/dimmed")})
    )

    assert named(reading, "method") == ["lamps/light"]
    assert named(reading, "notification") == ["notifications/dimmed"]
    assert states(reading)[Surface("method:lamps/light")].refers == ("LightRequest",)


def test_an_error_code_below_all_of_is_found() -> None:
    code = {"allOf": [{"$ref": "#/$defs/Error"}, record("code", code={"const": -32020})]}
    reading = read(schema({"DarkError": record(error=code), "Error": record(code="integer")}))

    assert named(reading, "error") == ["-32020"]


def test_capabilities_are_named_by_their_side_and_path() -> None:
    tools = record(listChanged="boolean")
    reading = read(schema({"ServerCapabilities": record(tools=tools)}))

    assert named(reading, "capability") == ["server.tools", "server.tools.listChanged"]
    assert named(reading, "field") == []


def test_lines_are_those_of_the_text() -> None:
    text = '{\n "$defs": {\n  "A": {"properties": {\n   "name": {"type": "string"}}},\n  "B": {}}}'
    reading = read(file("schema/draft/schema.json", text))

    found = {surface: state.line for surface, state in states(reading).items()}
    assert found == {"type:A": 3, "field:A.name": 4, "type:B": 5}


def test_a_circle_of_references_is_no_danger() -> None:
    node = {"$ref": "#/$defs/B"}
    reading = read(schema({"A": record(next=node), "B": record(back={"$ref": "#/$defs/A"})}))

    assert named(reading, "field") == ["A.next", "B.back"]
    assert reading.findings == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "no valid JSON"),
        ("[" * 100_000, "no valid JSON"),
        ("{}", "no `$defs`"),
        ('{"$defs": []}', "no `$defs`"),
        ('{"$defs": {"A": {"$ref": "#/$defs/A"}}}', "`A` refers only to itself"),
        ('{"$defs": {"A": {"$ref": "#/$defs/Lost"}}}', "`A` refers to `Lost`"),
    ],
)
def test_a_broken_schema_is_a_finding_with_its_path(text: str, message: str) -> None:
    reading = read(file("schema/draft/schema.json", text))

    assert any(message in finding.message for finding in reading.findings)
    assert {finding.path for finding in reading.findings} == {"schema/draft/schema.json"}


def test_a_schema_of_five_megabytes_is_refused_unread() -> None:
    big = json.dumps({"$defs": {"A": {"description": "x" * (MAX_SCHEMA_BYTES + 1)}}})
    reading = read(file("schema/draft/schema.json", big))

    assert named(reading, "type") == []
    assert "is not read" in reading.findings[0].message


def test_definitions_that_are_no_objects_are_types_without_fields() -> None:
    reading = read(file("schema/draft/schema.json", '{"$defs": {"A": true, "B": 7, "C": null}}'))

    assert named(reading, "type") == ["A", "B", "C"]


@pytest.mark.parametrize(
    ("node", "shape"),
    [
        ({"type": "string", "minLength": 1}, "string (minLength 1)"),
        ({"type": ["string", "null"]}, "null|string"),
        ({"items": {"$ref": "#/$defs/Lamp"}, "type": "array"}, "Lamp[]"),
        ({"anyOf": [{"type": "string"}, {"$ref": "#/definitions/Lamp"}]}, "Lamp|string"),
        ({"additionalProperties": {"type": "number"}, "type": "object"}, "map of number"),
        ({}, "any"),
        ({"enum": ["b", "a"]}, '"a"|"b"'),
    ],
)
def test_a_shape_is_one_line_without_words_for_people(node: object, shape: str) -> None:
    assert shape_of(node) == shape
    if isinstance(node, dict):
        assert shape_of({**node, "description": "words"}) == shape


TYPESCRIPT = """
/** A lamp. */
export interface Lamp extends Named {
  /** Its colour. @deprecated */
  colour?: "red" | "green";
  parts: { bulb: Bulb; };
}
export interface Named { name: string; }
export type Bulb = string | number;
export const DARK = -32050;
export interface DarkError { error: Error & { code: typeof DARK; }; }
export interface LightRequest { method: "lamps/light"; params?: Lamp; }
"""


def test_typescript_is_read_where_no_json_schema_stands() -> None:
    reading = read(file("schema/draft/schema.ts", TYPESCRIPT))

    assert named(reading, "type") == ["Bulb", "DarkError", "Lamp", "LightRequest", "Named"]
    assert "Lamp.name" in named(reading, "field"), "what it extends is copied into it"
    assert named(reading, "error") == ["-32050"]
    assert named(reading, "method") == ["lamps/light"]
    assert states(reading)[Surface("field:Lamp.colour")].is_deprecated
    assert not states(reading)[Surface("field:Lamp.colour")].is_required


def test_json_schema_wins_over_typescript() -> None:
    reading = read(file("schema/draft/schema.ts", TYPESCRIPT), schema({"Only": record()}))

    assert named(reading, "type") == ["Only"]


def test_a_circle_of_extends_ends() -> None:
    text = "interface A extends B { a: string }\ninterface B extends A { b: string }"
    reading = read(file("schema/draft/schema.ts", text))

    assert named(reading, "field") == ["A.a", "A.b", "B.a", "B.b"]


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    [
                        "$ref",
                        "properties",
                        "required",
                        "enum",
                        "anyOf",
                        "allOf",
                        "items",
                        "type",
                        "x",
                    ]
                ),
                inner,
                max_size=4,
            )
        ),
        max_leaves=12,
    )
)
def test_no_definition_crashes_the_reader(node: object) -> None:
    data = json.dumps({"$defs": {"A": node}})

    shapes, _ = read_json_schema(file("schema/draft/schema.json", data))

    assert [shape.name for shape in shapes] == ["A"]


@given(st.binary(max_size=60))
def test_no_bytes_crash_either_reader(data: bytes) -> None:
    for ending in ("json", "ts"):
        reading = read(file(f"schema/draft/schema.{ending}", data))

        assert [revision.id for revision in reading.revisions] == ["draft"]
