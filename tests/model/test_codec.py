import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from sepkit.model import (
    Finding,
    Person,
    Refusal,
    Register,
    RepoPath,
    Severity,
    Sponsor,
    decode,
    encode,
    json_schema,
)


def test_what_is_encoded_is_decoded_to_the_same_noun() -> None:
    finding = Finding(
        rule="x",
        severity=Severity.ERROR,
        subject="TP-1",
        path=RepoPath("a.md"),
        line=3,
        message="m",
    )

    assert decode(Finding, json.loads(json.dumps(encode(finding)))) == finding


@given(st.builds(Person, name=st.text(), handle=st.none() | st.text()))
def test_law_every_person_survives_the_codec(person: Person) -> None:
    assert decode(Person, json.loads(json.dumps(encode(person)))) == person


@pytest.mark.parametrize(
    "data",
    [None, [], "text", {"path": 1, "ref": "r", "reason": "x"}, {"path": "p"}],
)
def test_a_value_of_another_shape_is_a_value_error_and_nothing_else(data: object) -> None:
    with pytest.raises(ValueError, match="no Refusal"):
        decode(Refusal, data)


def test_an_absent_field_takes_its_default() -> None:
    assert decode(Sponsor, {"name": "Ada"}) == Sponsor(name="Ada")


def test_the_schema_refuses_an_unknown_key_and_a_wrong_type() -> None:
    validator = Draft202012Validator(json_schema(Refusal, title="t", identifier="i"))

    assert validator.is_valid({"path": "p", "ref": "r", "reason": "x"})
    assert not validator.is_valid({"path": "p", "ref": "r", "reason": "x", "more": 1})
    assert not validator.is_valid({"path": 1, "ref": "r", "reason": "x"})


def test_the_registers_schema_is_a_valid_schema() -> None:
    schema = json_schema(Register, title="t", identifier="i")

    Draft202012Validator.check_schema(schema)
    assert "Proposal" in schema["$defs"]
