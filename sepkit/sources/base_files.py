"""Files of the base revision that are no proposals, found by glob."""

import re
from collections.abc import Iterable, Sequence

from sepkit.model import (
    LIMITS,
    BaseFile,
    ConfigurationError,
    Limits,
    ObjectId,
    RefName,
    Refusal,
    RepoPath,
)
from sepkit.sources.modes import flaw_of, is_folder, text_of, why_no_file
from sepkit.sources.objects import TreeEntry
from sepkit.sources.repository import Repository

# Folders in one tree deeper than any person puts files; a hostile tree is 20,000 deep.
_DEPTH = 20

# Trees read and files found: far above a specification repository, far below a bomb of trees.
_MOST_TREES = 20_000
_MOST_FILES = 20_000
_MOST_BYTES = 256 * 1024 * 1024

_Part = re.Pattern[str] | None
"""One part of a glob; None for `**`."""


def read_base_files(
    repository: Repository,
    commit: ObjectId,
    patterns: Sequence[str],
    *,
    limits: Limits = LIMITS,
) -> tuple[tuple[BaseFile, ...], tuple[Refusal, ...]]:
    """Return the files of a commit that match any of the globs, and those that cannot be read.

    Only folders that a pattern can reach are opened, each distinct tree once for each place.

    Args:
        repository: an open one.
        commit: the base commit.
        patterns: globs over whole paths: `*` and `?` stay inside a name, `**` crosses folders,
            `[…]` is a set of characters.
        limits: the caps.

    Returns:
        Files and refusals, each in the order of their paths.
    """
    globs = [_compiled(pattern) for pattern in dict.fromkeys(patterns)]
    search = _Search(repository, RefName(commit), limits)
    root = repository.root_of(commit, limits=limits)
    if root is None:
        search.refuse(RepoPath(""), repository.why_refused(commit))
    else:
        search.run(root, globs)
    return search.read()


def list_base_paths(
    repository: Repository, commit: ObjectId, *, limits: Limits = LIMITS
) -> tuple[RepoPath, ...]:
    """Return the paths of all files of a commit, sorted, as far as the caps reach; none is read."""
    search = _Search(repository, RefName(commit), limits)
    root = repository.root_of(commit, limits=limits)
    if root is not None:
        search.run(root, [_compiled("**/*")])
    return search.paths()


class _Search:
    """The work of one `read_base_files`."""

    def __init__(self, repository: Repository, ref: RefName, limits: Limits) -> None:
        self._repository = repository
        self._ref = ref
        self._limits = limits
        self._files: dict[RepoPath, ObjectId] = {}
        self._refused: dict[RepoPath, Refusal] = {}
        self._opened = 0

    def refuse(self, path: RepoPath, reason: str) -> None:
        """Note a path that cannot be read."""
        self._refused.setdefault(path, Refusal(path=path, ref=self._ref, reason=reason))

    def run(self, root: ObjectId, globs: Iterable[tuple[_Part, ...]]) -> None:
        """Go down level by level, each place with the rests of patterns that still apply."""
        level = {("", root): {rest for glob in globs for rest in _expanded(glob)}}
        for _ in range(_DEPTH):
            level = self._next(level)
            if not level:
                return
        for path, _ in level:
            self.refuse(RepoPath(path), f"it is more than {_DEPTH} folders deep")

    def _next(
        self, level: dict[tuple[str, ObjectId], set[tuple[_Part, ...]]]
    ) -> dict[tuple[str, ObjectId], set[tuple[_Part, ...]]]:
        self._opened += len(level)
        if self._opened > _MOST_TREES:
            self.refuse(RepoPath(""), f"more than {_MOST_TREES} folders match the patterns")
            return {}
        trees = dict(self._repository.read_trees((tree for _, tree in level), limits=self._limits))
        below: dict[tuple[str, ObjectId], set[tuple[_Part, ...]]] = {}
        for (path, tree), rests in level.items():
            entries = trees[tree]
            if entries is None:
                self.refuse(RepoPath(path), self._repository.why_refused(tree))
                continue
            for entry in entries:
                self._take(path, entry, rests, below)
        return below

    def _take(
        self,
        path: str,
        entry: TreeEntry,
        rests: set[tuple[_Part, ...]],
        below: dict[tuple[str, ObjectId], set[tuple[_Part, ...]]],
    ) -> None:
        name = text_of(entry.name)
        following = {more for rest in rests if _fits(rest, name) for more in _after(rest)}
        if not following:
            return
        full = RepoPath(f"{path}/{name}" if path else name)
        reason = flaw_of(name) or why_no_file(entry.mode)
        if is_folder(entry.mode):
            if any(following) and not flaw_of(name):
                below.setdefault((full, entry.id), set()).update(filter(None, following))
        elif () in following:
            if reason:
                self.refuse(full, reason)
            elif full in self._files:
                self.refuse(full, "its name stands twice in one folder")
            else:
                self._files[full] = entry.id

    def paths(self) -> tuple[RepoPath, ...]:
        """Return the paths that were found, sorted."""
        return tuple(sorted(self._files))

    def read(self) -> tuple[tuple[BaseFile, ...], tuple[Refusal, ...]]:
        """Read what was found."""
        wanted = sorted(self._files)
        for path in wanted[_MOST_FILES:]:
            self.refuse(path, f"more than {_MOST_FILES} files match the patterns")
        wanted = wanted[:_MOST_FILES]
        contents: dict[ObjectId, bytes | None] = {}
        held = 0
        for blob, data in self._repository.read_blobs(
            (self._files[path] for path in wanted), limits=self._limits
        ):
            held += len(data or b"")
            contents[blob] = data if held <= _MOST_BYTES else None
        files: list[BaseFile] = []
        for path in wanted:
            blob = self._files[path]
            data = contents[blob]
            if data is None:
                cap = f"the files that match have more than {_MOST_BYTES} bytes"
                self.refuse(path, self._repository.why_refused(blob) or cap)
            else:
                files.append(BaseFile(path=path, blob=blob, data=data))
        return tuple(files), tuple(sorted(self._refused.values()))


def _compiled(pattern: str) -> tuple[_Part, ...]:
    parts = pattern.strip("/").split("/")
    if any(part in ("", ".", "..") for part in parts):
        raise ConfigurationError(
            f"`{pattern}` is no pattern of paths inside a repository",
            help="write it like `docs/**/*.md`, from the root of the repository",
        )
    merged: list[_Part] = []
    for part in parts:
        if part != "**":
            merged.append(_name_pattern(part))
        elif not merged or merged[-1] is not None:
            merged.append(None)
    if merged[-1] is None:
        merged.append(_name_pattern("*"))
    return tuple(merged)


def _name_pattern(part: str) -> re.Pattern[str]:
    import fnmatch

    # Runs of stars are one: each further one would cost the matcher another nested try.
    return re.compile(fnmatch.translate(re.sub(r"\*+", "*", part)))


def _expanded(rest: tuple[_Part, ...]) -> set[tuple[_Part, ...]]:
    """Return what a rest can stand for here: `**` may also cross no folder at all."""
    if rest and rest[0] is None:
        return {rest, rest[1:]}
    return {rest}


def _fits(rest: tuple[_Part, ...], name: str) -> bool:
    return bool(rest) and (rest[0] is None or rest[0].match(name) is not None)


def _after(rest: tuple[_Part, ...]) -> set[tuple[_Part, ...]]:
    """Return what is left of a rest below a name that fits its first part."""
    return _expanded(rest) if rest[0] is None else _expanded(rest[1:])
