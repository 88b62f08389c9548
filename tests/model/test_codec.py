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
from sepkit.model.codec import write_indented


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


people = st.builds(Person, name=st.text(), handle=st.none() | st.text())


@given(people)
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


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@given(json_values)
def test_law_indented_text_is_what_the_standard_library_writes(value: object) -> None:
    expected = json.dumps(value, indent=2, ensure_ascii=False)

    assert "".join(write_indented(value)) == expected


@given(st.lists(people, max_size=3))
def test_law_nouns_are_written_as_their_encoded_values_are(found: list[Person]) -> None:
    value = (*found, Severity.WARNING, (Sponsor(name="Ada", known=True),))

    assert "".join(write_indented(value)) == json.dumps(encode(value), indent=2, ensure_ascii=False)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), {"a": [-float("inf")]}])
def test_a_number_that_json_cannot_hold_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match="JSON"):
        list(write_indented(value))
