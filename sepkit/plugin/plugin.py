"""The plugin's hooks, in the order in which MkDocs calls them, all arguments by name."""

# ruff: noqa: ARG002 - a hook has to take what MkDocs hands to it, needed or not

import logging
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment, StrictUndefined
from mkdocs import __version__ as mkdocs_version
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import TableOfContents

from sepkit.answers import code_state
from sepkit.model import Instant, Progress, SepkitError
from sepkit.plugin.frame import Frame, escaped_title
from sepkit.plugin.reuse import PageStore, frame_key, page_key
from sepkit.publish import escape
from sepkit.publish.body_cache import BodyCache
from sepkit.publish.build import BuildInput
from sepkit.publish.machines import machine_files
from sepkit.publish.site.asked import Question
from sepkit.publish.site.index import site_pages
from sepkit.publish.site.page import Page
from sepkit.publish.site.render import Renderer
from sepkit.publish.site.view import View
from sepkit.publish.stamp import RENDERERS
from sepkit.publish.writing import Folder
from sepkit.resources import SITE, TEMPLATES

_log = logging.getLogger("mkdocs.plugins.sepkit")
THEME = "sepkit"


class SepkitConfig(Config):  # type: ignore[no-untyped-call]
    """What stands under `sepkit:` in `mkdocs.yml`; nothing of it is needed."""

    repo = config_options.Type(str, default="")
    """A path, mirror, bundle or URL; by default the repository around `mkdocs.yml`."""
    rev = config_options.Type(str, default="")
    preset = config_options.Type(str, default="")
    as_of = config_options.Type(str, default="")
    cache = config_options.Type(str, default="")
    """A folder that keeps what was read and rendered; "" keeps nothing."""
    folder = config_options.Type(str, default="status")
    """Where the pages stand below the site's root; "" for the root itself."""


