"""The sample's whole site: every page, every file, nothing left out; and five tasks on it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sepkit.pipeline import ReadRequest, read_register
from sepkit.publish.build import build_site
from tests.e2e.site.looking import AXE, MODES, Mode, look, page_paths, served
from tests.e2e.site.output import FILE_CHECKS, VALIDATOR, Found
from tests.e2e.site.tasks import MOST_CLICKS, TASKS, Asker, do_tasks
from tests.tools import require

ASKER = Asker(group="Lights WG", proposal="66", revision="2025-09-15")


@pytest.fixture(scope="session")
def sample_site(sample_repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    result = read_register(ReadRequest(location=str(sample_repository)))
    out = tmp_path_factory.mktemp("sample-site") / "out"
    return build_site(result, out, site_url="https://site.example/").out


@pytest.mark.parametrize("name", FILE_CHECKS)
def test_the_whole_output_has_none_of(name: str, sample_site: Path) -> None:
    require(VALIDATOR, "HTML is checked with html-validate")
    check: Callable[[Path], Found] = FILE_CHECKS[name]

    assert check(sample_site) == []


@pytest.mark.browser
@pytest.mark.parametrize("mode", MODES, ids=lambda mode: f"{mode.scheme}-{mode.width}")
def test_axe_finds_nothing_on_a_quarter_of_all_pages_in_each_mode(
    browser: Any, sample_site: Path, mode: Mode
) -> None:
    # Four modes, each with other pages: together they look at every page once.
    require(AXE, "accessibility is checked with axe-core")
    paths = page_paths(sample_site)[MODES.index(mode) :: len(MODES)]

    with served(sample_site) as address:
        assert look(browser, address, paths, mode) == []


@pytest.mark.browser
def test_five_tasks_take_two_clicks_at_most(browser: Any, sample_site: Path) -> None:
    with served(sample_site) as address:
        done = do_tasks(browser, address, ASKER)

    assert len(done) == len(TASKS)
    assert [(d.question, d.clicks) for d in done if d.clicks > MOST_CLICKS or not d.answer] == []
