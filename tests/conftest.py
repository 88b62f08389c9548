"""What all tests share: how hypothesis runs, and the sample repository, built once."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from tests.tools import CHROMIUM, require

settings.register_profile(
    "default",
    max_examples=50,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("deep", max_examples=1000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

SHARED = Path(__file__).parents[2] / "shared"
"""Real proposals beside the checkout; tests that need them skip where they are absent."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="write golden files anew")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what takes minutes, unless it is asked for: `pytest -m deep`."""
    if config.getoption("markexpr"):
        return
    for item in items:
        if item.get_closest_marker("deep"):
            item.add_marker(pytest.mark.skip(reason="exhaustive; run it with `pytest -m deep`"))


@pytest.fixture
def same_as_file(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Compare a text with a golden file; `pytest --accept` writes it, review reads it."""
    accept = bool(request.config.getoption("--accept"))

    def compare(path: Path, text: str) -> None:
        if accept:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        assert path.read_text(encoding="utf-8") == text, f"{path} differs; see pytest --accept"

    return compare


@pytest.fixture(autouse=True)
def _own_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads the machine's git configuration or shares a cache with another."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("SEPKIT_CACHE", str(tmp_path / "sepkit-cache"))
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture(scope="session")
def sample_repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The embedded sample as a git repository; read it, never write to it."""
    from sepkit.sample import build_sample

    return build_sample(tmp_path_factory.mktemp("sample") / "repository")


@pytest.fixture(scope="session")
def corpora() -> Path:
    """The folder of real proposals, or a skip with the reason."""
    if not SHARED.is_dir():
        pytest.skip("the real proposals (../shared) are not beside this checkout")
    return SHARED


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """One Chromium for the whole run: Playwright allows one at a time in a process."""
    require(CHROMIUM, "the site is tested in Chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        found = play.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield found
        found.close()
