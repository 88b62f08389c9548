"""TypeScript as people sketch it in proposals."""

from hypothesis import given
from hypothesis import strategies as st

from sepkit.markup.typescript import Declaration, read_typescript


def only(text: str, **options: bool) -> Declaration:
    [found] = read_typescript(text, **options)
    return found


def test_an_interface_has_its_members_with_lines() -> None:
    found = only(
        "export interface Lamp extends Thing, Base<Omit<X, 'y'>> {\n  a: string;\n  b?: A | 'x'\n}"
    )

    assert (found.name, found.line, found.end_line) == ("Lamp", 1, 4)
    assert found.extends == ("Thing", "Base", "Omit", "X")
    assert [(m.name, m.line, m.is_optional) for m in found.members] == [
        ("a", 2, False),
        ("b", 3, True),
    ]
    assert (found.members[1].words, found.members[1].literals) == (("A",), ("x",))


def test_commas_line_ends_and_semicolons_all_end_a_member() -> None:
    found = only("interface A { a: string, b: number; c: B\n d: C\n}")

    assert [member.name for member in found.members] == ["a", "b", "c", "d"]


def test_objects_in_place_are_members_of_members() -> None:
    found = only("interface A { error: Error & { code: typeof DARK; data: { seen: string[] } } }")

    [error] = found.members
    assert [member.name for member in error.members] == ["code", "data"]
    assert error.words == ("Error",)


def test_quoted_names_and_index_signatures() -> None:
    found = only('interface A { "org.lamps/x"?: T; [key: string]: unknown; z: Y }')

    assert [member.name for member in found.members] == ["org.lamps/x", "z"]


def test_unions_over_several_lines_are_one_type() -> None:
    found = only("type Mode =\n  | 'slow'\n  | 'fast'\n")

    assert (found.kind, found.literals) == ("type", ("slow", "fast"))


def test_a_negative_constant() -> None:
    assert only("export const DARK: number = -32050;").literals == ("-32050",)


def test_enums_give_their_values() -> None:
    assert only("enum Mode { Slow = 'slow', Fast = 'fast' }").literals == ("slow", "fast")


def test_marked_lines_keep_their_mark() -> None:
    found = only(" interface A {\n-  old: string;\n+  /** new */\n+  fresh: string;\n }")

    assert [(m.name, m.mark, m.line) for m in found.members] == [("old", "-", 2), ("fresh", "+", 4)]


def test_what_is_left_out_is_said() -> None:
    assert only("interface A {\n  // ... existing fields\n  a: string\n}").is_partial
    assert only("interface A {\n  ...\n  a: string\n}").is_partial
    assert not only("interface A {\n  /** The name. */\n  a: string\n}").is_partial


def test_a_block_that_never_closes_is_read_to_its_end() -> None:
    found = only("interface A {\n  a: {\n    b: string")

    assert [member.name for member in found.members] == ["a"]
    assert found.members[0].members[0].name == "b"


def test_words_in_comments_and_strings_declare_nothing() -> None:
    assert read_typescript("// interface A { a: string }\nconst x = `interface B { b: string }`;")[
        0
    ].kind == ("const")


def test_deprecation_is_read_from_the_comment_above() -> None:
    found = only(
        "/** @deprecated use B */\ninterface A {\n /** @deprecated */\n a: string\n b: string }"
    )

    assert found.is_deprecated
    assert [member.is_deprecated for member in found.members] == [True, False]


@given(st.text(alphabet="interface type A{}[]()<>:;,|&=?'\"`\\/*+-.\n ", max_size=120))
def test_no_text_crashes_the_reader(text: str) -> None:
    for found in read_typescript(text):
        assert found.line >= 1


def test_nesting_beyond_the_cap_is_stepped_over() -> None:
    deep = "interface A { a: " + "{ a: " * 5000 + "string" + " }" * 5000 + " }\ntype B = string"

    assert [found.name for found in read_typescript(deep)] == ["A", "B"]