class SepkitPlugin(BasePlugin[SepkitConfig]):  # type: ignore[no-untyped-call]
    """Adds the register's pages to a site."""

    def __init__(self) -> None:
        self.provider: Callable[[SepkitConfig, Path], BuildInput] | None = None
        """Set by `build_site`, which has a reading already."""
        self.progress: Progress = lambda *_: None
        """Told which page is being written; set by `build_site`."""
        self.store: PageStore | None = None
        """Pages of the build before; set by `build_site`, which knows where they stand."""
        self.is_live = False
        """Whether pages ask for a newer build; set by `sepkit serve`."""
        self._is_preview = False
        self._done = 0
        self._result: BuildInput | None = None
        self._pages: dict[str, Page] = {}

    def keep_pages(self, cache_folder: Path, out: Path) -> None:
        """Take pages that would come out as before from a folder that an earlier build wrote."""
        self.store = PageStore(cache_folder, out)

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether this is a local preview."""
        self._is_preview = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the register, and give other themes our style and script."""
        folder = self.config.folder.strip("/")
        self._folder = f"{folder}/" if folder else ""
        self._is_own_theme = config.theme.name == THEME
        self._result = self._read(config)
        if not self._is_own_theme:
            config.extra_css.append(f"{self._folder}assets/sepkit.css")
            config.extra_javascript.append(f"{self._folder}assets/sepkit.js")
        return config

    def _read(self, config: MkDocsConfig) -> BuildInput:
        try:
            return (self.provider or read_with_pipeline)(self.config, _root(config))
        except SepkitError as error:
            raise PluginError(
                f"sepkit: {error}" + (f"\n  {error.help}" if error.help else "")
            ) from error

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add an empty file for each page; a page that the site has already stays as it is."""
        if self._result is None:
            raise PluginError("sepkit: no register was read")
        self._cache = BodyCache(self._cache_folder(config))
        self._view = View(self._result.register, self._result.texts, cache=self._cache)
        self._renderer = Renderer(self._view, directory_urls=config.use_directory_urls)
        self._pages = {}
        self._questions: dict[str, tuple[Question, ...]] = {}
        self._keys: dict[str, str] = {}
        self._taken: dict[str, bytes] = {}
        self._done = 0
        for page in site_pages(self._view):
            source = f"{self._folder}{page.path}index.md"
            if files.get_file_from_path(source) is not None:
                _log.info("`%s` is the site's own page and stays", source)
                continue
            self._pages[source] = page
        self._frame = self._new_frame(config)
        self._take_over(config)
        for source, page in self._pages.items():
            if source in self._taken:
                continue
            is_listed = page.is_listed and not config.nav
            inclusion = InclusionLevel.INCLUDED if is_listed else InclusionLevel.NOT_IN_NAV
            file = File.generated(config, source, content="", inclusion=inclusion)
            EmptyPage(None, file, config)
            files.append(file)
        if not self._is_own_theme:
            self._add_assets(files, config)
        return files

    def _new_frame(self, config: MkDocsConfig) -> Frame:
        return Frame(
            self._view,
            self._pages,
            folder=self._folder,
            directory_urls=config.use_directory_urls,
            is_preview=self._is_preview or self.is_live,
            site_url=config.site_url or "",
        )

    def _take_over(self, config: MkDocsConfig) -> None:
        """Take the pages that would come out as they did before from the build before.

        Listed pages are always made: MkDocs' navigation and its check of links ask for them.
        """
        if self.store is None or not self._is_own_theme:
            return
        shared = {**self._frame.shared, "mkdocs": mkdocs_version, "title": config.site_name}
        shared |= {name: version(name) for name in RENDERERS}
        frame = frame_key({**shared, "code": code_state()}, (SITE / "theme", TEMPLATES / "site"))
        asked = self._renderer.asked
        for source, page in self._pages.items():
            self._keys[source] = page_key(asked.page_digest(page), frame=frame)
            if page.is_listed:
                continue
            data = self.store.take(_file_of(source), self._keys[source], asked)
            if data is not None:
                self._taken[source] = data

    def _fragment(self, source: str, page: Page) -> str:
        """Return a page's content, and remember what it asked."""
        self._done += 1
        self.progress("rendering pages", self._done, len(self._pages) - len(self._taken))
        fragment = self._renderer.fragment(page)
        self._questions[source] = self._renderer.asked.taken()
        return fragment

    def _cache_folder(self, config: MkDocsConfig) -> Path | None:
        return Path(_root(config), self.config.cache) if self.config.cache else None

    def _add_assets(self, files: Files, config: MkDocsConfig) -> None:
        for kind in ("css", "js"):
            content = (SITE / "theme" / kind / f"sepkit.{kind}").read_bytes()
            uri = f"{self._folder}assets/sepkit.{kind}"
            files.append(File.generated(config, uri, content=content))

    def on_page_markdown(
        self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Give the page its title, escaped, because stock themes escape nothing."""
        page.update_date = self._view.register.as_of[:10]
        ours = self._pages.get(page.file.src_uri)
        if ours is None:
            return markdown
        page.meta["title"] = escaped_title(ours)
        return ""

    def on_page_content(
        self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Put our content in; the site's own pages are the operator's words and stay."""
        ours = self._pages.get(page.file.src_uri)
        if ours is None:
            return escape.trusted_html(_reachable(html)) if self._is_own_theme else html
        fragment = self._fragment(page.file.src_uri, ours)
        if self._is_own_theme:
            return escape.trusted_html(fragment)
        return f'<div class="sepkit">{fragment}</div>'

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Make our theme's templates escape, and fail on a name that does not exist."""
        if self._is_own_theme:
            env.autoescape = True
            env.undefined = StrictUndefined
            env.globals["sepkit"] = self._frame
        return env

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write what machines read, beside the pages."""
        self._cache.save(self._view.texts.values())
        site = Folder(Path(config.site_dir) / self._folder)
        self._note_pages(config)
        address = (
            (config.site_url or "").rstrip("/") + "/" + self._folder if config.site_url else ""
        )
        for path, content in machine_files(self._view, self._pages.values(), address=address):
            site.write(path, content)

    def _note_pages(self, config: MkDocsConfig) -> None:
        """Write the pages that were taken over, and remember what all pages are made of."""
        if self.store is None:
            return
        site = Folder(Path(config.site_dir))
        for source, key in self._keys.items():
            path = _file_of(source)
            if source in self._taken and not site.take(path, self.store.place(path)):
                site.write(path, self._taken[source])
            if source not in self._taken:
                data = (site.root / path).read_bytes()
                self.store.note(path, key, data, self._questions[source])
        self.store.save(self._renderer.asked)

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., Any]
    ) -> LiveReloadServer:
        """Build again when the repository's refs change."""
        repository = Path(_root(config), self.config.repo or ".")
        for folder in (repository / ".git", repository):
            for name in ("HEAD", "packed-refs", "refs"):
                if (folder / name).exists():
                    server.watch(str(folder / name))
        return server


class EmptyPage(MkDocsPage):
    """A page without Markdown, for which MkDocs need not set up a parser of it."""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Leave the page empty; its content comes with `on_page_content`."""
        if self.markdown:
            super().render(config, files)
            return
        self.content = ""
        self.toc = TableOfContents([])
        self.present_anchor_ids = set()
        self.links_to_anchors = {}


def _file_of(source: str) -> str:
    """Return where the page of a source stands below the site's root."""
    return f"{source.removesuffix('.md')}.html"


def _root(config: MkDocsConfig) -> Path:
    """The folder that relative paths of `mkdocs.yml` count from."""
    return Path(config.config_file_path).parent if config.config_file_path else Path.cwd()


def _reachable(html: str) -> str:
    """Code that is wider than the page scrolls, so the keyboard has to reach it."""
    return html.replace("<pre>", '<pre tabindex="0">')


def read_with_pipeline(settings: SepkitConfig, root: Path) -> BuildInput:
    """Read the repository that the settings name.

    Args:
        settings: what stands in `mkdocs.yml`.
        root: the folder that relative paths count from.

    Raises:
        SepkitError: there is nothing to read, or the configuration is invalid.
    """
    from sepkit.pipeline import ReadRequest, read_register

    repository = settings.repo or str(root)
    if not repository.startswith(("https://", "file://")):
        repository = str(Path(root, repository))
    return read_register(
        ReadRequest(
            location=repository,
            rev=settings.rev or None,
            preset=settings.preset or None,
            as_of=Instant(settings.as_of) if settings.as_of else None,
            cache_folder=Path(root, settings.cache) if settings.cache else None,
        )
    )
