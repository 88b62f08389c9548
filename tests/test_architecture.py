"""The rules of the house: who may import whom, and what analysis must not know."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "sepkit"

MAY_IMPORT = {
    "model": set(),
    "markup": {"model"},
    "sources": {"model"},
    "dialects": {"model", "markup"},
    "ownership": {"model", "markup"},
    "spec": {"model", "markup"},
    "analysis": {"model", "markup"},
    "publish": {"model", "markup", "analysis", "resources", "version"},
    "sample": {"model", "markup"},
    "theme": {"resources"},
    "forge": {"model", "markup", "publish", "version"},
}
"""Folder to what it may import of sepkit besides itself; `cli`, `plugin`, `pipeline` join all."""

FORBIDDEN_IN_ANALYSIS = {
    "datetime.now",
    "os",
    "random",
    "requests",
    "socket",
    "subprocess",
    "time",
    "urllib",
    "pathlib",
    "secrets",
}

SHELL_AND_PICKLE = {"pickle", "marshal", "shelve", "dill"}


def modules(folder: str = "") -> list[Path]:
    return sorted((PACKAGE / folder).rglob("*.py"))


def imports_of(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            if node.module == "sepkit":
                found |= {f"sepkit.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("folder", sorted(MAY_IMPORT))
def test_data_flows_from_left_to_right(folder: str) -> None:
    allowed = MAY_IMPORT[folder] | {folder}
    wrong = [
        f"{path.relative_to(PACKAGE)} imports {name}"
        for path in modules(folder)
        for name in imports_of(path)
        if name.startswith("sepkit.") and name.split(".")[1] not in allowed
    ]

    assert wrong == []


def test_analysis_knows_no_clock_network_or_environment() -> None:
    wrong = [
        f"{path.relative_to(PACKAGE)} imports {name}"
        for path in modules("analysis")
        for name in imports_of(path)
        if name.partition(".")[0] in FORBIDDEN_IN_ANALYSIS
    ]

    assert wrong == []


def calls_of(path: Path) -> list[str]:
    return [
        ast.unparse(node.func)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    ]


def test_analysis_reads_neither_clock_nor_files() -> None:
    calls = {"open", "datetime.now", "date.today", "datetime.today", "print", "input"}
    wrong = [
        (path.name, call)
        for path in modules("analysis")
        for call in calls_of(path)
        if call in calls
    ]

    assert wrong == []


def test_nothing_executes_or_unpickles_data() -> None:
    calls = {"eval", "exec", "yaml.load", "os.system", "os.popen", "tempfile.mktemp"}
    wrong = [
        (str(path.relative_to(PACKAGE)), call)
        for path in modules()
        for call in calls_of(path)
        if call in calls
    ]
    wrong += [
        (str(path.relative_to(PACKAGE)), name)
        for path in modules()
        for name in imports_of(path)
        if name in SHELL_AND_PICKLE
    ]

    assert wrong == []


def test_no_process_is_started_through_a_shell() -> None:
    wrong = [
        str(path.relative_to(PACKAGE))
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.keyword) and node.arg == "shell"
    ]

    assert wrong == []


def test_processes_are_started_by_the_rooms_that_read_the_world_and_no_other() -> None:
    rooms = {"sources", "sample", "forge"}
    starting = {
        path.relative_to(PACKAGE).parts[0]
        for path in modules()
        if {"subprocess", "os.posix_spawn"} & (imports_of(path) | set(calls_of(path)))
    }

    assert starting <= rooms


def test_documents_are_never_split_at_unicode_line_breaks() -> None:
    wrong = [
        str(path.relative_to(PACKAGE))
        for path in modules()
        if any(call.endswith(".splitlines") for call in calls_of(path))
    ]

    assert wrong == []


def test_markup_is_made_in_two_files_only() -> None:
    wrong = [
        str(path.relative_to(PACKAGE))
        for path in modules()
        if any(call in {"Markup", "markupsafe.Markup"} for call in calls_of(path))
        and path.name not in {"escape.py", "body.py"}
    ]

    assert wrong == []
