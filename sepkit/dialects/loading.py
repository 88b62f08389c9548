"""Presets by name, a repository's own changes to them, and which preset a repository asks for."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from sepkit.dialects.scheme import dialect_of
from sepkit.markup import Node, read_yaml
from sepkit.model import ConfigurationError, Dialect

PRESETS: tuple[str, ...] = ("mcp", "eip", "kep", "pep", "rust")
"""The presets that travel with sepkit, in the order in which they are tried."""

_FOLDER = Path(__file__).parent
_OTHERS_READ = frozenset({"preset", "triage"})


@cache
def load_dialect(name: str) -> Dialect:
    """Return the dialect of a preset.

    Raises:
        ConfigurationError: there is no preset of that name, or its file is invalid.
    """
    if name not in PRESETS:
        raise ConfigurationError(
            f"`{name}` is no preset", help=f"the presets are {', '.join(PRESETS)}"
        )
    return parse_dialect((_FOLDER / f"{name}.yml").read_text("utf-8"), file=f"{name}.yml")


def parse_dialect(text: str, *, file: str) -> Dialect:
    """Read a dialect's own file.

    Args:
        text: YAML with the keys of `Dialect`.
        file: its name, for messages.

    Raises:
        ConfigurationError: with file and line of every mistake.
    """
    return dialect_of(_root(text, file), file=file, base=None, reserved=frozenset())


def extend_dialect(
    base: Dialect,
    overrides: Node,
    *,
    file: str = "sepkit.yml",
    reserved: frozenset[str] = _OTHERS_READ,
) -> Dialect:
    """Change a dialect key by key, as a repository's own configuration says.

    A plain key replaces the base's value, a list replaces the whole list; under `fields`,
    `statuses` and `sections` each rule is changed or added by its name.

    Args:
        base: the preset.
        overrides: the mapping of the configuration file.
        file: its name, for messages.
        reserved: keys of that mapping that somebody else reads.

    Raises:
        ConfigurationError: with file and line of every mistake.
    """
    return dialect_of(overrides, file=file, base=base, reserved=reserved)


def detect_preset(paths: Iterable[str]) -> str | None:
    """Return the first preset whose folder is among the paths, or None.

    Args:
        paths: paths of a repository, or only the names at its top level.
    """
    tops = {path.partition("/")[0] for path in paths}
    for name in PRESETS:
        if load_dialect(name).path.partition("/")[0] in tops:
            return name
    return None


def _root(text: str, file: str) -> Node:
    node, problems = read_yaml(text)
    if problems:
        first = problems[0]
        raise ConfigurationError(f"{file}:{first.line}: {first.message}", help=first.help)
    if node is None:
        raise ConfigurationError(f"{file}:1: the file is empty", help="name a key and a path")
    return node
