"""A register to a folder of files: MkDocs' own build, with good defaults and a careful swap."""

import logging
import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from sepkit.model import Progress, ProposalKey, Register
from sepkit.publish.writing import WriteError
from sepkit.resources import SITE

MARKER = ".sepkit-site"
"""A file that says whose the folder is; a folder without it is never written over."""


class BuildInput(Protocol):
    """What a build needs of a reading."""

    @property
    def register(self) -> Register:
        """Everything that pages show."""
        ...

    @property
    def texts(self) -> Mapping[ProposalKey, str]:
        """The proposals' files as they were read."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build left behind."""

    out: Path
    pages: int
    files: int
    bytes: int


def build_site(
    result: BuildInput,
    out: Path,
    *,
    repository: Path | None = None,
    site_url: str = "",
    use_directory_urls: bool = True,
    config_file: Path | None = None,
    cache_folder: Path | None = None,
    progress: Progress | None = None,
    is_live: bool = False,
) -> Built:
    """Build the site of a register into a folder, all of it or nothing.

    Args:
        result: the register and the proposals' texts.
        out: the folder; new, empty, or one that an earlier build made.
        repository: the folder that was read; the site is never written into it.
        site_url: the address that the site will have, for feeds and the sitemap.
        use_directory_urls: whether addresses end in `/` or in `index.html`.
        config_file: another `mkdocs.yml`; by default the one that travels with sepkit.
        cache_folder: where rendered texts and the keys of pages are kept between builds; a page
            that would come out as before is then taken from `out`. None keeps nothing.
        progress: told what is being done.
        is_live: whether pages ask the server for a newer build, as in a local preview.

    Raises:
        WriteError: the folder is somebody else's, a link, or inside the repository.
    """
    out = check_out(out, repository=repository)
    out.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{out.name}.", suffix=".new", dir=out.parent))
    try:
        fresh.chmod(0o755)
        _run_mkdocs(
            result,
            fresh,
            site_url=site_url,
            use_directory_urls=use_directory_urls,
            config_file=config_file or SITE / "mkdocs.yml",
            cache_folder=cache_folder,
            progress=progress,
            before=out if config_file is None else None,
            is_live=is_live,
        )
        (fresh / MARKER).write_text(f"{result.register.tool}\n", encoding="utf-8")
        built = _measure(fresh, out)
        _swap(fresh, out)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return built


def check_out(out: Path, *, repository: Path | None = None) -> Path:
    """Return the folder to write, resolved; refuse what is not ours.

    Raises:
        WriteError: with what stands in the way and what to do.
    """
    if out.is_symlink():
        raise WriteError(f"`{out}` is a symbolic link", help="name the folder itself")
    out = out.parent.resolve() / out.name
    if out.exists() and not out.is_dir():
        raise WriteError(f"`{out}` is a file", help="name a folder that is new or empty")
    if out.is_dir() and any(out.iterdir()) and not (out / MARKER).is_file():
        raise WriteError(
            f"`{out}` holds files that sepkit did not write",
            help="name a new or empty folder, or one that an earlier build made",
        )
    if repository is not None and out.resolve().is_relative_to(repository.resolve()):
        raise WriteError(
            f"`{out}` is inside the repository that is read", help="name a folder beside it"
        )
    return out


def _run_mkdocs(
    result: BuildInput,
    out: Path,
    *,
    site_url: str,
    use_directory_urls: bool,
    config_file: Path,
    cache_folder: Path | None,
    progress: Progress | None,
    before: Path | None,
    is_live: bool,
) -> None:
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    config = load_config(
        str(config_file),
        site_dir=str(out),
        site_url=site_url or None,
        use_directory_urls=use_directory_urls,
    )
    plugin = config.plugins["sepkit"]
    plugin.provider = lambda *_: result  # type: ignore[attr-defined]
    plugin.progress = progress or plugin.progress  # type: ignore[attr-defined]
    plugin.is_live = is_live  # type: ignore[attr-defined]
    if cache_folder is not None and before is not None:
        plugin.keep_pages(cache_folder, before)  # type: ignore[attr-defined]
    plugin.config["cache"] = str(cache_folder.absolute()) if cache_folder is not None else ""
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    config.plugins.on_shutdown()


def _measure(fresh: Path, out: Path) -> Built:
    files = [path for path in fresh.rglob("*") if path.is_file()]
    return Built(
        out=out,
        pages=sum(path.suffix == ".html" for path in files),
        files=len(files),
        bytes=sum(path.stat().st_size for path in files),
    )


def _swap(fresh: Path, out: Path) -> None:
    """Put the new folder in the old one's place; a crash leaves one of the two, whole."""
    if not out.exists():
        os.replace(fresh, out)  # noqa: PTH105 - atomic by contract
        return
    old = Path(tempfile.mkdtemp(prefix=f".{out.name}.", suffix=".old", dir=out.parent))
    os.replace(out, old)  # noqa: PTH105
    os.replace(fresh, out)  # noqa: PTH105
    shutil.rmtree(old, ignore_errors=True)
