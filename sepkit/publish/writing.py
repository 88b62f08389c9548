"""Files of ours, written inside one folder and nowhere else."""

import os
from pathlib import Path

from sepkit.model import SepkitError


class WriteError(SepkitError):
    """The output folder holds something that sepkit must not write over."""

    exit_code = 2


class Folder:
    """One output folder; a symbolic link on the way to a file is refused, never followed."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def write(self, path: str, content: bytes) -> None:
        """Write a file, through a temporary name beside it.

        Args:
            path: relative, `/` between parts, made of names of ours.
            content: what it holds.

        Raises:
            WriteError: the path leads out of the folder, or through a link.
        """
        parts = path.split("/")
        if any(part in ("", ".", "..") or "\0" in part or "\\" in part for part in parts):
            raise WriteError(f"`{path}` is no path inside the output folder")
        folder = self.root
        for part in parts[:-1]:
            folder = folder / part
            if folder.is_symlink():
                raise WriteError(
                    f"`{folder}` is a symbolic link", help="choose an output folder without links"
                )
        folder.mkdir(parents=True, exist_ok=True)
        target = folder / parts[-1]
        if target.is_symlink() or target.is_dir():
            raise WriteError(f"`{target}` is a link or a folder, and a file belongs there")
        temporary = folder / f".{parts[-1]}.new"
        temporary.write_bytes(content)
        os.replace(temporary, target)  # noqa: PTH105 - the one call that is atomic by contract
