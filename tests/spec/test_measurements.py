"""What is shipped as measured is what the commands measure now, and reaches its goals."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from sepkit.learnt import MEASUREMENTS
from sepkit.model import Measurement, decode
from tests.spec.real import SHARED, RealProcess, mcp, needs_corpora

pytestmark = needs_corpora
__all__ = ["mcp"]

COMMANDS = {
    "mcp-requirements": ("requirements", "--conformance", "corpora/conformance"),
    "mcp-removed-names": (
        "removed-names",
        "labels/mcp-conflicts.csv",
        "--negatives",
        "labels/mcp-negatives.csv",
    ),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_shipped_measurement_is_what_its_command_measures(
    name: str, mcp: RealProcess, tmp_path: Path
) -> None:
    written = tmp_path / "measured.json"
    command = ["evaluate", *COMMANDS[name], "--repo", str(mcp.where), "--output", str(written)]
    subprocess.run(
        [sys.executable, "-P", "-m", "sepkit", *command],
        cwd=SHARED,
        capture_output=True,
        check=True,
    )

    shipped = (MEASUREMENTS / f"{name}.json").read_text("utf-8")
    assert json.loads(written.read_text("utf-8")) == json.loads(shipped)


def figures(name: str) -> dict[str, float]:
    text = (MEASUREMENTS / f"{name}.json").read_text("utf-8")
    return {figure.name: figure.value for figure in decode(Measurement, json.loads(text)).figures}


def test_listed_requirements_are_found_and_traced() -> None:
    found = figures("mcp-requirements")

    assert found["recall"] >= 0.95
    assert found["traced"] >= 0.85


def test_nine_in_ten_that_rely_on_a_removed_name_are_found_and_one_in_ten_others_accused() -> None:
    found = figures("mcp-removed-names")

    assert found["recall"] >= 0.9
    assert found["accused"] <= 0.1
