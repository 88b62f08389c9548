from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from sepkit.dialects import PRESETS, configuration_schema

FOLDER = Path(__file__).parents[2] / "sepkit" / "dialects"
VALIDATOR = Draft202012Validator(configuration_schema())


@pytest.mark.parametrize("name", PRESETS)
def test_every_preset_is_valid_against_the_schema(name: str) -> None:
    preset = yaml.safe_load((FOLDER / f"{name}.yml").read_text(encoding="utf-8"))

    assert [error.message for error in VALIDATOR.iter_errors(preset)] == []


@pytest.mark.parametrize(
    "wrong",
    [{"preset": "mpc"}, {"unknown": 1}, {"form": "tables"}, {"number_is_pull": "yes"}],
)
def test_a_wrong_key_or_value_is_refused(wrong: dict[str, object]) -> None:
    assert not VALIDATOR.is_valid(wrong)
