"""Files' past on the base branch, along its first parents: versions of some, first days of many."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sepkit.model import LIMITS, Date, Limits, ObjectId, RepoPath, Version
from sepkit.sources.cache import Cache
from sepkit.sources.graph import Graph
from sepkit.sources.kept import fetch, keep
from sepkit.sources.modes import is_file, is_folder, text_of
from sepkit.sources.objects import instant_of
from sepkit.sources.records import read_commits
from sepkit.sources.repository import Repository

_KIND = "file-history"

# Folders below the one that is followed; pages stand one or two deep.
_DEPTH = 5


def read_file_versions(
    repository: Repository,
    commit: ObjectId,
    paths: Iterable[RepoPath],
    *,
    cache: Cache | None = None,
    limits: Limits = LIMITS,
) -> dict[RepoPath, tuple[Version, ...]]:
    """Return the versions of files along the first parents, by path, each oldest first.

    Args:
        repository: where to read.
        commit: the base commit.
        paths: the files; a former name of one is another file. All are looked for in one walk.
        cache: keeps which commit left which version, by commit and paths.
        limits: the caps.

    Returns:
        One version for each commit that changed the file; None as its blob where one removed it.
    """
    wanted = tuple(dict.fromkeys(paths))
    key = "\n".join(["3", commit, *wanted, repr(limits), *sorted(repository.shallow)])
    kept = fetch(cache, _KIND, key, _steps_in)
    steps = kept if kept is not None else _steps(repository, commit, wanted, limits)
    if kept is None and not repository.objects.reasons:
        keep(cache, _KIND, key, steps)
    commits = (step for path in wanted for step, _ in steps[path])
    found = read_commits(repository, commits, cache=cache, key=f"{_KIND}\n{key}", limits=limits)
    return {
        path: tuple(
            Version(commit=found[step][0], path=path, blob=blob, on_base=True)
            for step, blob in steps[path]
            if step in found
        )
        for path in wanted
    }


_Steps = dict[RepoPath, list[tuple[ObjectId, ObjectId | None]]]
"""By path: the commits that changed a file, each with the blob that it left, oldest first."""


def _steps_in(value: Any) -> _Steps:
    return {
        RepoPath(path): [(ObjectId(commit), blob) for commit, blob in rows]
        for path, rows in value.items()
    }


def _steps(
    repository: Repository, commit: ObjectId, paths: Sequence[RepoPath], limits: Limits
) -> _Steps:
    line = _main_line(repository, commit, limits)
    names: dict[str, list[str]] = {}
    for path in paths:
        folder, _, name = path.rpartition("/")
        names.setdefault(folder, []).append(name)
    found: _Steps = {}
    for folder, files in names.items():
        graph = Graph(repository, tuple(folder.split("/")) if folder else (), limits)
        graph.load_commits(line)
        graph.load_folders(line)
        blobs = _blobs(repository, set(graph.folders.values()), frozenset(files), limits)
        for name in files:
            path = RepoPath(f"{folder}/{name}" if folder else name)
            found[path] = list(_changes(line, graph, blobs, name))
    return found


def _changes(
    line: Sequence[ObjectId],
    graph: Graph,
    blobs: Mapping[ObjectId, Mapping[str, ObjectId]],
    name: str,
) -> Iterator[tuple[ObjectId, ObjectId | None]]:
    last: ObjectId | None = None
    for step in reversed(line):
        blob = blobs.get(graph.folders[step], {}).get(name)
        if blob != last and step not in graph.problems:
            yield step, blob
            last = blob


def _main_line(repository: Repository, commit: ObjectId, limits: Limits) -> list[ObjectId]:
    """Return a commit and those before it on the base branch, newest first; worked out once.

    That is the line of first parents, but for a merge of the base into somebody's branch which
    then became the base: there the base went on along the second parent.
    """
    if commit not in repository.lines:
        repository.lines[commit] = list(_walk_back(repository, commit, limits))
    return repository.lines[commit]


def _walk_back(repository: Repository, commit: ObjectId, limits: Limits) -> dict[ObjectId, None]:
    graph = Graph(repository, (), limits)
    graph.walk([commit])
    merges = [item for item, facts in graph.commits.items() if facts and len(facts.parents) > 1]
    turned = {
        item
        for item, data in repository.objects.read(merges, kind="commit", cap=limits.commit_bytes)
        if data is not None and _INTO_BRANCH.match(data.partition(b"\n\n")[2])
    }
    line: dict[ObjectId, None] = {}
    here: ObjectId | None = commit
    while here is not None and here not in line and graph.commits.get(here) is not None:
        line[here] = None
        parents = graph.parents(here)
        here = parents[1] if here in turned else next(iter(parents), None)
    return line


# Git's own words; it leaves ` into main` away where it merges into the main branch.
_INTO_BRANCH = re.compile(rb"Merge (?:remote-tracking )?branch '[^'\n]+'(?: of [^\n]+?)? into ")


def _blobs(
    repository: Repository, folders: set[ObjectId], names: frozenset[str], limits: Limits
) -> dict[ObjectId, dict[str, ObjectId]]:
    """Return the blobs of the named files in each folder that has some of them."""
    wanted = sorted(folder for folder in folders if folder)
    raw = {name.encode("utf-8", "surrogateescape"): name for name in names}
    found: dict[ObjectId, dict[str, ObjectId]] = {}
    for folder, entries in repository.read_trees(wanted, limits=limits):
        for entry in entries or ():
            if entry.name in raw and is_file(entry.mode):
                found.setdefault(folder, {})[raw[entry.name]] = entry.id
    return found


def read_first_days(
    repository: Repository,
    commit: ObjectId,
    folder: str,
    *,
    cache: Cache | None = None,
    limits: Limits = LIMITS,
) -> dict[RepoPath, Date]:
    """Return the day on which each file below a folder first stood on the base branch, by path.

    Args:
        repository: where to read.
        commit: the base commit.
        folder: its path; a file that was moved counts from its move.
        cache: keeps the result by commit and folder.
        limits: the caps.
    """
    place = folder.strip("/")
    key = "\n".join(["days-2", commit, place, repr(limits), *sorted(repository.shallow)])
    kept = fetch(cache, _KIND, key, lambda rows: {RepoPath(p): Date(d) for p, d in rows})
    if kept is not None:
        return kept
    graph = Graph(repository, tuple(place.split("/")), limits)
    line = _main_line(repository, commit, limits)
    graph.load_commits(line)
    graph.load_folders(line)
    found: dict[RepoPath, Date] = {}
    seen: set[ObjectId] = set()
    for step in reversed(line):
        tree = graph.folders[step]
        if tree and tree not in seen:
            seen.add(tree)
            day = Date(instant_of(graph.seconds(step))[:10])
            for path in _paths_below(repository, tree, place, limits):
                found.setdefault(path, day)
    if not repository.objects.reasons:
        keep(cache, _KIND, key, sorted(found.items()))
    return found


def _paths_below(
    repository: Repository, tree: ObjectId, place: str, limits: Limits, depth: int = 0
) -> Iterator[RepoPath]:
    for entry in repository.read_tree(tree, limits=limits) or ():
        path = f"{place}/{text_of(entry.name)}"
        if is_file(entry.mode):
            yield RepoPath(path)
        elif is_folder(entry.mode) and depth < _DEPTH:
            yield from _paths_below(repository, entry.id, path, limits, depth + 1)
