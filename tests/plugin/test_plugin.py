"""The plugin inside sites of others: any theme, any folder, both forms of address, strict."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from sepkit.model import NothingToReadError
from tests.e2e.site.output import broken_links, pages_of
from tests.publish.conftest import Reading
from tests.publish.registers import register, texts


@pytest.fixture
def site(tmp_path: Path) -> Callable[..., MkDocsConfig]:
    """Make a stranger's MkDocs site with the plugin in it, not yet built."""

    def make(
        settings: str = "",
        *,
        folder: str = "",
        plugins: str = "  - search\n  - sepkit:\n      repo: x\n",
        **options: Any,
    ) -> MkDocsConfig:
        (tmp_path / "docs").mkdir(exist_ok=True)
        (tmp_path / "docs" / "index.md").write_text("# Own home\n\n[status](status/index.md)\n")
        lines = f"site_name: Own\nstrict: true\nplugins:\n{plugins}"
        (tmp_path / "mkdocs.yml").write_text(lines + folder + settings)
        config = load_config(str(tmp_path / "mkdocs.yml"), **options)
        found = register()
        plugin = config.plugins["sepkit"]
        plugin.provider = lambda *_: Reading(register=found, texts=texts(found))  # type: ignore[attr-defined]
        return config

    return make


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs", "sepkit"])
@pytest.mark.parametrize("use_directory_urls", [True, False])
def test_any_theme_shows_the_pages(
    site: Callable[..., MkDocsConfig], theme: str, *, use_directory_urls: bool
) -> None:
    config = site(f"theme: {{name: {theme}}}\n", use_directory_urls=use_directory_urls)

    build(config)

    out = Path(config.site_dir)
    page = out / "status" / "sep" / "121" / "index.html"
    assert "Whose is it?" in page.read_text("utf-8")
    assert "Own home" in (out / "index.html").read_text("utf-8")
    ours = {p for p in pages_of(out) if "status" in p.parts}
    assert len(ours) > 90
    assert [link for link in broken_links(out) if link[0].startswith("status/")] == []


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs"])
@pytest.mark.parametrize("use_directory_urls", [True, False])
def test_the_plugin_alone_works_below_a_path_of_its_own(
    site: Callable[..., MkDocsConfig], theme: str, *, use_directory_urls: bool
) -> None:
    config = site(
        f"theme: {{name: {theme}}}\nsite_url: https://site.example/deep/below/\n",
        plugins="  - sepkit:\n      repo: x\n",
        use_directory_urls=use_directory_urls,
    )

    build(config)

    out = Path(config.site_dir)
    ours = [p for p in pages_of(out) if "status" in p.parts]
    assert len(ours) > 90
    broken = broken_links(out, base="/deep/below")
    assert [link for link in broken if link[0].startswith("status/")] == []
    feed = (out / "status" / "feeds" / "all.atom").read_text("utf-8")
    assert 'xml:base="https://site.example/deep/below/status/feeds/"' in feed


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs", "sepkit"])
def test_no_title_is_markup_in_a_theme_that_escapes_nothing(
    site: Callable[..., MkDocsConfig], theme: str
) -> None:
    config = site(f"theme: {{name: {theme}}}\n")

    build(config)

    for path in Path(config.site_dir).rglob("*.html"):
        text = path.read_text("utf-8")
        assert "<script>window.__pwned" not in text, path
        assert "<img src=x" not in text, path


def test_without_a_navigation_of_its_own_a_site_lists_the_dozen_pages(
    site: Callable[..., MkDocsConfig],
) -> None:
    config = site("theme: {name: mkdocs}\n")

    build(config)

    home = (Path(config.site_dir) / "index.html").read_text("utf-8")
    assert "status/proposals/" in home
    assert "status/sep/121/" not in home


def test_a_navigation_may_name_our_pages(site: Callable[..., MkDocsConfig]) -> None:
    config = site("nav: [index.md, {Proposals: status/proposals/index.md}]\n")

    build(config)

    assert "status/proposals/" in (Path(config.site_dir) / "index.html").read_text("utf-8")


def test_a_page_that_the_site_has_already_stays(site: Callable[..., MkDocsConfig]) -> None:
    config = site(folder="      folder: ''\n")
    (Path(config.docs_dir) / "index.md").write_text("# Own home\n")

    build(config)

    assert "Own home" in (Path(config.site_dir) / "index.html").read_text("utf-8")
    assert (Path(config.site_dir) / "proposals" / "index.html").is_file()


def test_nothing_is_written_into_the_docs_folder(site: Callable[..., MkDocsConfig]) -> None:
    config = site()

    build(config)

    assert [p.name for p in Path(config.docs_dir).iterdir()] == ["index.md"]


def test_no_page_that_mkdocs_reads_begins_with_an_author_s_bytes(
    site: Callable[..., MkDocsConfig],
) -> None:
    config = site()
    plugin = config.plugins["sepkit"]
    seen: list[str] = []
    original = plugin.on_page_markdown

    def record(markdown: str, **options: Any) -> str:
        seen.append(markdown)
        return str(original(markdown, **options))

    config.plugins.events["page_markdown"] = [record]

    build(config)

    assert len(seen) > 90
    assert {text for text in seen if text} == {"# Own home\n\n[status](status/index.md)\n"}


def test_a_repository_that_cannot_be_read_is_one_clear_message(
    site: Callable[..., MkDocsConfig], caplog: pytest.LogCaptureFixture
) -> None:
    config = site()

    def nothing(*_: object) -> Reading:
        raise NothingToReadError("`x` is no repository", help="name one")

    config.plugins["sepkit"].provider = nothing  # type: ignore[attr-defined]

    with pytest.raises(Abort):
        build(config)

    assert "sepkit: `x` is no repository\n  name one" in caplog.text
