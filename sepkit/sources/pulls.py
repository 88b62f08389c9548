"""Pull requests: which refs carry what, and how it came about on their branches."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sepkit.model import Dialect, Limits, ObjectId, RefName, Refusal, RepoPath
from sepkit.sources.base_history import BaseHistory
from sepkit.sources.changes import ChangeFinder, CommitChanges
from sepkit.sources.graph import Graph
from sepkit.sources.layout import Layout, pull_of
from sepkit.sources.listing import Listings
from sepkit.sources.overlay import Candidate
from sepkit.sources.repository import Repository

History = tuple[CommitChanges, ...]
"""What a line of commits changed, newest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pull:
    """The head of one pull request."""

    number: int
    ref: RefName
    commit: ObjectId
    has_merge_ref: bool


def find_pulls(
    repository: Repository, dialect: Dialect, refused: list[Refusal], root: str
) -> list[Pull]:
    """Return the heads of all pull requests by number.

    Args:
        repository: where to read.
        dialect: names the refs.
        refused: gets a row for each ref that leads to no commit.
        root: the path of such a row: the proposals' folder.
    """
    refs = repository.refs()
    numbered = {ref: pull_of(dialect.in_flight, ref) for ref in refs}
    hint = dialect.merge_hint
    hinted = {pull_of(hint, ref) for ref in refs if hint}
    heads = sorted((number, ref) for ref, number in numbered.items() if number is not None)
    peeled = repository.peel_all(refs[ref] for _, ref in heads)
    pulls: list[Pull] = []
    for number, ref in heads:
        commit = peeled[refs[ref]]
        if commit is None:
            why = repository.why_refused(refs[ref]) or "it leads to no commit"
            refused.append(_unreadable(root, ref, why))
            continue
        pulls.append(Pull(number=number, ref=ref, commit=commit, has_merge_ref=number in hinted))
    return pulls


def find_odd_refs(repository: Repository, dialect: Dialect) -> list[RefName]:
    """Return refs that stand where heads of pull requests do, without a number in them."""
    before, _, after = dialect.in_flight.partition("{pull}")
    return sorted(
        ref
        for ref in repository.refs()
        if ref.startswith(before)
        and ref.endswith(after)
        and pull_of(dialect.in_flight, ref) is None
        and (not dialect.merge_hint or pull_of(dialect.merge_hint, ref) is None)
    )


def _unreadable(root: str, ref: RefName, why: str) -> Refusal:
    return Refusal(path=RepoPath(root), ref=ref, reason=f"the ref cannot be read: {why}")


class Branches:
    """What pull requests hold that the base branch never did, and their own commits."""

    def __init__(
        self,
        graph: Graph,
        listings: Listings,
        finder: ChangeFinder,
        base: BaseHistory,
        layout: Layout,
        limits: Limits,
    ) -> None:
        self._graph = graph
        self._listings = listings
        self._finder = finder
        self._base = base
        self._layout = layout
        self._limits = limits
        self._changes: dict[ObjectId, CommitChanges | None] = {}

    def find_new(
        self, pulls: Iterable[Pull], refused: list[Refusal]
    ) -> dict[Pull, list[Candidate]]:
        """Return for each pull request the candidates that the base branch never held."""
        pulls = list(pulls)
        heads = [pull.commit for pull in pulls]
        self._graph.load_commits(heads)
        self._graph.load_folders(heads)
        once_base = self._base.states
        folders = {pull: self._graph.folders[pull.commit] for pull in pulls}
        self._listings.load(set(folders.values()) - once_base)
        found: dict[Pull, list[Candidate]] = {}
        for pull, folder in folders.items():
            if pull.commit in self._graph.problems:
                why = self._graph.problems[pull.commit]
                refused.append(_unreadable(self._layout.root, pull.ref, why))
            elif folder not in once_base:
                # What stands as in the base revision, the base revision holds.
                added = self._listings[folder].added
                new = [c for c in added.values() if self._is_new(c)]
                if new:
                    found[pull] = new
        return found

    def _is_new(self, candidate: Candidate) -> bool:
        if candidate.reason:
            return (candidate.path, candidate.id) not in self._base.refused
        return (candidate.id, candidate.sidecar) not in self._base.held

    def histories(
        self, pulls: Iterable[Pull], known: Mapping[ObjectId, History]
    ) -> dict[ObjectId, History]:
        """Return by head commit what a pull request's own commits changed, newest first.

        Args:
            pulls: those whose history is wanted.
            known: histories that an earlier run found over the same base commit.
        """
        heads = list(dict.fromkeys(pull.commit for pull in pulls))
        graph, until, most = self._graph, self._base.folders, self._limits.commits_per_proposal
        fresh = [head for head in heads if head not in known]
        graph.walk(fresh, until=until)
        own = {head: graph.newest_first(head, until=until, most=most) for head in fresh}
        commits = dict.fromkeys(commit for ordered in own.values() for commit in ordered)
        graph.load_folders(commits)
        self._listings.load(dict.fromkeys(graph.folders[commit] for commit in commits))
        found = {
            head: self._finder.across(
                tuple(step for commit in ordered if (step := self._of(commit)) is not None)
            )
            for head, ordered in own.items()
        }
        return {head: found[head] if head in found else known[head] for head in heads}

    def _of(self, commit: ObjectId) -> CommitChanges | None:
        if commit not in self._changes:
            folders, problems = self._graph.folders, self._graph.problems
            parents = [
                self._base.folders[parent] if parent in self._base.folders else folders[parent]
                for parent in self._graph.parents(commit)
                if parent in self._base.folders or (parent in folders and parent not in problems)
            ]
            known = commit not in problems
            self._changes[commit] = (
                self._finder.find(commit, folders[commit], parents) if known else None
            )
        return self._changes[commit]
