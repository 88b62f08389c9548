"""Pages of the build before, taken over byte by byte where nothing that they are made of changed.

A page is made of its own content, of the frame around it and of the code that joins the two. The
key of a page is a digest of all three, so a page whose key is known is the page that would come out
now. Its bytes are taken from the folder that the build before wrote, and only if they are still
those that it wrote: a file that somebody edited is made anew.
"""

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sepkit.publish.site.page import Page

VERSION = 1


class PageStore:
    """What the build before wrote into one folder, and what this one does."""

    def __init__(self, cache_folder: Path, out: Path) -> None:
        """Read what is known of a folder.

        Args:
            cache_folder: where it is kept between builds; a file there can be deleted at any time.
            out: the folder that the build before wrote.
        """
        name = hashlib.sha256(str(out).encode("utf-8", "surrogatepass")).hexdigest()[:16]
        self._path = cache_folder / f"pages-{VERSION}-{name}.json"
        self._out = out
        self._before = _read(self._path)
        self._now: dict[str, tuple[str, str]] = {}
        self.reused = 0
        """How many pages were taken over."""

    def take(self, path: str, key: str) -> bytes | None:
        """Return the bytes of a page with that key, or None where they have to be made.

        Args:
            path: of the file, below the site's root.
            key: see `page_key`.
        """
        known = self._before.get(path)
        if known is None or known[0] != key:
            return None
        file = self._out / path
        try:
            data = None if file.is_symlink() else file.read_bytes()
        except OSError:
            return None
        if data is None or _digest(data) != known[1]:
            return None
        self.reused += 1
        return data

    def place(self, path: str) -> Path:
        """Return where the build before wrote a file."""
        return self._out / path

    def note(self, path: str, key: str, data: bytes) -> None:
        """Remember what a page is made of, and its bytes."""
        self._now[path] = (key, _digest(data))

    def save(self) -> None:
        """Keep what this build noted."""
        if self._now == self._before:
            return
        self._path.parent.mkdir(parents=True, exist_ok=True)
        temporary = self._path.with_name(f".{self._path.name}.{os.getpid()}")
        temporary.write_text(json.dumps(self._now), "utf-8")
        os.replace(temporary, self._path)  # noqa: PTH105 - atomic by contract


def page_key(page: Page, fragment: str, *, frame: str) -> str:
    """Return a digest of all that a page's bytes depend on.

    Args:
        page: its path, title, description, section, feed and data stand in the frame.
        fragment: its content.
        frame: a digest of what all pages share; see `frame_key`.
    """
    shown = (
        page.path,
        page.title,
        page.description,
        page.section,
        page.feed,
        page.data,
        page.is_indexed,
        page.moved_to,
    )
    return _digest(repr((frame, shown, fragment)).encode("utf-8", "surrogatepass"))


def frame_key(shared: Mapping[str, Any], theme: Path) -> str:
    """Return a digest of what stands around every page.

    Args:
        shared: what the theme's templates print, and what tells one version of the code that joins
            page and frame from another, in plain values.
        theme: the folder of the theme's templates.
    """
    digest = hashlib.sha256(repr(sorted(shared.items())).encode("utf-8", "surrogatepass"))
    for path in sorted(theme.rglob("*")):
        if path.is_file():
            digest.update(str(path.relative_to(theme)).encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _read(path: Path) -> dict[str, tuple[str, str]]:
    try:
        data = json.loads(path.read_text("utf-8"))
        return {str(name): (str(key), str(digest)) for name, (key, digest) in data.items()}
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return {}
