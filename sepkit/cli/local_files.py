"""Local files for `sepkit check`: where they would stand, what is wrong, and their mending."""

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from sepkit.cli.reading import Reading
from sepkit.model import Finding, RepoPath, UsageError


@dataclass(frozen=True, slots=True, kw_only=True)
class Mending:
    """What may be done to local files."""

    is_on: bool
    """Write the mended file back."""
    is_diff: bool
    """Show what would be written instead."""
    has_unsafe: bool
    """Mend also what may change the meaning."""


def check_files(
    paths: Sequence[str], mend: Mending, is_wanted: Callable[[str], bool], reading: Reading
) -> tuple[list[Finding], int]:
    """Return what is wrong with local files, and how many flaws were mended in them."""
    from sepkit.pipeline.checking import check_file

    found: list[Finding] = []
    mended = 0
    for place in paths:
        data = text_of(place)
        path = _path_of(place, reading)
        if mend.is_on or mend.is_diff:
            data, count = _mend(place, data, path, mend, is_wanted, reading)
            mended += count
        if not mend.is_diff:
            found += check_file(reading.corpus, data, path=path)
    return found, mended


def _mend(
    place: str,
    data: bytes,
    path: RepoPath,
    mend: Mending,
    is_wanted: Callable[[str], bool],
    reading: Reading,
) -> tuple[bytes, int]:
    """Return a file mended; written back where --fix asks for it, shown where --diff does."""
    from sepkit.pipeline.checking import mend_file

    better = mend_file(
        data,
        path=path,
        dialect=reading.corpus.dialect,
        has_unsafe=mend.has_unsafe,
        is_wanted=is_wanted,
        known=frozenset(
            number for r in reading.corpus.readings if (number := r.document.number) is not None
        ),
    )
    if mend.is_diff:
        click.echo(_difference(place, data, better.data), nl=False)
    elif better.data != data and place != "-":
        _replace(Path(place), better.data)
    return better.data, better.count


def _difference(place: str, old: bytes, new: bytes) -> str:
    from difflib import unified_diff

    from sepkit.publish.escape import terminal

    before, after = (text.decode("utf-8", "replace").split("\n") for text in (old, new))
    lines = unified_diff(before, after, f"a/{place}", f"b/{place}", lineterm="")
    return "".join(f"{terminal(line)}\n" for line in lines)


def _replace(path: Path, data: bytes) -> None:
    """Put new content in a file's place, all of it or nothing.

    Raises:
        UsageError: the file cannot be written, or its name is a link that leads elsewhere.
    """
    if path.is_symlink():
        raise UsageError(f"`{path}` is a symbolic link", help="name the file that it leads to")
    temporary = path.with_name(f".{path.name}.sepkit")
    try:
        with temporary.open("xb") as file:
            file.write(data)
        temporary.chmod(path.stat().st_mode)
        os.replace(temporary, path)  # noqa: PTH105 - the one call that is atomic by contract
    except OSError as error:
        if not isinstance(error, FileExistsError):
            temporary.unlink(missing_ok=True)
        raise UsageError(f"`{path}` cannot be written: {error.strerror}") from error


def text_of(place: str) -> bytes:
    """Return a text that is to be looked at: a file of this machine, or standard input for `-`.

    Raises:
        UsageError: the file cannot be read.
    """
    return sys.stdin.buffer.read() if place == "-" else bytes_of(place)


def bytes_of(place: str) -> bytes:
    """Return a file of this machine.

    Raises:
        UsageError: it cannot be read.
    """
    try:
        return Path(place).read_bytes()
    except OSError as error:
        raise UsageError(
            f"`{place}` cannot be read: {error.strerror}", help="give a file, or `-` for input"
        ) from error


def _path_of(place: str, reading: Reading) -> RepoPath:
    """Return where a file stands, or would stand, in the repository."""
    from sepkit.pipeline.checking import STANDARD_INPUT

    if place == "-":
        return STANDARD_INPUT
    path = Path(place).resolve()
    root = Path(reading.request.location)
    if root.is_dir() and path.is_relative_to(root.resolve()):
        return RepoPath(path.relative_to(root.resolve()).as_posix())
    folder = reading.corpus.dialect.path.partition("{")[0].rpartition("/")[0]
    tail = path.as_posix().rpartition(f"/{folder}/")[2] if f"/{folder}/" in path.as_posix() else ""
    return RepoPath(f"{folder}/{tail or path.name}".lstrip("/"))
