"""Whether a folder still holds the site that would be built now, told without building it.

A stamp is a digest of all that a site is made of: the repository's refs, what was asked for,
sepkit's own code, templates and style, and the versions of what renders them. Beside it stand the
names, sizes and times of the files that were written. Where all of that is as it was, a build would
write the same bytes again. Anything that cannot be told means: build.
"""

import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from sepkit.publish.build import Built
from sepkit.publish.writing import keep_json
from sepkit.resources import SITE, TEMPLATES

VERSION = 1
RENDERERS = ("mkdocs", "jinja2", "markdown", "markdown-it-py", "nh3")
"""Packages whose other version may write other bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """What one site is made of, and where it stands."""

    digest: str
    out: Path
    cache_folder: Path

    def current(self) -> Built | None:
        """Return what the folder holds, if that is what a build would write; else None."""
        try:
            data = json.loads(self._path.read_text("utf-8"))
            if data["digest"] != self.digest or data["files"] != files_digest(self.out):
                return None
            numbers = {name: int(data["built"][name]) for name in ("pages", "files", "bytes")}
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None
        return Built(out=self.out, **numbers)

    def keep(self, built: Built) -> None:
        """Remember that the folder holds this site."""
        numbers: dict[str, Any] = asdict(built)
        del numbers["out"]
        data = {"digest": self.digest, "files": files_digest(self.out), "built": numbers}
        keep_json(self._path, data)

    @property
    def _path(self) -> Path:
        name = hashlib.sha256(os.fsencode(self.out)).hexdigest()[:16]
        return self.cache_folder / f"site-{VERSION}-{name}.json"


def stamp_of(
    state: str | None, options: Iterable[str], out: Path, cache: Path | None
) -> Stamp | None:
    """Return the stamp of a site that would be built now; None where it cannot be told.

    Args:
        state: a digest of all that the register depends on; None where only reading could tell.
        options: what else the build was asked for.
        out: the folder of the site.
        cache: where stamps are kept; None keeps none.
    """
    if state is None or cache is None or out.is_symlink():
        return None
    out = out.parent.resolve() / out.name
    made_of = (state, *options, *(version(name) for name in RENDERERS))
    digest = hashlib.sha256(repr(made_of).encode("utf-8", "surrogatepass"))
    for folder in (TEMPLATES / "site", SITE):
        digest.update(files_digest(folder).encode())
    return Stamp(digest=digest.hexdigest(), out=out, cache_folder=cache)


def files_digest(folder: Path) -> str:
    """Return a digest over names, sizes and times of all files below a folder.

    Raises:
        OSError: there is no such folder.
    """
    digest = hashlib.sha256()
    for name, size, changed in sorted(_listed(os.fspath(folder), "")):
        digest.update(f"{name}\0{size}\0{changed}\n".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _listed(folder: str, prefix: str) -> Iterable[tuple[str, int, int]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _listed(entry.path, f"{prefix}{entry.name}/")
            else:
                stat = entry.stat(follow_symlinks=False)
                yield f"{prefix}{entry.name}", stat.st_size, stat.st_mtime_ns
