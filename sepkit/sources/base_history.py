"""What the base branch ever held among the proposals, and each change on the way.

Two kinds of commits lead to the base commit. Those on the chain of first parents are states that
the base branch really had; a status in them is a fact. The others were made on somebody's branch
and came in by a merge: what they hold the base also holds in its history, so it is not in flight,
but a status in them was never more than a claim.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sepkit.model import Limits, ObjectId, RepoPath
from sepkit.sources.cache import Cache
from sepkit.sources.changes import ChangeFinder, CommitChanges
from sepkit.sources.graph import MOST_COMMITS, Graph
from sepkit.sources.kept import fetch, keep, key_of, steps_in, steps_out
from sepkit.sources.layout import Layout
from sepkit.sources.listing import Listings
from sepkit.sources.overlay import Candidate
from sepkit.sources.repository import Repository

_KIND = "base-history"

Held = tuple[ObjectId, ObjectId | None]
"""A document's blob with that of its sidecar."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BaseHistory:
    """The base branch's past, as far as proposals go."""

    folders: dict[ObjectId, ObjectId]
    """The proposals' folder in each commit of the history."""
    states: frozenset[ObjectId]
    """Folders that the base branch itself had, along the first parents. A draft that stood only in
    a branch which a merge brought in was never the base's own, and stays in flight."""
    held: frozenset[Held]
    """What stood in one of those."""
    refused: frozenset[tuple[RepoPath, ObjectId]]
    """Candidates that can never be read, a symbolic link for instance."""
    on_base: tuple[CommitChanges, ...]
    """Along the first parents, newest first."""
    merged: tuple[CommitChanges, ...]
    """Of commits that a merge brought in, newest first."""
    is_whole: bool = True


def read_base_history(
    repository: Repository,
    commit: ObjectId,
    layout: Layout,
    graph: Graph,
    listings: Listings,
    finder: ChangeFinder,
    cache: Cache | None,
    limits: Limits,
) -> BaseHistory:
    """Return the base branch's past, from the cache where it holds it.

    Args:
        repository: where to read.
        commit: the base commit.
        layout: where documents stand.
        graph: gets to know all commits that were walked.
        listings: gets to know all folders that were read.
        finder: tells what a commit changed.
        cache: keeps the result by commit, layout and caps.
        limits: the caps.
    """
    key = key_of(repository, layout, limits, commit)
    kept = fetch(cache, _KIND, key, _in)
    if kept is not None:
        return kept
    history = _walk(commit, graph, listings, finder)
    # What a damaged repository hides today it may show tomorrow, after it was mended.
    if history.is_whole and not repository.objects.reasons:
        keep(cache, _KIND, key, _out(history))
    return history


def _walk(commit: ObjectId, graph: Graph, listings: Listings, finder: ChangeFinder) -> BaseHistory:
    graph.walk([commit])
    ordered = graph.newest_first(commit, until=(), most=MOST_COMMITS)
    graph.load_folders(ordered)
    folders = {item: graph.folders[item] for item in ordered}
    chain = _first_parents(commit, graph, folders)
    states = dict.fromkeys(folders[item] for item in chain)
    listings.load(dict.fromkeys(folders.values()))
    held: set[Held] = set()
    refused: set[tuple[RepoPath, ObjectId]] = set()
    for candidate in _all_held(states, listings):
        if candidate.reason:
            refused.add((candidate.path, candidate.id))
        else:
            held.add((candidate.id, candidate.sidecar))
    return BaseHistory(
        folders=folders,
        states=frozenset(states),
        held=frozenset(held),
        refused=frozenset(refused),
        on_base=_changes(chain, graph, folders, finder, first_only=True),
        merged=_changes(
            [item for item in ordered if item not in chain],
            graph,
            folders,
            finder,
            first_only=False,
        ),
        is_whole=not graph.is_cut and not graph.problems,
    )


def _all_held(trees: Iterable[ObjectId], listings: Listings) -> set[Candidate]:
    """Return every candidate of any of the trees, the base revision's among them."""
    found = set(listings.reference.values())
    for tree in trees:
        found.update(listings[tree].added.values())
    return found


def _first_parents(
    commit: ObjectId, graph: Graph, folders: dict[ObjectId, ObjectId]
) -> dict[ObjectId, None]:
    chain: dict[ObjectId, None] = {}
    here: ObjectId | None = commit
    while here is not None and here in folders and here not in chain:
        chain[here] = None
        here = next(iter(graph.parents(here)), None)
    return chain


def _changes(
    commits: Sequence[ObjectId] | dict[ObjectId, None],
    graph: Graph,
    folders: dict[ObjectId, ObjectId],
    finder: ChangeFinder,
    *,
    first_only: bool,
) -> tuple[CommitChanges, ...]:
    found: list[CommitChanges] = []
    for commit in commits:
        # A folder that cannot be read says nothing about what changed.
        parents = [p for p in graph.parents(commit) if p in folders and p not in graph.problems]
        if commit in graph.problems:
            continue
        before = [folders[parent] for parent in (parents[:1] if first_only else parents)]
        changed = finder.find(commit, folders[commit], before)
        if changed is not None:
            found.append(changed)
    return tuple(found)


def _out(history: BaseHistory) -> Any:
    by_folder: dict[str, list[str]] = {}
    for commit, folder in history.folders.items():
        by_folder.setdefault(folder, []).append(commit)
    return {
        "folders": by_folder,
        "states": sorted(history.states),
        "held": sorted(history.held, key=str),
        "refused": sorted(history.refused),
        "on_base": steps_out(history.on_base),
        "merged": steps_out(history.merged),
    }


def _in(value: Any) -> BaseHistory:
    return BaseHistory(
        folders={c: folder for folder, commits in value["folders"].items() for c in commits},
        states=frozenset(value["states"]),
        held=frozenset((blob, sidecar) for blob, sidecar in value["held"]),
        refused=frozenset((path, blob) for path, blob in value["refused"]),
        on_base=steps_in(value["on_base"]),
        merged=steps_in(value["merged"]),
    )
