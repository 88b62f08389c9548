"""Where a command writes: one name for the option everywhere, one message where it fails."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from sepkit.model import UsageError


def output_file(
    text: str = "Write to this file.", *also: str
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return an option `-o FILE`; the command gets it as `output: Path | None`.

    Args:
        text: its help.
        also: further names for it.
    """
    kind = click.Path(dir_okay=False, path_type=Path)
    return click.option("-o", "--output", *also, "output", type=kind, help=text)


def output_folder(
    text: str, *also: str, default: str = ""
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return an option `-o FOLDER`; the command gets it as `output: Path`.

    Args:
        text: its help.
        also: further names for it.
        default: the folder that counts without it; "" for the current one.
    """
    return click.option(
        "-o",
        "--output",
        *also,
        "output",
        type=click.Path(file_okay=False, path_type=Path),
        default=Path(default),
        show_default=default or "this folder",
        help=text,
    )


def write_text(text: str, file: Path) -> None:
    """Write a result to a file of the operator.

    Raises:
        UsageError: the file cannot be written.
    """
    try:
        file.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise UsageError(
            f"`{file}` cannot be written: {error.strerror}", help="name a file in a folder of yours"
        ) from error
