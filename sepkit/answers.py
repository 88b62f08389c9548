"""What a reading command printed before, for the same question in the same state.

A terminal that asks twice gets the second answer without reading, decoding or formatting anything:
this module imports next to nothing, and looks only at the refs, at sepkit's own files and at what
the question was. Anything that it does not understand is answered the long way.
"""

import os
import sys
from hashlib import blake2b
from pathlib import Path

COMMANDS = frozenset(
    {"status", "queue", "show", "conflicts", "groups", "spec", "diff", "history", "export"}
)
"""Commands whose answer depends on the repository, their arguments and the terminal alone."""

_NOT_KEPT = (
    "-h",
    "--help",
    "--no-cache",
    "--ownership",
    "--tests",
    "--conformance",
    "-o",
    "--output",
)
"""Options that ask for more than an answer on standard output, or for another way to it."""

_PACKAGE = str(Path(__file__).resolve().parent)
_DATA_FOLDERS = ("_data/workgroups", "../workgroups")


def question_of(arguments: list[str]) -> str | None:
    """Return a digest of a question and of all that its answer depends on.

    Args:
        arguments: the command line after the program's name.

    Returns:
        Hexadecimal digits; None for a question whose answer is not kept.
    """
    if arguments in (["--help"], ["-h"]):
        return _digest((arguments, code_state(), *_terminal()))
    if not arguments or arguments[0] not in COMMANDS:
        return None
    if any(argument.startswith(_NOT_KEPT) for argument in arguments):
        return None
    from sepkit.sources import refs_state

    place = _repository(arguments)
    state = refs_state(place)
    if state is None:
        return None
    where = str(Path(place).resolve())
    return _digest((arguments, where, state, code_state(), *_terminal()))


def _digest(parts: object) -> str:
    return blake2b(repr(parts).encode("utf-8", "surrogateescape"), digest_size=20).hexdigest()


def kept_answer(question: str) -> tuple[bytes, int] | None:
    """Return what was printed before and the exit code, or None."""
    from sepkit.sources import Cache

    data = Cache(cache_folder()).get("answer", question)
    return (data[1:], data[0]) if data else None


def keep_answer(question: str, printed: str, code: int) -> None:
    """Keep what was printed for the next time."""
    from sepkit.sources import Cache

    Cache(cache_folder()).put("answer", question, bytes([code]) + printed.encode())


def cache_folder() -> Path:
    """Return where results are kept: `SEPKIT_CACHE`, else the user's cache folder."""
    named = os.environ.get("SEPKIT_CACHE")
    if named:
        return Path(named)
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "sepkit"


def code_state() -> str:
    """Return a digest of sepkit's own files, so that an edited rule never meets an old result."""
    digest = blake2b(digest_size=20)
    for folder in (_PACKAGE, *(f"{_PACKAGE}/{name}" for name in _DATA_FOLDERS)):
        for name, size, changed in sorted(_files(folder)):
            digest.update(f"{name} {size} {changed}\n".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _files(folder: str) -> list[tuple[str, int, int]]:
    found: list[tuple[str, int, int]] = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.endswith((".py", ".yml", ".json")):
                    stat = entry.stat()
                    found.append((entry.path, stat.st_size, stat.st_mtime_ns))
                elif entry.is_dir() and entry.name not in ("__pycache__", "files", "_data"):
                    found += _files(entry.path)
    except OSError:
        return found
    return found


def _repository(arguments: list[str]) -> str:
    place = "."
    for index, argument in enumerate(arguments):
        if argument == "--repo" and index + 1 < len(arguments):
            place = arguments[index + 1]
        elif argument.startswith("--repo="):
            place = argument.removeprefix("--repo=")
    return place


def _terminal() -> tuple[object, ...]:
    """What the terminal changes about a text: its width, and whether it has colours."""
    is_terminal = sys.stdout.isatty()
    width = os.get_terminal_size().columns if is_terminal else 0
    return (is_terminal, width, os.environ.get("COLUMNS"), os.environ.get("NO_COLOR"))
