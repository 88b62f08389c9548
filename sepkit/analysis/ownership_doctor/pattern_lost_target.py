"""A pattern with a wildcard fits older folders of a series, but no longer the newest.

When a page moves in a new revision, its reviewers are silently no longer asked.

Left alone: patterns that fit nothing at all (pattern-without-match), and folders older than the
first that fits.

What to do: widen the pattern so that it fits where the page stands now.
"""

from bisect import bisect_left
from collections.abc import Iterator

from sepkit.analysis.ownership_doctor.check import Check, Estate
from sepkit.model import Finding, PathRule, RepoPath, Severity, is_path_match

_LAST_CHARACTER = "\U0010ffff"
"""Sorts after every character that a path holds."""


def find(estate: Estate) -> Iterator[Finding]:
    """Yield one finding for each rule of CODEOWNERS that lost its target in the newest folders."""
    paths = sorted(estate.paths)
    for rule in estate.ownership.path_rules:
        parts = rule.glob.split("/")
        fixed = next((i for i, part in enumerate(parts) if "*" in part), len(parts))
        # `docs/**` means everything below; only a name after the wildcard can be lost.
        if 0 < fixed < len(parts) - 1:
            yield from _lost(rule, "/".join(parts[:fixed]) + "/", paths)


def _lost(rule: PathRule, prefix: str, paths: list[RepoPath]) -> Iterator[Finding]:
    below = paths[bisect_left(paths, prefix) : bisect_left(paths, prefix + _LAST_CHARACTER)]
    folders = sorted({p[len(prefix) :].split("/")[0] for p in below if "/" in p[len(prefix) :]})
    fitting = {p[len(prefix) :].split("/")[0] for p in below if _fits(rule.glob, p)}
    lost = [folder for folder in folders if fitting and folder > max(fitting)]
    if lost:
        yield CHECK.finding(
            rule.groups[-1] if rule.groups else "",
            f"`{rule.pattern}` fits nothing in `{prefix}` after `{max(fitting)}`: "
            f"{', '.join(f'`{folder}`' for folder in lost[:5])}",
            at=(rule.path, rule.line),
            mend="widen the pattern to where the page stands now, for example to a folder",
        )


def _fits(glob: str, path: str) -> bool:
    """Whether a pattern names the path or a folder above it."""
    return is_path_match(glob, path) or is_path_match(f"{glob}/**", path)


CHECK = Check(id="pattern-lost-target", severity=Severity.WARNING, find=find)
