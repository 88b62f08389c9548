"""What one commit did to the proposals: paths that changed, and names that changed."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sepkit.model import Limits, ObjectId, RepoPath
from sepkit.sources.layout import Layout
from sepkit.sources.listing import Listings
from sepkit.sources.overlay import Candidate, Listing
from sepkit.sources.repository import Repository

# Share of lines that two texts have in common from which on one is the other, renamed: git's own.
_ALIKE = 0.5

# Files on each side whose texts are compared for one commit: a mass migration keeps names.
_MOST_COMPARED = 20

_Pair = tuple[Candidate, Candidate]
"""What went, and what came in its place."""


@dataclass(frozen=True, slots=True)
class Change:
    """A path as one commit left it."""

    path: RepoPath
    blob: ObjectId | None
    """None where the commit took the file away."""
    is_new: bool
    """Whether no parent has this path."""


@dataclass(frozen=True, slots=True)
class CommitChanges:
    """All that one commit changed among the proposals."""

    commit: ObjectId
    changes: tuple[Change, ...]
    renames: tuple[tuple[RepoPath, RepoPath], ...] = ()
    """Pairs of old and new path."""


class ChangeFinder:
    """Compares folders of commits with those of their parents."""

    def __init__(
        self, repository: Repository, layout: Layout, listings: Listings, limits: Limits
    ) -> None:
        self._repository = repository
        self._layout = layout
        self._listings = listings
        self._limits = limits
        self._lines: dict[ObjectId, Counter[bytes] | None] = {}

    def find(
        self, commit: ObjectId, tree: ObjectId, parents: Sequence[ObjectId]
    ) -> CommitChanges | None:
        """Return what a commit changed, None for nothing.

        What a merge took over from any one of its parents is no change of its own.

        Args:
            commit: for the record.
            tree: the proposals' folder in it.
            parents: the proposals' folder in each parent.
        """
        if tree in parents:
            return None
        after = self._listings[tree]
        befores = [self._listings[parent] for parent in parents] or [self._listings.empty]
        changes = tuple(_changes(after, befores))
        if not changes:
            return None
        gone = [old for c in changes if c.path not in after and (old := befores[0].get(c.path))]
        new = [item for c in changes if c.is_new and c.blob and (item := after.get(c.path))]
        return CommitChanges(commit, changes, tuple(self.renames(gone, new)))

    def across(self, history: tuple[CommitChanges, ...]) -> tuple[CommitChanges, ...]:
        """Return a branch's history with renames that it made in two commits instead of one.

        Args:
            history: what the commits of one pull request changed, newest first.
        """
        renamed = {path for step in history for pair in step.renames for path in pair}
        last: dict[RepoPath, Change] = {}
        created: dict[RepoPath, CommitChanges] = {}
        blobs: dict[RepoPath, ObjectId] = {}
        for step in history:
            for change in step.changes:
                last.setdefault(change.path, change)
                if change.blob is not None:
                    blobs.setdefault(change.path, change.blob)
                if change.is_new:
                    created[change.path] = step
        alone = [path for path in sorted(blobs) if path not in renamed]
        gone = [Candidate(path, blobs[path]) for path in alone if last[path].blob is None]
        new = [Candidate(p, blobs[p]) for p in alone if last[p].blob is not None and p in created]
        joined = {step.commit: step for step in history}
        for old, path in self.renames(gone, new):
            step = joined[created[path].commit]
            joined[step.commit] = replace(step, renames=(*step.renames, (old, path)))
        return tuple(joined.values())

    def renames(
        self, gone: Sequence[Candidate], new: Sequence[Candidate]
    ) -> Iterator[tuple[RepoPath, RepoPath]]:
        """Pair files that went with files that came, the surest pairs first.

        Same content is surest, then the same words in the name where one of the two had no number
        yet (`0000-x.md`, `1850-x.md`), then the same number with a text that is alike, then a text
        that is alike.
        """
        went: list[Candidate] = [old for old in gone if not old.reason]
        came: list[Candidate] = list(new)
        for match in (self._same_content, self._same_words, self._same_number, self._same_text):
            if not went or not came:
                return
            pairs = list(match(went, came))
            yield from ((old.path, item.path) for old, item in pairs)
            taken = {candidate for pair in pairs for candidate in pair}
            went = [old for old in went if old not in taken]
            came = [item for item in came if item not in taken]

    @staticmethod
    def _same_content(gone: Sequence[Candidate], new: Sequence[Candidate]) -> Iterator[_Pair]:
        waiting = {item.id: item for item in reversed(new)}
        for old in gone:
            if (item := waiting.pop(old.id, None)) is not None:
                yield old, item

    def _same_words(self, gone: Sequence[Candidate], new: Sequence[Candidate]) -> Iterator[_Pair]:
        number, words = self._layout.number_of, self._layout.slug_of
        # Two numbers are two proposals, whatever they are called.
        waiting: dict[tuple[str, bool], Candidate] = {}
        for item in reversed(new):
            waiting[words(item.path), number(item.path) is None] = item
        for old in gone:
            slug = words(old.path)
            if not slug:
                continue
            kinds = (True, False) if number(old.path) is None else (True,)
            found = next((waiting.pop((slug, k)) for k in kinds if (slug, k) in waiting), None)
            if found is not None:
                yield old, found

    def _same_number(self, gone: Sequence[Candidate], new: Sequence[Candidate]) -> Iterator[_Pair]:
        number = self._layout.number_of
        numbered = [(number(item.path), item) for item in new]
        for old in gone[:_MOST_COMPARED]:
            own = number(old.path)
            alike = [item for n, item in numbered[:_MOST_COMPARED] if own is not None and n == own]
            item = next((item for item in alike if self._is_alike(old, item)), None)
            if item is not None:
                numbered.remove((own, item))
                yield old, item

    def _same_text(self, gone: Sequence[Candidate], new: Sequence[Candidate]) -> Iterator[_Pair]:
        left = list(new[:_MOST_COMPARED])
        for old in gone[:_MOST_COMPARED]:
            item = next((item for item in left if self._is_alike(old, item)), None)
            if item is not None:
                left.remove(item)
                yield old, item

    def _is_alike(self, old: Candidate, new: Candidate) -> bool:
        a, b = self._lines_of(old.id), self._lines_of(new.id)
        if not a or not b:
            return False
        return (a & b).total() >= _ALIKE * max(a.total(), b.total())

    def _lines_of(self, blob: ObjectId) -> Counter[bytes] | None:
        if blob not in self._lines:
            data = next(self._repository.read_blobs([blob], limits=self._limits))[1]
            lines = (line.strip() for line in data.split(b"\n")) if data is not None else ()
            self._lines[blob] = Counter(line for line in lines if line)
        return self._lines[blob]


def _changes(after: Listing, befores: Sequence[Listing]) -> Iterator[Change]:
    for candidate in after.minus(befores[0]):
        path = candidate.path
        if any(before.get(path) is candidate for before in befores[1:]):
            continue
        is_new = all(path not in before for before in befores)
        yield Change(path, None if candidate.reason else candidate.id, is_new)
    for candidate in befores[0].minus(after):
        if candidate.path not in after and all(candidate.path in before for before in befores):
            yield Change(candidate.path, None, is_new=False)


def paths_before(
    path: RepoPath, history: Iterable[CommitChanges]
) -> Iterator[tuple[CommitChanges, Change]]:
    """Follow one file back in time, through its renames.

    Args:
        path: its name at the end.
        history: newest first.
    """
    names = {path}
    for step in history:
        for change in step.changes:
            if change.path in names and not _is_moved_away(change, step, names):
                yield step, change
        names.update(old for old, new in step.renames if new in names)


def _is_moved_away(change: Change, step: CommitChanges, names: set[RepoPath]) -> bool:
    """Whether the file only left this name for another of its names."""
    return change.blob is None and any(
        old == change.path and new in names for old, new in step.renames
    )
