"""Rows lose nothing of a noun, and what is no row of it is told from what is."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sepkit.model import Link, Quote, Register, Route, Touch
from sepkit.model.rows import from_rows, to_rows
from sepkit.model.stance import Stance
from sepkit.pipeline import ReadRequest, read_register


def kept(value: Any, kind: Any) -> Any:
    return from_rows(kind, json.loads(json.dumps(to_rows(value))))


def test_a_register_survives(sample_repository: Path) -> None:
    register = read_register(ReadRequest(location=str(sample_repository))).register

    again = kept(register, Register)

    assert again == register
    assert type(again.proposals[0].route) is Route


@given(st.builds(Stance))
def test_any_stance_survives(stance: Stance) -> None:
    assert kept(stance, Stance) == stance


@given(st.tuples(st.from_type(Touch), st.from_type(Quote), st.from_type(Link)))
def test_any_tuple_of_nouns_survives(nouns: tuple[Touch, Quote, Link]) -> None:
    assert kept(nouns, tuple[Touch, Quote, Link]) == nouns


@pytest.mark.parametrize(
    "rows", [None, 3, "ab", [], ["a"], ["a", "b", "c"], {"text": "a", "target": "b"}]
)
def test_what_is_no_row_of_a_class_is_a_value_error(rows: Any) -> None:
    with pytest.raises(ValueError, match=r"Link|zip"):
        from_rows(tuple[Link, Link], [rows, rows])


def test_a_word_that_is_none_of_an_enum_is_a_value_error() -> None:
    row = to_rows(Touch(surface="a", act="defines", path="b", line=1))  # type: ignore[arg-type] # plain

    with pytest.raises(ValueError, match="eats"):
        from_rows(Touch, ["a", "eats", *row[2:]])
