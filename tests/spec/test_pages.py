"""Pages to document sections and to the names that stand in no schema."""

from dataclasses import replace

from sepkit.markup.anchors import slug_of
from sepkit.model import BaseFile, Date, RepoPath, SpecReading, Surface
from sepkit.spec import read_specification
from sepkit.spec.mdx import read_mdx
from tests.spec.builders import DIALECT, file, named, page, read, record, schema, states


def test_headings_are_document_sections_with_unique_anchors() -> None:
    reading = read(
        page("---\ntitle: Wire\n---\n\n## Frames & Bits\n\n### Size\n\n## Other\n\n### Size\n")
    )

    assert named(reading, "doc") == [
        "basic/wire",
        "basic/wire#frames--bits",
        "basic/wire#other",
        "basic/wire#size",
        "basic/wire#size-1",
    ]
    assert states(reading)[Surface("doc:basic/wire#other")].line == 9


def test_the_index_of_a_folder_has_the_folders_name() -> None:
    reading = read(page("# A\n", name="basic/wire/index"), page("# B\n", name="index"))

    assert [n for n in named(reading, "doc") if "#" not in n] == ["basic/wire", "index"]


def test_headers_are_found_in_prose_tables_and_messages() -> None:
    text = """
The client MUST send the `lamp-Colour` header, the `Lamp-Colour` header and the `Origin` header.

| Header | Use |
| --- | --- |
| `Lamp-Param-{Name}` header | custom |
| `Lamp-Param-Region` header | one of them |

```http
POST /lamps HTTP/1.1
LAMP-WATTS: 40
```
"""
    reading = read(page(text))

    assert named(reading, "header") == ["Lamp-Colour", "Lamp-Param-{name}", "Lamp-Watts", "Origin"]


def test_a_name_that_is_only_called_removed_is_no_surface() -> None:
    text = """
The `Lamp-Colour` header is no longer sent.

## Backwards compatibility

Servers accept the `Lamp-Old` header.

## Headers

The `Lamp-New` header is sent.
"""
    assert named(read(page(text)), "header") == ["Lamp-New"]


def test_error_codes_come_from_tables_short_items_and_examples() -> None:
    text = """
Implementations choose codes between `-32000` and `-32019`, and a code such as `-32055`.

- Lamp not found: `-32010`
- `-32000` to `-32019` belong to nobody

| Code | Name |
| ---- | ---- |
| `-32020` | Dark |

```json
{"error": {"code": -32030, "message": "…"}}
```
"""
    assert named(read(page(text)), "error") == ["-32010", "-32020", "-32030"]


def test_keys_extensions_and_addresses_are_told_apart() -> None:
    text = """
The `org.lamps/trace` key is reserved. The `org.lamps/batch` extension is optional.

Metadata stands at `https://example.com/.well-known/lamp-server` or, with a tenant, at
`https://example.com/.well-known/lamp-server/tenant`.

```json
{"params": {"_meta": {"org.lamps/watts": 40}}, "extensions": {"org.lamps/disco": {}}}
```
"""
    reading = read(page(text))

    assert named(reading, "meta") == ["org.lamps/trace", "org.lamps/watts"]
    assert named(reading, "extension") == ["org.lamps/batch", "org.lamps/disco"]
    assert named(reading, "uri") == ["/.well-known/lamp-server"]
    assert states(reading)[Surface("extension:org.lamps/batch")].part == "extension"


def test_components_are_taken_off_and_lines_stay() -> None:
    text = (
        '<Tabs>\n  <Tab title="a>b">\n    Use the `Lamp-Tab` header.\n  </Tab>\n</Tabs>\n\n## End\n'
    )
    reading = read(page(text))

    assert named(reading, "header") == ["Lamp-Tab"]
    assert states(reading)[Surface("doc:basic/wire#end")].line == 7


def test_components_inside_fences_are_code() -> None:
    text = "```jsx\n<Tab>\n    x\n</Tab>\n```\n"

    assert read_mdx(text).text == text


def test_an_unfinished_fence_takes_the_rest_of_the_page_and_nothing_else() -> None:
    reading = read(page('## Before\n\n```json\n{"a":\n\n## Inside\n'))

    assert named(reading, "doc") == ["basic/wire", "basic/wire#before"]


