"""What a pull request's branch does to files that are no proposals, against its merge base."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sepkit.model import LIMITS, Limits, ObjectId, RepoPath
from sepkit.sources.cache import Cache
from sepkit.sources.graph import Graph
from sepkit.sources.kept import fetch, keep
from sepkit.sources.modes import flaw_of, is_file, is_folder, text_of
from sepkit.sources.objects import TreeEntry
from sepkit.sources.repository import Repository

_KIND = "branch-files"

# A branch that changes more than this moves folders about; it says nothing of single files.
_MOST_FILES = 500

# As deep as files of a specification stand, twice over.
_DEPTH = 20

Listed = tuple[RepoPath, ObjectId]
"""A file and its blob."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BranchFiles:
    """The files that differ between a branch's merge base and its head, by path."""

    before: tuple[Listed, ...] = ()
    """As the branch found them."""
    after: tuple[Listed, ...] = ()
    """As it has them; a path on one side only was added or removed."""


def read_branch_files(
    repository: Repository,
    commit: ObjectId,
    heads: Iterable[ObjectId],
    folders: Sequence[str],
    *,
    cache: Cache | None = None,
    limits: Limits = LIMITS,
) -> dict[ObjectId, BranchFiles]:
    """Return for each head the files below some folders that its branch changed.

    What the branch took over from the base by a merge is no change of its own: it is compared with
    the last commit of the base that it holds.

    Args:
        repository: where to read.
        commit: the base commit.
        heads: of pull requests.
        folders: paths of folders, `/` at the end or not.
        cache: keeps the result by base commit, folders and caps.
        limits: the caps.

    Returns:
        Heads whose branch changed something there; not those that share no commit with the base.
    """
    wanted = list(dict.fromkeys(heads))
    places = tuple(sorted({folder.strip("/") for folder in folders}))
    key = "\n".join(["1", commit, *places, repr(limits), *sorted(repository.shallow)])
    known = fetch(cache, _KIND, key, _in) or {}
    found = {head: known[head] for head in wanted if head in known}
    new = [head for head in wanted if head not in found]
    if new:
        found.update(_read(repository, commit, new, places, limits))
        if not repository.objects.reasons:
            keep(cache, _KIND, key, _out(found))
    return {head: files for head, files in found.items() if files.before or files.after}


def _read(
    repository: Repository,
    commit: ObjectId,
    heads: Sequence[ObjectId],
    places: Sequence[str],
    limits: Limits,
) -> dict[ObjectId, BranchFiles]:
    base = _past_of(repository, commit, limits)
    graph = Graph(repository, (), limits)
    graph.walk(heads, until=base)
    found: dict[ObjectId, BranchFiles] = {}
    for head in heads:
        shared = _shared(graph, head, base)
        graph.load_commits(shared)
        fork = max(shared, key=lambda item: (graph.seconds(item), item), default=None)
        old, new = graph.commits.get(fork) if fork else None, graph.commits.get(head)
        found[head] = (
            _compared(repository, old.tree, new.tree, places, limits)
            if old and new and fork != head
            else BranchFiles()
        )
    return found


def _past_of(repository: Repository, commit: ObjectId, limits: Limits) -> frozenset[ObjectId]:
    if commit not in repository.pasts:
        graph = Graph(repository, (), limits)
        graph.walk([commit])
        repository.pasts[commit] = frozenset(graph.commits)
    return repository.pasts[commit]


def _shared(graph: Graph, head: ObjectId, base: frozenset[ObjectId]) -> set[ObjectId]:
    """Return the commits of the base that a head leads to first; the newest is the merge base."""
    seen: set[ObjectId] = set()
    shared: set[ObjectId] = set()
    waiting = [head]
    while waiting:
        here = waiting.pop()
        if here in base:
            shared.add(here)
        elif here not in seen:
            seen.add(here)
            waiting.extend(graph.parents(here))
    return shared


def _compared(
    repository: Repository, old: ObjectId, new: ObjectId, places: Sequence[str], limits: Limits
) -> BranchFiles:
    before: list[Listed] = []
    after: list[Listed] = []
    for place in places:
        pair = [_at(repository, root, place, limits) for root in (old, new)]
        _compare(repository, place, (pair[0], pair[1]), before, after, limits)
    if len(before) + len(after) > 2 * _MOST_FILES:
        return BranchFiles()
    return BranchFiles(before=tuple(sorted(before)), after=tuple(sorted(after)))


def _at(repository: Repository, root: ObjectId, place: str, limits: Limits) -> ObjectId | None:
    """Return the tree of a folder below a root, None where there is none."""
    here: ObjectId | None = root
    for part in filter(None, place.split("/")):
        entry = _entries(repository, here, limits).get(part)
        here = entry.id if entry is not None and is_folder(entry.mode) else None
    return here


def _entries(
    repository: Repository, tree: ObjectId | None, limits: Limits
) -> Mapping[str, TreeEntry]:
    entries = repository.read_tree(tree, limits=limits) if tree else None
    return {text_of(entry.name): entry for entry in entries or ()}


def _compare(
    repository: Repository,
    place: str,
    pair: tuple[ObjectId | None, ObjectId | None],
    before: list[Listed],
    after: list[Listed],
    limits: Limits,
    depth: int = 0,
) -> None:
    """Collect the files that two trees do not share; equal trees are never opened."""
    if pair[0] == pair[1] or depth > _DEPTH or len(before) + len(after) > 2 * _MOST_FILES:
        return
    sides = [_entries(repository, tree, limits) for tree in pair]
    for name in sorted(sides[0].keys() | sides[1].keys()):
        old, new = sides[0].get(name), sides[1].get(name)
        if old == new or flaw_of(name):
            continue
        path = f"{place}/{name}"
        for entry, files in ((old, before), (new, after)):
            if entry is not None and is_file(entry.mode):
                files.append((RepoPath(path), entry.id))
        trees = tuple(e.id if e is not None and is_folder(e.mode) else None for e in (old, new))
        _compare(repository, path, (trees[0], trees[1]), before, after, limits, depth + 1)


def _out(found: Mapping[ObjectId, BranchFiles]) -> Any:
    return {head: [files.before, files.after] for head, files in found.items()}


def _in(value: Any) -> dict[ObjectId, BranchFiles]:
    return {
        ObjectId(head): BranchFiles(before=_listed(before), after=_listed(after))
        for head, (before, after) in value.items()
    }


def _listed(rows: Any) -> tuple[Listed, ...]:
    return tuple((RepoPath(path), ObjectId(blob)) for path, blob in rows)
