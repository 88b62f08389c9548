"""Commits, their parents and the proposals' folder in each, walked over the objects themselves.

`rev-list` and `log` would believe a commit graph file that came with the repository, and end at
the first damaged commit. This walk reads each commit and each root tree once and goes on.
"""

from collections.abc import Container, Iterable
from heapq import heappop, heappush

from sepkit.model import Limits, ObjectId
from sepkit.sources.listing import NOWHERE
from sepkit.sources.modes import is_folder
from sepkit.sources.objects import CommitFacts, DamagedObjectError, TreeEntry, parse_facts
from sepkit.sources.repository import Repository

# Far above any process's history; a walk that needs more has left it.
MOST_COMMITS = 200_000


class Graph:
    """The commits that were walked so far.

    Attributes:
        commits: what is known of each, None for one that cannot be read.
        folders: the tree of the proposals' folder for each loaded commit; `NOWHERE` if it has none.
        problems: commits whose folder cannot be read, and why.
        is_cut: whether a walk ended at its cap.
    """

    def __init__(self, repository: Repository, folder: tuple[str, ...], limits: Limits) -> None:
        self.commits: dict[ObjectId, CommitFacts | None] = {}
        self.folders: dict[ObjectId, ObjectId] = {}
        self.problems: dict[ObjectId, str] = {}
        self.is_cut = False
        self._repository = repository
        self._folder = tuple(part.encode("utf-8", "surrogateescape") for part in folder)
        self._limits = limits
        self._below: dict[ObjectId, ObjectId | str] = {NOWHERE: NOWHERE}

    def walk(self, heads: Iterable[ObjectId], *, until: Container[ObjectId] = ()) -> None:
        """Load all commits that lead to the heads, up to those in `until`."""
        level = [head for head in dict.fromkeys(heads) if head not in until]
        while level:
            self.load_commits(level)
            level = [
                parent
                for parent in dict.fromkeys(p for commit in level for p in self.parents(commit))
                if parent not in self.commits and parent not in until
            ]
            if len(self.commits) > MOST_COMMITS:
                self.is_cut = True
                return

    def load_commits(self, ids: Iterable[ObjectId]) -> None:
        """Read commits that are not known yet."""
        known = self._repository.commits
        wanted = [commit for commit in ids if commit not in self.commits]
        new = [commit for commit in wanted if commit not in known]
        objects = self._repository.objects
        for commit, data in objects.read(new, kind="commit", cap=self._limits.commit_bytes):
            known[commit] = None
            if data is None:
                continue
            try:
                facts = parse_facts(data)
            except DamagedObjectError as error:
                objects.reasons[commit] = str(error)
                continue
            if commit in self._repository.shallow:
                facts = facts._replace(parents=())
            known[commit] = facts
        self.commits.update((commit, known[commit]) for commit in wanted)

    def parents(self, commit: ObjectId) -> tuple[ObjectId, ...]:
        """Return a commit's parents; none for one that cannot be read."""
        facts = self.commits.get(commit)
        return facts.parents if facts else ()

    def seconds(self, commit: ObjectId) -> int:
        """Return a commit's date in seconds since 1970; 0 for one that cannot be read."""
        facts = self.commits.get(commit)
        return facts.seconds if facts else 0

    def load_folders(self, ids: Iterable[ObjectId]) -> None:
        """Find the proposals' folder of each commit, one level of trees after the other."""
        new = [commit for commit in ids if commit not in self.folders]
        places: dict[ObjectId, ObjectId] = {}
        for commit in new:
            facts = self.commits.get(commit)
            self.folders[commit] = NOWHERE
            if facts is None:
                self.problems[commit] = self._repository.why_refused(commit)
            else:
                places[commit] = facts.tree
        for root, folder in self._folders_of(set(places.values())).items():
            self._below[root] = folder
        for commit, root in places.items():
            folder = self._below[root]
            if folder.startswith("!"):
                self.problems[commit] = folder[1:]
            else:
                self.folders[commit] = ObjectId(folder)

    def _folders_of(self, roots: set[ObjectId]) -> dict[ObjectId, str]:
        """Return each root's folder tree, or `!` and why it cannot be read."""
        found: dict[ObjectId, str] = {r: str(self._below[r]) for r in roots if r in self._below}
        here: dict[ObjectId, str] = {root: root for root in roots if root not in found}
        for part in self._folder:
            trees = {place for place in here.values() if place and not place.startswith("!")}
            known = self._repository.steps
            new = [ObjectId(tree) for tree in sorted(trees) if (tree, part) not in known]
            for tree, entries in self._repository.read_trees(new, limits=self._limits):
                known[tree, part] = self._step(tree, entries, part)
            here = {root: known.get((place, part), place) for root, place in here.items()}
        return {**found, **here}

    def _step(self, tree: ObjectId, entries: list[TreeEntry] | None, part: bytes) -> str:
        if entries is None:
            return f"!{self._repository.why_refused(tree)}"
        entry = next((entry for entry in entries if entry.name == part), None)
        if entry is None:
            return NOWHERE
        if not is_folder(entry.mode):
            return "!it is no folder"
        return entry.id

    def newest_first(
        self, head: ObjectId, *, until: Container[ObjectId], most: int
    ) -> list[ObjectId]:
        """Return the commits between a head and `until`, each before its parents.

        Among those that could come next, the latest date wins, then the id: so the order is the
        same on every machine.
        """
        inside = self._between(head, until)
        waiting = dict.fromkeys(inside, 0)
        for commit in inside:
            for parent in self.parents(commit):
                if parent in waiting:
                    waiting[parent] += 1
        ready: list[tuple[int, ObjectId]] = []
        for commit, children in waiting.items():
            if children == 0:
                heappush(ready, (-self.seconds(commit), commit))
        ordered: list[ObjectId] = []
        while ready and len(ordered) < most:
            commit = heappop(ready)[1]
            ordered.append(commit)
            for parent in self.parents(commit):
                if parent in waiting:
                    waiting[parent] -= 1
                    if waiting[parent] == 0:
                        heappush(ready, (-self.seconds(parent), parent))
        return ordered

    def _between(self, head: ObjectId, until: Container[ObjectId]) -> dict[ObjectId, None]:
        found: dict[ObjectId, None] = {}
        waiting = [head]
        while waiting:
            commit = waiting.pop()
            if commit in found or commit in until or self.commits.get(commit) is None:
                continue
            found[commit] = None
            waiting.extend(self.parents(commit))
        return found