def test_a_page_above_the_cap_is_a_finding() -> None:
    reading = read(page("x" * (1024 * 1024 + 1)), page("# Small\n", name="small"))

    assert "is not read" in reading.findings[0].message
    assert "small" in named(reading, "doc")


def test_a_notice_deprecates_the_section_that_it_opens() -> None:
    notice = "<Warning>\n  **Deprecated**: gone soon.\n</Warning>\n"
    text = f"{notice}\n## Part\n\nText. **Deprecated** here.\n"
    found = {s: state.is_deprecated for s, state in states(read(page(text))).items()}

    assert found == {"doc:basic/wire": True, "doc:basic/wire#part": False}


def test_books_give_no_surfaces_of_their_own() -> None:
    reading = read(page("Remove the `Lamp-Old` header.\n", name="changelog"))

    assert named(reading, "header") == []


def test_a_slug_is_what_the_web_makes_of_a_heading() -> None:
    assert slug_of("`_meta` & Keys (2)") == "_meta--keys-2"


def extension_page(text: str, name: str = "hue/overview") -> BaseFile:
    return file(f"docs/extensions/{name}.mdx", text)


def read_with_extensions(*files: BaseFile, **days: str) -> SpecReading:
    dialect = replace(DIALECT, extensions_path="docs/extensions/")
    first_days = {RepoPath(f"docs/extensions/{n}/overview.mdx"): Date(d) for n, d in days.items()}
    return read_specification(files, dialect, first_days=first_days)


def test_pages_of_extensions_are_read_and_marked_as_such() -> None:
    text = "# Hue\n\nClients name the extension `org.lamps/hue`; they MUST ask first.\n"
    reading = read_with_extensions(schema({"Lamp": {}}), extension_page(text))

    found = states(reading)
    assert found[Surface("doc:extensions/hue/overview")].part == "extension"
    assert found[Surface("extension:org.lamps/hue")].part == "extension"
    assert found[Surface("type:Lamp")].part == "core"


def test_a_page_of_an_extension_counts_from_the_revision_in_whose_time_it_came() -> None:
    revisions = [page("# A\n", revision=name) for name in ("2031-01-01", "2031-06-01", "draft")]
    reading = read_with_extensions(*revisions, extension_page("# Hue\n"), hue="2031-03-01")

    surfaces = reading.spec.surfaces
    entry = next(item for item in surfaces if item.id == "doc:extensions/hue/overview")
    assert entry.since == "2031-06-01"


def test_a_revision_with_nothing_but_pages_of_extensions_keeps_the_pages_before_it() -> None:
    reading = read_with_extensions(
        page("# A\n", revision="2031-01-01"), schema({"Lamp": {}}), extension_page("# Hue\n")
    )

    assert "doc:basic/wire" in states(reading)
    assert [finding.rule for finding in reading.findings] == ["spec-revision"]


def test_a_table_of_reserved_keys_names_keys_without_a_prefix() -> None:
    table = "| Key | Use |\n| --- | --- |\n| `hue`, `glow` | colour |\n| org | x |\n"
    reserved = f"The following `_meta` keys are reserved:\n\n{table}"

    assert named(read(page(reserved)), "meta") == ["glow", "hue"]
    assert named(read(page(f"The following fields are there:\n\n{table}")), "meta") == []
    assert named(read(page(f"{reserved}\nMore words.\n\n{table}")), "meta") == ["glow", "hue"]


def test_placeholders_are_no_names_and_one_name_is_of_one_kind() -> None:
    text = """# Hue

An extension is `com.example/mine`, or `org.lamps/my-extension`; the extension `org.lamps/hue`.
Every extension reads `org.lamps/caps`.

```json
{"_meta": {"org.lamps/hue": {}, "com.example/key": 1}}
```
"""
    known = {"Meta": record(**{"org.lamps/caps": "string"})}
    reading = read_with_extensions(schema(known), extension_page(text))

    keyed = {s for s in states(reading) if s.startswith(("meta:", "extension:"))}
    assert keyed == {"extension:org.lamps/hue", "meta:org.lamps/caps"}
