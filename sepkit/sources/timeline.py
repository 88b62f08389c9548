"""One file's past as versions: facts of the base branch woven with claims of other branches."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sepkit.model import Commit, ObjectId, RepoPath, Version
from sepkit.sources.changes import CommitChanges, paths_before


class Step(NamedTuple):
    """What one commit made of one file."""

    commit: ObjectId
    path: RepoPath
    blob: ObjectId | None


Line = Sequence[Step]
"""Steps along one line of commits, oldest first."""


def line_of(path: RepoPath, history: Iterable[CommitChanges]) -> Line:
    """Return one file's steps, through its renames.

    Args:
        path: its name at the end.
        history: what the commits of one line changed, newest first.
    """
    steps = [Step(s.commit, c.path, c.blob) for s, c in paths_before(path, history)]
    steps.reverse()
    return steps


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """The lines of commits that made one file what it is."""

    facts: Line = ()
    """Along the base branch."""
    claims: tuple[Line, ...] = ()
    """Along the home pull request, and branches that were merged."""

    def commits(self) -> Iterator[ObjectId]:
        """Yield the commits of all lines."""
        for line in (self.facts, *self.claims):
            yield from (step.commit for step in line)

    def versions(self, commits: Mapping[ObjectId, Commit]) -> list[Version]:
        """Weave all lines into one by date, oldest first; each line keeps its own order.

        Args:
            commits: those that could be read; a step of any other is left out.
        """
        facts = _dated(self.facts, commits, on_base=True)
        landed: dict[ObjectId | None, str] = {}
        for date, version in facts:
            landed.setdefault(version.blob, date)
        claims: dict[ObjectId, tuple[str, Version]] = {}
        for line in self.claims:
            for date, version in _dated(line, commits, on_base=False):
                # A branch that only took over what the base already had says nothing new.
                if version.blob not in landed or date <= landed[version.blob]:
                    claims.setdefault(version.commit.id, (date, version))
        woven = sorted([*claims.values(), *facts], key=lambda pair: pair[0])
        return [version for _, version in woven]


def _dated(
    line: Line, commits: Mapping[ObjectId, Commit], *, on_base: bool
) -> list[tuple[str, Version]]:
    """Give each step the date from which on it held: never before the step it follows.

    Clocks go wrong, and rebased commits keep odd dates; the order of commits is what counts.
    """
    dated: list[tuple[str, Version]] = []
    latest = ""
    for step in line:
        commit = commits.get(step.commit)
        if commit is not None:
            latest = max(latest, commit.date)
            version = Version(commit=commit, path=step.path, blob=step.blob, on_base=on_base)
            dated.append((latest, version))
    return dated
