"""`sepkit.yml` of the base revision: which process this is, and what is different here.

Only the base revision's file counts; a pull request that edits it changes nothing about itself.
"""

from sepkit.dialects import PRESETS, detect_preset, extend_dialect, load_dialect
from sepkit.markup import Node, read_yaml
from sepkit.model import ConfigurationError, Dialect, NothingToReadError, ObjectId, UsageError
from sepkit.sources import Repository, read_base_files

PLACES = ("sepkit.yml", ".github/sepkit.yml")
"""Where the file may stand; the first one counts."""


def read_configuration(
    repository: Repository, commit: ObjectId, *, preset: str | None = None
) -> Dialect:
    """Return the process of a repository, with the changes that its own file makes.

    Args:
        repository: an open one.
        commit: the base commit.
        preset: what the command line asks for; it wins over file and detection.

    Raises:
        ConfigurationError: the file is no valid configuration; the message names its line.
        NothingToReadError: nothing was named and no known folder of proposals is there.
        UsageError: there is no preset of that name.
    """
    if preset is not None and preset not in PRESETS:
        raise UsageError(f"no preset `{preset[:40]}`", help=f"choose one of {', '.join(PRESETS)}")
    place, node = _configuration(repository, commit)
    named = node.get("preset") if node is not None else None
    name = preset or (named.text if named is not None else None)
    if name is None:
        name = detect_preset(_top_level(repository, commit))
    if name is None and node is None:
        raise NothingToReadError(
            f"no folder of proposals at the top level of {repository.name} at {commit[:8]}",
            help=f"name the process with --preset ({', '.join(PRESETS)}), or describe it in "
            f"{PLACES[0]}",
        )
    if name is not None and name not in PRESETS:
        line = named.line if named is not None else 1
        raise ConfigurationError(
            f"{place}:{line}: no preset `{name[:40]}`", help=f"choose one of {', '.join(PRESETS)}"
        )
    base = load_dialect(name or "mcp")
    return extend_dialect(base, node, file=place) if node is not None else base


def _configuration(repository: Repository, commit: ObjectId) -> tuple[str, Node | None]:
    files, _ = read_base_files(repository, commit, PLACES)
    for place in PLACES:
        for file in files:
            if file.path == place:
                return place, _parsed(place, file.data)
    return PLACES[0], None


def _parsed(place: str, data: bytes) -> Node | None:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ConfigurationError(f"{place}: no UTF-8 at byte {error.start}") from error
    node, problems = read_yaml(text)
    if problems:
        first = problems[0]
        raise ConfigurationError(f"{place}:{first.line}: {first.message}", help=first.help)
    return node


def _top_level(repository: Repository, commit: ObjectId) -> list[str]:
    """Return the names at the top of the tree; the caller needs no more to tell a process."""
    root = repository.root_of(commit)
    entries = repository.read_tree(root) or [] if root is not None else []
    return [entry.name.decode("utf-8", "surrogateescape") for entry in entries]
