"""The reference of commands is made from their help; `pytest --accept` writes it anew."""

import importlib
from collections.abc import Callable
from pathlib import Path

import click

from sepkit.cli import COMMANDS, sepkit

REFERENCE = Path(__file__).parents[2] / "docs" / "reference.md"

EXIT_CODES = """
| code | meaning |
|---|---|
| 0 | fine |
| 1 | findings at or above `--fail-on` |
| 2 | usage |
| 3 | nothing to read |
| 4 | configuration or ownership invalid |
| 5 | forge or network |
"""


def help_of(command: click.Command, path: str) -> list[str]:
    settings = {**sepkit.context_settings, "terminal_width": 100}
    context = click.Context(command, info_name=path, **settings)
    lines = [f"## {path}", "", "```text", command.get_help(context).rstrip(), "```", ""]
    if isinstance(command, click.Group):
        for name, inner in sorted(command.commands.items()):
            lines += help_of(inner, f"{path} {name}")
    return lines


def test_the_reference_is_what_the_commands_say(
    same_as_file: Callable[[Path, str], None],
) -> None:
    lines = ["# Commands", "", "Made from `--help`; CI compares.", EXIT_CODES]
    for name, _, _ in COMMANDS:
        command = getattr(importlib.import_module(f"sepkit.cli.{name}"), name)
        lines += help_of(command, f"sepkit {name}")

    same_as_file(REFERENCE, "\n".join(lines).rstrip() + "\n")
