"""How a process's proposals are cited and addressed: the patterns that its description makes."""

import re
from functools import cache

from sepkit.model.dialect import Dialect
from sepkit.model.limits import LIMITS

_NUMBER = re.compile("[1-9][0-9]{0,6}")


def parse_number(text: str) -> int | None:
    """Return a proposal's number (1 to 9,999,999, no sign, ASCII digits), or None."""
    digits = text.strip().lstrip("0") if len(text) <= LIMITS.name_characters else ""
    return int(digits) if _NUMBER.fullmatch(digits) else None


@cache
def repository_link(repositories: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of an address of a pull request or issue in one of the repositories."""
    names = "|".join(re.escape(name) for name in repositories) or r"[\w.-]+/[\w.-]+"
    return re.compile(
        rf"/(?:{names})/(?:pull|pulls|issues|merge_requests)/(?:\{{|%7B)?(?P<number>[0-9]{{1,7}})"
        r"(?:\}|%7D)?(?![\w])",
        re.IGNORECASE,
    )


@cache
def citation_patterns(dialect: Dialect) -> tuple[re.Pattern[str], ...]:
    """Return the compiled patterns by which texts cite a proposal."""
    return tuple(re.compile(pattern) for pattern in dialect.citations)


@cache
def path_pattern(dialect: Dialect) -> re.Pattern[str]:
    """Return the pattern of a document's path, searched for in paths and link targets.

    `{group}` may cross folders: some processes keep subfolders below a group.
    """
    stem = re.sub(r"\.\w{1,5}$", "", dialect.path)
    if "{slug}/" in stem:
        stem = stem[: stem.index("{slug}/")] + "{slug}"
    pattern = re.escape(stem).replace(r"\{number\}", "(?P<number>[0-9]{1,7})")
    pattern = pattern.replace(r"\{slug\}", r"(?P<slug>[^/?#]{0,200})")
    pattern = pattern.replace(r"\{group\}", r"(?P<group>[^?#]{1,200}?)")
    return re.compile(rf"(?:^|/){pattern}(?![0-9])")


@cache
def sibling_pattern(dialect: Dialect) -> re.Pattern[str]:
    """Return the pattern of a relative link to another document: `./12-name.md`, `../12-name/`."""
    part = next(part for part in dialect.path.split("/") if "{number}" in part)
    pattern = re.escape(part).replace(r"\{number\}", "(?P<number>[0-9]{1,7})")
    pattern = pattern.replace(r"\{slug\}", r"[^/?#]{0,200}")
    return re.compile(rf"(?:\.{{1,2}}/){{0,5}}{pattern}(?:[/?#]|\Z)")


@cache
def link_patterns(dialect: Dialect) -> tuple[re.Pattern[str], ...]:
    """Return the patterns by which an address names a proposal, each with a group `number`."""
    patterns = [re.compile(pattern) for pattern in dialect.citation_links]
    patterns.append(path_pattern(dialect))
    if dialect.repositories:
        patterns.append(repository_link(dialect.repositories))
    return tuple(patterns)


def number_in_link(target: str, dialect: Dialect) -> int | None:
    """Return the number of the proposal, pull request or issue that an address leads to."""
    target = target[: LIMITS.line_characters]
    relative = None if "://" in target else sibling_pattern(dialect).match(target)
    for match in (relative, *(pattern.search(target) for pattern in link_patterns(dialect))):
        if match and match["number"] != dialect.placeholder:
            return parse_number(match["number"])
    return None
