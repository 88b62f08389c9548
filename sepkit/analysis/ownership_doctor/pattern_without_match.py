"""A pattern of paths fits no file, so it protects and routes nothing.

Left alone: everything, where the repository's paths are not known; the shipped defaults, which
speak of more than one repository's layout.

What to do: correct the pattern after a rename, or take it away.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sepkit.analysis.ownership_doctor.check import Check, Estate, Place
from sepkit.analysis.pattern_index import PatternIndex
from sepkit.model import Finding, Severity


def find(estate: Estate) -> Iterator[Finding]:
    """Yield one finding for each pattern of CODEOWNERS and of ownership files."""
    if not estate.paths:
        return
    patterns = list(_patterns(estate))
    used = _used(patterns, estate)
    for pattern in patterns:
        if pattern.glob not in used:
            yield CHECK.finding(
                pattern.subject,
                f"`{pattern.written}` fits no path of the repository",
                at=pattern.place,
                mend="correct the pattern, or take it away",
            )


@dataclass(frozen=True, slots=True)
class _Pattern:
    glob: str
    written: str
    subject: str
    place: Place


def _patterns(estate: Estate) -> Iterator[_Pattern]:
    rules = estate.ownership.path_rules
    for rule in rules:
        subject = rule.groups[0] if rule.groups else ""
        yield _Pattern(rule.glob, rule.pattern, subject, (rule.path, rule.line))
    reviewed = {rule.path for rule in rules}
    for group in estate.live:
        source = group.source("owns.paths")
        if source is None or source.shipped:
            continue
        for claim in group.owns:
            if claim.kind == "path" and claim.path not in reviewed:
                place = (claim.path, claim.line)
                yield _Pattern(claim.pattern, claim.pattern, group.id, place)


def _used(patterns: list[_Pattern], estate: Estate) -> set[str]:
    index = PatternIndex[str]()
    for glob in {pattern.glob for pattern in patterns}:
        index.add(glob, glob)
        # A pattern that names a folder means all that is below it.
        index.add(f"{glob}/**", glob)
    return {glob for path in estate.paths for glob in index.fitting(path)}


CHECK = Check(id="pattern-without-match", severity=Severity.WARNING, find=find)
