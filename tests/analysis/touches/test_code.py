"""TypeScript, JSON and HTTP blocks."""

from tests.analysis.touches.builders import acts, touches


def block(language: str, code: str, heading: str = "Specification") -> str:
    return f"## {heading}\n\n```{language}\n{code}\n```\n"


def test_a_base_type_reprinted_for_context_is_no_change() -> None:
    code = "interface Lamp {\n  name: string;\n  mode?: 'slow' | 'fast';\n  // ...\n}"

    assert acts(block("ts", code)) == {"type:Lamp": "mentions"}


def test_a_new_member_changes_the_type() -> None:
    code = "interface Lamp {\n  name: string;\n  colour?: Colour;\n}"

    assert acts(block("ts", code)) == {"field:Lamp.colour": "defines", "type:Lamp": "changes"}


def test_a_touch_has_the_line_of_its_member() -> None:
    found = touches(block("ts", "interface Lamp {\n  name: string;\n  colour?: Colour;\n}"))

    assert {t.surface: t.line for t in found} == {"field:Lamp.colour": 6, "type:Lamp": 6}


def test_a_new_value_changes_the_field() -> None:
    code = "interface Lamp { mode?: 'slow' | 'fast' | 'blink' }"

    assert acts(block("ts", code)) == {
        "enum:Lamp.mode.blink": "defines",
        "field:Lamp.mode": "changes",
        "type:Lamp": "changes",
    }


def test_a_field_that_came_to_be_required_is_changed() -> None:
    assert acts(block("ts", "interface Lamp { name?: string }"))["field:Lamp.name"] == "changes"


def test_a_new_type_relies_on_what_it_extends_and_refers_to() -> None:
    code = "interface DimResult extends Result {\n  lamp: Lamp;\n  level: number;\n}"

    assert acts(block("typescript", code)) == {
        "field:DimResult.lamp": "defines",
        "field:DimResult.level": "defines",
        "type:DimResult": "defines",
        "type:Lamp": "relies-on",
        "type:Result": "relies-on",
    }


def test_a_new_request_defines_its_method() -> None:
    code = "interface DimRequest extends Request { method: 'lamps/dim'; params: {} }"

    assert acts(block("ts", code))["method:lamps/dim"] == "defines"


def test_marked_lines_of_a_diff_remove_and_define() -> None:
    code = " interface Lamp {\n-  mode?: string;\n+  colour: string;\n }"

    assert acts(block("diff", code)) == {
        "field:Lamp.colour": "defines",
        "field:Lamp.mode": "removes",
        "type:Lamp": "changes",
    }


def test_capabilities_are_their_own_kind() -> None:
    code = "interface ServerCapabilities { lamps?: { listChanged?: boolean; dim?: boolean } }"

    assert acts(block("ts", code))["capability:server.lamps.dim"] == "defines"


def test_error_constants_define_codes_that_are_not_standard() -> None:
    code = "const DIM = -32050;\nconst BAD = -32602;\nconst DARK = -32020;"

    assert acts(block("ts", code)) == {
        "error:-32020": "mentions",
        "error:-32050": "defines",
    }


def test_rejected_alternatives_declare_nothing() -> None:
    code = "interface DimRequest { method: 'lamps/dim' }"

    assert acts(block("ts", code, "Alternatives Considered")) == {}


def test_typescript_that_does_not_parse_is_read_as_far_as_it_goes() -> None:
    found = acts(block("ts", "interface Lamp {\n  colour: {{{ [\n"))

    assert found["field:Lamp.colour"] == "defines"


def test_an_example_uses_the_method_and_new_parameters_are_seen() -> None:
    code = '{"method": "lamps/list", "params": {"cursor": "x", "limit": 3, "filter": "red"}}'

    assert acts(block("json", code)) == {
        "field:ListLampsParams.filter": "defines",
        "method:lamps/list": "relies-on",
        "type:ListLampsParams": "changes",
    }


def test_results_are_walked_along_their_types() -> None:
    code = """
{"result": {"lamps": [{"name": "a", "mode": "slow",
  "annotations": {"title": "A", "warm": true}, "glow": 1}], "nextCursor": "x"}}
"""
    found = acts(block("json", code))

    assert found["field:Lamp.glow"] == "defines"
    assert "field:LampAnnotations.warm" not in found, "one known key is too little to be sure"


def test_jsonrpc_s_own_codes_are_no_definition() -> None:
    code = '{"error": {"code": -32602, "message": "x"}}\n{"error": {"code": -32077}}'

    assert acts(block("json", code)) == {"error:-32077": "defines"}


def test_a_known_code_in_an_example_is_reliance() -> None:
    assert acts(block("json", '{"error": {"code": -32020}}')) == {"error:-32020": "relies-on"}


def test_keys_extensions_and_capabilities_in_examples() -> None:
    code = """
{
  "_meta": {"org.lamps/trace": "x", "org.lamps/watts": 4, "com.example/mine": 1},
  "capabilities": {"lamps": {"listChanged": true, "dim": {"deep": 1}},
                   "extensions": {"org.lamps/disco": {}}}
}
"""
    assert acts(block("jsonc", code)) == {
        "capability:server.extensions": "defines",
        "capability:server.lamps": "relies-on",
        "capability:server.lamps.dim": "defines",
        "capability:server.lamps.listChanged": "relies-on",
        "extension:org.lamps/disco": "defines",
        "meta:org.lamps/trace": "relies-on",
        "meta:org.lamps/watts": "defines",
    }


def test_capabilities_that_could_be_either_sides_are_left_alone() -> None:
    assert acts(block("json", '{"capabilities": {"unheard": {}}}')) == {}
    named = "Client capabilities:\n\n" + '```json\n{"capabilities": {"unheard": {}}}\n```\n'
    assert acts(f"## Specification\n\n{named}") == {"capability:client.unheard": "defines"}


def test_an_example_of_something_removed_is_reliance() -> None:
    assert acts(block("json", '{"method": "greet", "id": 1}')) == {"method:greet": "relies-on"}
    assert acts(block("json", '{"method": "greet"}', "Backward Compatibility")) == {
        "method:greet": "mentions"
    }


def test_header_lines_and_addresses_of_messages() -> None:
    code = "GET /.well-known/lamps HTTP/1.1\nLamp-Colour: red\nX-Whatever: 1"

    assert acts(block("http", code)) == {
        "header:Lamp-Colour": "relies-on",
        "uri:/.well-known/lamps": "defines",
    }
