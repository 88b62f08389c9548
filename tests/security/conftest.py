"""Hostile repositories and what sepkit makes of them, each built and read once."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from sepkit.model import Register
from sepkit.pipeline import ReadRequest, Result, read_register
from tests.security import entries
from tests.security.proposals import BASE
from tests.sources.builders import Builder


@dataclass(frozen=True, kw_only=True)
class Read:
    """A repository of hostile pull requests, its reading, and the pull request of each case."""

    folder: Path
    result: Result
    pulls: dict[str, int]

    @property
    def register(self) -> Register:
        return self.result.register


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Read:
    """All hostile entries, one pull request each, read in one go."""
    folder = tmp_path_factory.mktemp("hostile") / "hostile.git"
    made = entries.build(Builder(folder), BASE)
    result = read_register(ReadRequest(location=str(folder)))
    return Read(folder=folder, result=result, pulls=dict(made.pulls))
