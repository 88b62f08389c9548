"""Files' past on the base branch, along its first parents: versions of one, first days of many."""

import re
from collections.abc import Iterator

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
    path: RepoPath,
    *,
    cache: Cache | None = None,
    limits: Limits = LIMITS,
) -> tuple[Version, ...]:
    """Return the versions of one file along the first parents, oldest first.

    Args:
        repository: where to read.
        commit: the base commit.
        path: the file; a former name of it is another file.
        cache: keeps which commit left which version, by commit and path.
        limits: the caps.

    Returns:
        One version for each commit that changed the file; None as its blob where one removed it.
    """
    key = "\n".join(["2", commit, path, repr(limits), *sorted(repository.shallow)])
    kept = fetch(cache, _KIND, key, lambda rows: [(ObjectId(c), b) for c, b in rows])
    steps = kept if kept is not None else _steps(repository, commit, path, limits)
    if kept is None and not repository.objects.reasons:
        keep(cache, _KIND, key, steps)
    found = read_commits(
        repository, (step for step, _ in steps), cache=cache, key=f"{_KIND}\n{key}", limits=limits
    )
    return tuple(
        Version(commit=found[step][0], path=path, blob=blob, on_base=True)
        for step, blob in steps
        if step in found
    )


def _steps(
    repository: Repository, commit: ObjectId, path: RepoPath, limits: Limits
) -> list[tuple[ObjectId, ObjectId | None]]:
    folder, _, name = path.rpartition("/")
    graph = Graph(repository, tuple(folder.split("/")) if folder else (), limits)
    line = _main_line(repository, graph, commit, limits)
    graph.load_folders(line)
    blobs = _blobs(repository, set(graph.folders.values()), name, limits)
    steps: list[tuple[ObjectId, ObjectId | None]] = []
    last: ObjectId | None = None
    for step in reversed(line):
        blob = blobs.get(graph.folders[step])
        if blob != last and step not in graph.problems:
            steps.append((step, blob))
            last = blob
    return steps


def _main_line(
    repository: Repository, graph: Graph, commit: ObjectId, limits: Limits
) -> list[ObjectId]:
    """Return a commit and those before it on the base branch, newest first.

    That is the line of first parents, but for a merge of the base into somebody's branch which
    then became the base: there the base went on along the second parent.
    """
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
    return list(line)


# Git's own words; it leaves ` into main` away where it merges into the main branch.
_INTO_BRANCH = re.compile(rb"Merge (?:remote-tracking )?branch '[^'\n]+'(?: of [^\n]+?)? into ")


def _blobs(
    repository: Repository, folders: set[ObjectId], name: str, limits: Limits
) -> dict[ObjectId, ObjectId]:
    """Return the file's blob in each folder that has it."""
    wanted = sorted(folder for folder in folders if folder)
    return {
        folder: entry.id
        for folder, entries in repository.read_trees(wanted, limits=limits)
        for entry in entries or ()
        if is_file(entry.mode) and text_of(entry.name) == name
    }


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
    line = _main_line(repository, graph, commit, limits)
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
