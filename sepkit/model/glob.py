"""Globs over paths inside a repository: `*` stays in one folder, `**` crosses folders."""

from fnmatch import fnmatchcase
from functools import lru_cache


def is_path_match(pattern: str, path: str) -> bool:
    """Whether a path as a whole fits a glob.

    Args:
        pattern: parts between `/`; in a part `*`, `?` and `[…]` stand for characters of that part,
            a part `**` for any number of parts, none included.
        path: a path inside the repository, without a leading `/`.

    Returns:
        False as well for a pattern that begins with `/`: patterns count from the root anyway.
    """
    return _matches(tuple(pattern.split("/")), tuple(path.split("/")))


@lru_cache(maxsize=4096)
def _matches(pattern: tuple[str, ...], parts: tuple[str, ...]) -> bool:
    # One row of a table per part of the pattern: which prefixes of the path it can have eaten.
    # No backtracking, so that no pattern is slow.
    eaten = [True] + [False] * len(parts)
    for piece in pattern:
        if piece == "**":
            first = eaten.index(True) if True in eaten else len(eaten)
            eaten = [index >= first for index in range(len(eaten))]
        else:
            eaten = [False] + [
                eaten[index] and fnmatchcase(part, piece) for index, part in enumerate(parts)
            ]
    return eaten[-1]
