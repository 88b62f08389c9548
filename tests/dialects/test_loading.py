"""Presets load, a repository changes them key by key, and mistakes are named with their line."""

from pathlib import Path

import pytest

import sepkit.dialects
from sepkit.dialects import (
    PRESETS,
    detect_preset,
    extend_dialect,
    load_dialect,
    parse_dialect,
)
from sepkit.markup import Node, read_yaml
from sepkit.model import ConfigurationError, Dialect, decode, encode

FOLDER = Path(sepkit.dialects.__file__).parent
SMALL = 'name: tiny\ntitle: Tiny\nkey: "T-{number}"\npath: "t/{number}.md"\n'


def node(text: str) -> Node:
    root, problems = read_yaml(text)
    assert root is not None
    assert problems == ()
    return root


def mistake(text: str) -> str:
    with pytest.raises(ConfigurationError) as caught:
        parse_dialect(text, file="tiny.yml")
    return str(caught.value)


@pytest.mark.parametrize("name", PRESETS)
def test_every_preset_loads_under_its_own_name(name: str) -> None:
    assert load_dialect(name).name == name


def test_every_preset_file_is_listed() -> None:
    assert {path.stem for path in FOLDER.glob("*.yml")} == set(PRESETS)


@pytest.mark.parametrize("name", PRESETS)
def test_every_wait_belongs_to_a_status_of_the_preset(name: str) -> None:
    dialect = load_dialect(name)
    ids = {status.id for status in dialect.statuses}

    assert dialect.initial_status in ids
    assert {wait.status for wait in dialect.waits} <= ids
    assert all(wait.source for wait in dialect.waits)


@pytest.mark.parametrize("name", PRESETS)
def test_no_two_fields_of_a_preset_share_a_label(name: str) -> None:
    labels = [label.lower() for rule in load_dialect(name).fields for label in rule.labels]

    assert len(labels) == len(set(labels))


def test_a_dialect_survives_the_cache() -> None:
    assert decode(Dialect, encode(load_dialect("mcp"))) == load_dialect("mcp")


def test_an_unknown_preset_is_named_with_the_known_ones() -> None:
    with pytest.raises(ConfigurationError, match="`mpc` is no preset") as caught:
        load_dialect("mpc")

    assert "mcp" in caught.value.help


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (SMALL + "titel: x\n", "tiny.yml:5: `titel` is no key here"),
        (SMALL + "form: scroll\n", "tiny.yml:5: `scroll` is no form"),
        (SMALL + "ignore: {a: b}\n", "tiny.yml:5: `ignore` has to be a list of texts"),
        (SMALL + "noun: [a]\n", "tiny.yml:5: `noun` has to be text"),
        (SMALL + "fields: [a]\n", "tiny.yml:5: `fields` has to be a mapping of names"),
        (SMALL + "fields:\n  x: text\n", "tiny.yml:6: a mapping has to stand here"),
        (SMALL + "fields:\n  x: {is: magic}\n", "tiny.yml:6: `magic` is no is"),
        (SMALL + "fields:\n  x: {required: yes}\n", "tiny.yml:6: `required` has to be true or"),
        (SMALL + "statuses:\n  x: {step: one}\n", "tiny.yml:6: `step` has to be a whole number"),
        (SMALL + "waits:\n  - {status: x}\n", "tiny.yml:6: `actor` is missing"),
        (SMALL + "waits: x\n", "tiny.yml:5: `waits` has to be a list"),
        (
            SMALL + "waits:\n  - {status: x, actor: author, action: y}\n",
            "`x` is none of the statuses",
        ),
        (SMALL + 'citations: ["T-[0-9"]\n', "tiny.yml:5: `citations` is no regular expression"),
        (SMALL + 'citations: ["T-[0-9]"]\n', "tiny.yml:5: `citations` has no group `number`"),
        (SMALL + 'title_pattern: "x"\n', "tiny.yml:5: `title_pattern` has no group `title`"),
        (SMALL.replace("T-{number}", "T"), "`key` has no `{number}`"),
        (SMALL.replace("title: Tiny\n", ""), "tiny.yml:1: `title` is missing"),
        (SMALL + "name: x\n", "tiny.yml:5: `name` stands twice"),
        (SMALL + "noun: &a x\n", "tiny.yml:5: an anchor is not allowed"),
        (SMALL + "noun: 'x\n", "tiny.yml:"),
        ("", "tiny.yml:1: the file is empty"),
        ("- a\n", "tiny.yml:1: a mapping has to stand here"),
    ],
)
def test_a_mistake_is_named_with_file_and_line(text: str, message: str) -> None:
    assert message in mistake(text)


def test_all_mistakes_are_named_at_once() -> None:
    found = mistake(SMALL + "titel: x\nform: scroll\n")

    assert "tiny.yml:5:" in found
    assert "tiny.yml:6:" in found


def test_a_mistaken_key_is_answered_with_the_nearest_one() -> None:
    with pytest.raises(ConfigurationError) as caught:
        parse_dialect(SMALL + "citation: x\n", file="tiny.yml")

    assert caught.value.help == "did you mean `citations`?"


def test_a_plain_key_and_a_list_replace_the_preset_s() -> None:
    base = load_dialect("mcp")
    changed = extend_dialect(base, node("noun: plan\ntracks: [Big, Small]\n"))

    assert (changed.noun, changed.tracks) == ("plan", ("Big", "Small"))
    assert changed.statuses == base.statuses


def test_a_rule_is_changed_by_its_name_and_keeps_the_rest() -> None:
    base = load_dialect("mcp")
    changed = extend_dialect(
        base,
        node("fields:\n  status: {labels: [State]}\n  mood: {labels: [Mood]}\n"),
    )
    status = next(rule for rule in changed.fields if rule.name == "status")

    assert (status.labels, status.kind, status.required) == (("State",), "word", True)
    assert changed.fields[-1].name == "mood"
    assert len(changed.fields) == len(base.fields) + 1


def test_a_new_status_takes_its_label_from_its_name() -> None:
    changed = extend_dialect(load_dialect("mcp"), node("statuses:\n  on-hold: {open: true}\n"))

    assert changed.statuses[-1].label == "On hold"


def test_keys_that_others_read_are_left_alone() -> None:
    base = load_dialect("mcp")

    assert extend_dialect(base, node("preset: mcp\n")) == base
    assert extend_dialect(base, node("forge: x\n"), reserved=frozenset({"forge"})) == base
    with pytest.raises(ConfigurationError, match=r"sepkit\.yml:1: `forge` is no key"):
        extend_dialect(base, node("forge: x\n"))


@pytest.mark.parametrize(
    ("paths", "preset"),
    [
        (["docs", "seps"], "mcp"),
        (["EIPS"], "eip"),
        (["keps", "OWNERS_ALIASES"], "kep"),
        (["peps"], "pep"),
        (["text"], "rust"),
        (["text/0001-x.md"], "rust"),
        (["src", "eips"], None),
        ([], None),
    ],
)
def test_a_preset_is_detected_by_its_folder(paths: list[str], preset: str | None) -> None:
    assert detect_preset(paths) == preset
