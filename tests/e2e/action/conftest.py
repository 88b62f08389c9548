"""Tools that gate the Action; with SEPKIT_REQUIRE_TOOLS=1 a missing one is a failure."""

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="session")
def tool() -> Callable[[str], str]:
    """Return a way to find a tool beside the Python that runs the tests, or on PATH."""

    def find(name: str) -> str:
        beside = Path(sys.executable).parent / name
        found = str(beside) if beside.is_file() else shutil.which(name)
        if found is None:
            if os.environ.get("SEPKIT_REQUIRE_TOOLS") == "1":
                pytest.fail(f"{name} is not installed")
            pytest.skip(f"{name} is not installed")
        return found

    return find


@pytest.fixture(scope="session")
def root() -> Path:
    """The top of the checkout."""
    return ROOT
