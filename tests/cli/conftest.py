"""One cache for all tests of the command line: they read the same sample, again and again."""

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def _cli_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cli-cache")


@pytest.fixture(autouse=True)
def _shared_cache(_cli_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEPKIT_CACHE", str(_cli_cache))
