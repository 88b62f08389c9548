"""Globs over names and paths, without regular expressions: no pattern is slow, none is compiled."""

from functools import lru_cache


def is_wildcard_match(pattern: str, text: str) -> bool:
    """Whether a text as a whole fits a pattern.

    Args:
        pattern: `*` stands for any characters, none included, `?` for one; all others for
            themselves.
        text: any text.
    """
    at = mark = place = 0
    star = -1
    # When the text after a `*` does not fit, the `*` takes one character more: only the last one
    # ever has to, so the time is at most the product of the two lengths.
    while place < len(text):
        if at < len(pattern) and pattern[at] == "*":
            star, mark = at, place
            at += 1
        elif at < len(pattern) and pattern[at] in ("?", text[place]):
            at += 1
            place += 1
        elif star >= 0:
            at, mark = star + 1, mark + 1
            place = mark
        else:
            return False
    return not pattern[at:].strip("*")


def is_path_match(pattern: str, path: str) -> bool:
    """Whether a path as a whole fits a glob.

    Args:
        pattern: parts between `/`; in a part `*` stands for any characters of that part and `?` for
            one, a part `**` for any number of parts, none included.
        path: a path inside the repository, without a leading `/`.

    Returns:
        False as well for a pattern that begins with `/`: patterns count from the root anyway.
    """
    if "*" not in pattern and "?" not in pattern:
        return pattern == path
    return _matches(tuple(pattern.split("/")), tuple(path.split("/")))


@lru_cache(maxsize=4096)
def _matches(pattern: tuple[str, ...], parts: tuple[str, ...]) -> bool:
    # One row of a table per part of the pattern: which prefixes of the path it can have eaten.
    eaten = [True] + [False] * len(parts)
    for piece in pattern:
        if piece == "**":
            first = eaten.index(True) if True in eaten else len(eaten)
            eaten = [index >= first for index in range(len(eaten))]
        else:
            eaten = [False] + [
                eaten[index] and is_wildcard_match(piece, part) for index, part in enumerate(parts)
            ]
    return eaten[-1]
