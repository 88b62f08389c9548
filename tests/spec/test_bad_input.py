"""What is wrong in the specification's files is a finding with its line, and the rest goes on."""

import json

import pytest

from sepkit.model import BaseFile, Surface
from sepkit.spec.json_schema import MAX_SCHEMA_BYTES
from tests.spec.builders import file, named, page, read, record, schema, states

GOOD = page("# Good\n\n## Part\n", name="good")


def found_with(*files: BaseFile) -> list[tuple[str, int, str]]:
    """Path, line and message of each finding; the good page beside them has to be read."""
    reading = read(*files, GOOD)
    assert "good#part" in named(reading, "doc")
    assert all(finding.help for finding in reading.findings)
    return [(str(item.path), item.line, item.message) for item in reading.findings]


SCHEMA = "schema/draft/schema.json"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('{"$defs": {\n  "A": }\n}', 2, "no valid JSON"),
        ("not json", 1, "no valid JSON"),
        ("[" * 100_000, 1, "no valid JSON"),
        ("[]", 1, "no `$defs` and no `definitions`"),
        ('{\n "$defs": {\n  "A": {"$ref": "#/$defs/A"}\n }\n}', 3, "refers only to itself"),
        ('{\n "$defs": {\n  "A": {"$ref": "#/$defs/B"}\n }\n}', 3, "refers to `B`"),
    ],
)
def test_a_schema_that_is_none(text: str, line: int, words: str) -> None:
    [(path, at, message)] = found_with(file(SCHEMA, text))

    assert (path, at) == (SCHEMA, line)
    assert words in message


def test_a_cycle_of_references_through_three_types_is_read_like_any_schema() -> None:
    types = {"A": "B", "B": "C", "C": "A"}
    reading = read(
        schema({name: record(next={"$ref": f"#/$defs/{to}"}) for name, to in types.items()}), GOOD
    )

    assert named(reading, "field") == ["A.next", "B.next", "C.next"]
    assert reading.findings == ()


def test_a_schema_of_five_megabytes() -> None:
    big = json.dumps({"$defs": {"A": {"description": "x" * (5 * 1024 * 1024)}}})

    [(path, line, message)] = found_with(file(SCHEMA, big))

    assert (path, line) == (SCHEMA, 1)
    assert "is not read" in message
    assert len(big) > MAX_SCHEMA_BYTES


def test_a_revision_without_a_schema_removes_nothing() -> None:
    old = schema({"Lamp": record(name="string")}, revision="2031-01-01")
    reading = read(old, GOOD)

    assert {"type:Lamp", "field:Lamp.name"} <= {str(s) for s in states(reading)}
    [finding] = reading.findings
    assert (finding.path, finding.line) == ("docs/specification/draft/good.mdx", 1)
    assert "has no readable schema" in finding.message


def test_a_revision_with_nothing_but_a_schema() -> None:
    reading = read(schema({"Lamp": record()}))

    assert named(reading, "type") == ["Lamp"]
    assert reading.findings == ()


PAGE = "docs/specification/draft/basic/wire.mdx"


def test_a_code_block_that_is_never_closed() -> None:
    text = '---\ntitle: Wire\n---\n\n## Before\n\n```json\n{"a":\n\n## Inside\n'

    assert found_with(page(text)) == [(PAGE, 7, "a code block begins here and is never closed")]
    assert [name for name in named(read(page(text)), "doc") if "#" in name] == ["basic/wire#before"]


def test_a_component_that_is_never_closed_hides_nothing() -> None:
    text = "## Before\n\n<Tabs>\n  <Tab>\n    Use the `Lamp-Tab` header.\n  </Tab>\n\n## After\n"
    reading = read(page(text))

    assert found_with(page(text)) == [
        (PAGE, 3, "the component `<Tabs>` begins here and is never closed")
    ]
    assert named(reading, "header") == ["Lamp-Tab"]
    assert "basic/wire#after" in named(reading, "doc")


@pytest.mark.parametrize(
    "text",
    [
        "</Tabs>\n\n## End\n",
        "<Card\n  title='x'\n>\n  Words.\n</Card>\n\n## End\n",
        "<Frame>\n</Tabs>\n</Frame>\n\n## End\n",
        "import X from 'x'\n\n{/* words */}\n\n<Icon name='a>b' />\n\n## End\n",
        "<Tabs " + "x" * 5000 + ">\n\n## End\n",
        "<Note>One line.</Note>\n\n## End\n",
    ],
)
def test_components_of_any_form_leave_the_sections_below_them(text: str) -> None:
    reading = read(page(text))

    assert "basic/wire#end" in named(reading, "doc")
    assert reading.findings == ()


TS = "schema/draft/schema.ts"


def test_typescript_that_does_not_parse_is_read_as_far_as_it_goes() -> None:
    text = "export interface Lamp {\n  name: string;\n}\n\nexport interface Dim {\n  by: {{{ [\n"
    reading = read(file(TS, text), GOOD)

    [(path, line, message)] = found_with(file(TS, text))
    assert (path, line) == (TS, 6)
    assert message == "this TypeScript does not parse: `[` is never closed"
    assert Surface("field:Lamp.name") in states(reading)


def test_a_text_without_declarations_is_no_schema() -> None:
    assert found_with(file(TS, "words, words"))[0] == (TS, 1, "no interface and no type was found")


def test_bytes_that_are_no_text() -> None:
    for path in (SCHEMA, TS):
        [(where, line, _)] = found_with(file(path, b"\xff\xfe\x00"))
        assert (where, line) == (path, 1)
