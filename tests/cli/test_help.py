import importlib
from pathlib import Path

import click
import pytest

from sepkit.cli import COMMANDS
from sepkit.version import __version__
from tests.cli.runner import sepkit

FOLDER = Path(__file__).parents[2] / "sepkit" / "cli"
SHARED = {
    "__init__",
    "__pycache__",
    "local_files",
    "measuring",
    "output",
    "progress",
    "reading",
    "sweeping",
}


def test_the_version_is_answered() -> None:
    assert sepkit("--version").out == f"sepkit {__version__}\n"


def test_the_help_names_every_command_and_the_exit_codes() -> None:
    text = sepkit("--help").out

    assert all(f"  {name} " in text for name, _, _ in COMMANDS)
    assert "3 nothing to read" in text


@pytest.mark.parametrize("name", [name for name, _, _ in COMMANDS])
def test_a_commands_help_begins_with_its_line_in_the_list_and_has_an_example(name: str) -> None:
    command = getattr(importlib.import_module(f"sepkit.cli.{name}"), name)
    listed = next(text for listed_name, _, text in COMMANDS if listed_name == name)

    assert isinstance(command, click.Command)
    assert (command.help or "").split(" ")[0] == listed.split(" ")[0]
    assert "Example" in (command.epilog or "")


def test_every_command_file_is_listed() -> None:
    files = {path.stem for path in FOLDER.iterdir()} - SHARED

    assert {name for name, _, _ in COMMANDS} == files


def test_help_imports_no_command_and_nothing_slow() -> None:
    import subprocess
    import sys

    code = (
        "import sys; from sepkit.cli import run; run(['--help']);"
        "print('LOADED', *sorted(m for m in sys.modules))"
    )
    out = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout
    loaded = set(out.partition("LOADED")[2].split())

    slow = {"markdown_it", "jinja2", "networkx", "mkdocs", "github", "yaml", "subprocess"}
    assert not slow & loaded
    assert not {f"sepkit.cli.{name}" for name, _, _ in COMMANDS} & loaded
