"""Git, and only git: what stands where, and since when.

Names are imported when they are first used: `refs_state` is asked on every warm start, and must
not pay for what only reading needs. Their types stand in `__init__.pyi` beside this file.
"""

from importlib import import_module

_PLACES = {
    "Cache": "cache",
    "Repository": "repository",
    "list_base_paths": "base_files",
    "open_repository": "opening",
    "read_base_files": "base_files",
    "read_branch_files": "branch_files",
    "read_file_versions": "file_history",
    "read_first_days": "file_history",
    "read_snapshot": "snapshot",
    "refs_state": "ref_files",
}

# Spelled out in `__init__.pyi`, which is what type checkers read.
__all__ = [*_PLACES]  # noqa: PLE0604 # pyright: ignore[reportUnsupportedDunderAll]


def __getattr__(name: str) -> object:
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    # No submodule bears the name of what it offers: importing it would put it in the name's place.
    value = getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)
    globals()[name] = value
    return value
