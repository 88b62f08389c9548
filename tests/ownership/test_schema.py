"""The reader and the JSON Schema of ownership files say the same."""

from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sepkit.markup import Node, NodeKind, read_yaml
from sepkit.model import RepoPath
from sepkit.ownership import ownership_schema
from sepkit.ownership.format import (
    DECIDE_KEYS,
    EXCLUDE_KEYS,
    GROUP_KEYS,
    LEAD_KEYS,
    Key,
)
from sepkit.ownership.workgroups import read_workgroups
from sepkit.resources import WORKGROUPS

SCHEMA = ownership_schema()
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def as_json(node: Node) -> Any:
    if node.kind is NodeKind.MAPPING:
        return {key.text: as_json(value) for key, value in node.entries}
    if node.kind is NodeKind.LIST:
        return [as_json(item) for item in node.items]
    return node.text


def is_valid(text: str) -> bool:
    root, problems = read_yaml(text)
    assert root is not None
    assert not problems
    return bool(VALIDATOR.is_valid(as_json(root)))


@pytest.mark.parametrize(
    ("definition", "keys"),
    [
        ("group", GROUP_KEYS),
        ("exclusion", EXCLUDE_KEYS),
        ("lead", LEAD_KEYS),
        ("right", DECIDE_KEYS),
    ],
)
def test_the_schema_has_the_readers_keys(definition: str, keys: tuple[Key, ...]) -> None:
    described = SCHEMA["$defs"][definition]

    assert list(described["properties"]) == [key.name for key in keys]
    assert described.get("required", []) == [key.name for key in keys if key.is_required]
    for key in keys:
        if key.choices:
            assert tuple(described["properties"][key.name]["enum"]) == key.choices


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_a_caller_may_change_its_copy_of_the_schema() -> None:
    ownership_schema()["$defs"].clear()

    assert ownership_schema() == SCHEMA


@pytest.mark.parametrize(
    "value",
    [
        "name: [x]",
        "nam: x",
        "kind: workgroup",
        "status: gone",
        "leads: ada",
        "leads: [{role: Chair}]",
        "leads: [{handle: ada, until: soon}]",
        "leads: [[ada]]",
        "members: ['a b']",
        "members: [a--b]",
        "owns: [x]",
        "owns: {surface: [x]}",
        "owns: {surfaces: x}",
        "owns: {topics: ['']}",
        "excludes: [x]",
        "excludes: [{owner: [x]}]",
        "related: [WG A]",
        "successor: A B",
        "decides: [{matter: x}]",
        "proposals: {a: b}",
    ],
)
def test_what_the_schema_refuses_is_a_finding_of_the_reader(value: str) -> None:
    text = f"id: wg-a\n{value}\n"

    assert not is_valid(text)
    assert read_workgroups(RepoPath("a.yml"), text).findings


HANDLES = st.from_regex(r"\A@?[A-Za-z0-9]{1,8}(-[A-Za-z0-9]{1,4})?\Z")
IDS = st.from_regex(r"\A[a-z0-9]{1,6}(-[a-z0-9]{1,4})?\Z")
WORDS = st.from_regex(r"\A[A-Za-z][A-Za-z ]{0,10}[A-Za-z]\Z")
GROUPS = st.fixed_dictionaries(
    {"id": IDS},
    optional={
        "name": WORDS,
        "kind": st.sampled_from(["working-group", "interest-group", "core", "sig", ""]),
        "leads": st.lists(HANDLES | st.fixed_dictionaries({"handle": HANDLES | WORDS}), max_size=2),
        "members": st.lists(HANDLES | WORDS, max_size=2),
        "owns": st.fixed_dictionaries({}, optional={"topics": st.lists(WORDS), "x": WORDS}),
        "related": st.lists(IDS | WORDS, max_size=2),
        "successor": IDS,
        "decides": st.lists(
            st.fixed_dictionaries({"matter": WORDS}, optional={"authority": WORDS}), max_size=2
        ),
    },
)


def written(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {written(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(written, value)) + "]"
    return f'"{value}"'


@given(GROUPS)
def test_reader_and_schema_agree_on_every_group(group: dict[str, Any]) -> None:
    text = written(group)

    assert is_valid(text) == (not read_workgroups(RepoPath("a.yml"), text).findings)


@pytest.mark.parametrize("path", sorted(WORKGROUPS.glob("*.yml")), ids=lambda path: path.name)
def test_the_shipped_files_fit_the_schema_and_have_no_findings(path: Any) -> None:
    text = path.read_text(encoding="utf-8")

    assert is_valid(text)
    read = read_workgroups(RepoPath(path.name), text)
    assert read.findings == ()
    assert [part.group.id for part in read.parts] == [path.stem]
