"""Files of ours, written inside one folder and nowhere else."""

import json
import os
from contextlib import suppress
from pathlib import Path

from sepkit.model import SepkitError


class WriteError(SepkitError):
    """The output folder holds something that sepkit must not write over."""

    exit_code = 2


def keep_json(path: Path, value: object) -> None:
    """Keep something for the next run, all of it or nothing.

    A folder that cannot be written keeps nothing; that costs time at the next run, and no more.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_text(json.dumps(value), "utf-8")
        os.replace(temporary, path)  # noqa: PTH105 - atomic by contract


class Folder:
    """One output folder; a symbolic link on the way to a file is refused, never followed."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._made: set[Path] = set()

    def write(self, path: str, content: bytes) -> None:
        """Write a file, through a temporary name beside it.

        Args:
            path: relative, `/` between parts, made of names of ours.
            content: what it holds.

        Raises:
            WriteError: the path leads out of the folder, or through a link.
        """
        target = self._target(path)
        temporary = target.with_name(f".{target.name}.new")
        temporary.write_bytes(content)
        os.replace(temporary, target)  # noqa: PTH105 - the one call that is atomic by contract

    def take(self, path: str, file: Path) -> bool:
        """Give a file of the build before a second name here, and say whether that could be done.

        Args:
            path: as in `write`; nothing may stand there.
            file: in a folder that is replaced afterwards.
        """
        target = self._target(path)
        try:
            os.link(file, target, follow_symlinks=False)
        except OSError:
            return False
        return True

    def _target(self, path: str) -> Path:
        parts = path.split("/")
        if any(part in ("", ".", "..") or "\0" in part or "\\" in part for part in parts):
            raise WriteError(f"`{path}` is no path inside the output folder")
        folder = self.root
        for part in parts[:-1]:
            folder = folder / part
            if folder not in self._made and folder.is_symlink():
                raise WriteError(
                    f"`{folder}` is a symbolic link", help="choose an output folder without links"
                )
        if folder not in self._made:
            folder.mkdir(parents=True, exist_ok=True)
            self._made.add(folder)
        target = folder / parts[-1]
        if target.is_symlink() or target.is_dir():
            raise WriteError(f"`{target}` is a link or a folder, and a file belongs there")
        return target
