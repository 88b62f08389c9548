"""CODEOWNERS covers part of the repository and asks nobody about the rest.

Left alone: repositories without CODEOWNERS, or where paths are not known.

What to do: add a line for the folder.
"""

from collections.abc import Iterator

from sepkit.analysis.ownership_doctor.check import Check, Estate
from sepkit.analysis.pattern_index import PatternIndex
from sepkit.model import Finding, RepoPath, Severity


def find(estate: Estate) -> Iterator[Finding]:
    """Yield one finding for each file or highest folder that no pattern fits."""
    rules = estate.ownership.path_rules
    if not rules or not estate.paths:
        return
    index = PatternIndex[str]()
    for rule in rules:
        if rule.owners:
            index.add(rule.glob, rule.glob)
            index.add(f"{rule.glob}/**", rule.glob)
    covered: set[str] = set()
    left: list[RepoPath] = []
    for path in estate.paths:
        if any(True for _ in index.fitting(path)):
            covered.update(_folders(path))
        else:
            left.append(path)
    for top in dict.fromkeys(_highest(path, covered) for path in sorted(left)):
        yield CHECK.finding(
            "",
            f"{rules[0].path} asks nobody about `{top}`",
            at=(rules[0].path, 0),
            mend=f"add a line such as `/{top} @organisation/team`",
        )


def _folders(path: str) -> Iterator[str]:
    parts = path.split("/")
    for index in range(1, len(parts)):
        yield "/".join(parts[:index]) + "/"


def _highest(path: str, covered: set[str]) -> str:
    return next((folder for folder in _folders(path) if folder not in covered), path)


CHECK = Check(id="unreviewed-path", severity=Severity.INFO, find=find)
