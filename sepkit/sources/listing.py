"""What stands in the proposals' folder of one tree, each distinct tree read once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sepkit.model import Limits, ObjectId, RepoPath
from sepkit.sources.layout import Layout
from sepkit.sources.modes import flaw_of, is_file, is_folder, text_of, why_no_file
from sepkit.sources.objects import Row, TreeEntry, entry_of, parse_rows, row_of
from sepkit.sources.overlay import Candidate, Listing
from sepkit.sources.repository import Repository

NOWHERE = ObjectId("")
"""Stands for the tree of a folder that a commit does not have."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a tree stands below the proposals' folder."""

    depth: int
    """Which level of the layout its entries belong to."""
    subgroups: int
    """How many folders of subgroups lie above it."""


_TOP = _Place(0, 0)

# Folders of subgroups inside one group: one in real repositories.
_SUBGROUPS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class _Folder:
    """What judging one entry needs to know of the folder around it."""

    prefix: str
    depth: int
    sidecar: ObjectId | None
    names: frozenset[bytes]


class Listings:
    """Lists trees of the proposals' folder; equal trees and equal entries are judged once.

    Attributes:
        reference: the candidates of the base revision.
        empty: the listing of a folder that is not there.
    """

    def __init__(self, repository: Repository, layout: Layout, limits: Limits) -> None:
        self._repository = repository
        self._layout = layout
        self._limits = limits
        self.reference: dict[RepoPath, Candidate] = {}
        self._rows: frozenset[Row] = frozenset()
        self._names: frozenset[bytes] = frozenset()
        self._folders: tuple[Row, ...] = ()
        self._trees: dict[ObjectId, list[TreeEntry] | None] = {NOWHERE: []}
        self._listed: dict[ObjectId, Listing] = {}
        self._known: dict[tuple[str, ObjectId, str, ObjectId | None], Candidate] = {}
        self._judged: dict[tuple[str, int, TreeEntry], Candidate | None] = {}
        self.empty = Listing({}, {}, frozenset())

    def compare_with(self, tree: ObjectId) -> None:
        """Take the base revision's tree as the one that all others are compared with."""
        self._load_levels([tree])
        self._collect(tree, self._prefix, _TOP, self.reference)
        self.empty = Listing(self.reference, {}, frozenset(self.reference))
        self._listed = {
            NOWHERE: self.empty,
            tree: Listing(self.reference, {}, frozenset()),
        }
        entries = self._trees[tree] or []
        self._rows = frozenset(map(row_of, entries))
        self._names = frozenset(entry.name for entry in entries)
        self._folders = tuple(row for row in self._rows if row[0].lstrip(b"0") == b"40000")

    def load(self, trees: Iterable[ObjectId]) -> None:
        """Read trees, each once."""
        new = [tree for tree in dict.fromkeys(trees) if tree not in self._listed]
        if len(self._layout.levels) == 1:
            new = self._load_rows(new)
        self._load_levels(new)
        for tree in new:
            found: dict[RepoPath, Candidate] = {}
            self._collect(tree, self._prefix, _TOP, found)
            self._listed[tree] = Listing.of(found, self.reference)
        # Only what they differ in is worth its room.
        self._trees = {NOWHERE: []}

    def __getitem__(self, tree: ObjectId) -> Listing:
        """Return the candidates of a tree by path; one for a tree that cannot be read."""
        if tree not in self._listed:
            self.load([tree])
        return self._listed[tree]

    @property
    def _prefix(self) -> str:
        root = self._layout.root
        return f"{root}/" if root else ""

    def _load_rows(self, trees: Iterable[ObjectId]) -> list[ObjectId]:
        """List trees by the rows in which they differ; return those that need a closer look."""
        left: list[ObjectId] = []
        objects = self._repository.objects
        for tree, data in objects.read(trees, kind="tree", cap=self._limits.tree_bytes):
            rows = parse_rows(data, width=self._repository.width) if data is not None else None
            listing = self._by_rows(rows) if rows is not None else None
            if listing is None:
                left.append(tree)
            else:
                self._listed[tree] = listing
        return left

    def _by_rows(self, rows: list[Row]) -> Listing | None:
        """Return a listing from rows alone; None where one row's meaning hangs on others."""
        here = frozenset(rows)
        new, gone = here - self._rows, self._rows - here
        names = {name for _, name, _ in new}
        is_plain = (
            len(here) == len(rows) <= self._limits.entries_per_folder
            and len(names) == len(new)
            and not any(mode.lstrip(b"0") == b"40000" for mode, _, _ in (*new, *self._folders))
            # A new row beside an old one of its name makes two of one name.
            and not names & (self._names - {name for _, name, _ in gone})
        )
        if not is_plain:
            return None
        folder = _Folder(prefix=self._prefix, depth=0, sidecar=None, names=frozenset())
        judged = (self._judge(folder, entry_of(row)) for row in new)
        added = {candidate.path: candidate for candidate in judged if candidate is not None}
        paths = (RepoPath(self._prefix + text_of(name)) for _, name, _ in gone)
        removed = {path for path in paths if path in self.reference} - added.keys()
        return Listing(self.reference, added, frozenset(removed))

    def _load_levels(self, trees: Iterable[ObjectId]) -> None:
        """Read trees and the folders below them that can hold documents, level by level."""
        level = [(tree, _TOP) for tree in trees]
        while level:
            new = {tree for tree, _ in level if tree not in self._trees}
            self._trees.update(self._repository.read_trees(new, limits=self._limits))
            level = [
                (entry.id, below)
                for tree, place in level
                if place.depth + 1 < len(self._layout.levels)
                for entry in self._trees[tree] or ()
                if (below := self._below(entry, place)) is not None
            ]

    def _below(self, entry: TreeEntry, place: _Place) -> _Place | None:
        """Return where a folder leads, None for anything that leads to no document."""
        levels = self._layout.levels
        if not is_folder(entry.mode):
            return None
        name = text_of(entry.name)
        level = levels[place.depth]
        if self._layout.is_ignored(name) or flaw_of(name):
            return None
        if level.pattern.fullmatch(name) is not None:
            return _Place(place.depth + 1, 0)
        if level.has_number and place.depth and levels[place.depth - 1].is_group:
            return (
                _Place(place.depth, place.subgroups + 1) if place.subgroups < _SUBGROUPS else None
            )
        return None if level.is_fixed else _Place(place.depth + 1, 0)

    def _collect(
        self, tree: ObjectId, prefix: str, place: _Place, found: dict[RepoPath, Candidate]
    ) -> None:
        entries = self._trees[tree]
        if entries is None:
            why = self._repository.why_refused(tree)
            self._add(found, self._intern(prefix.rstrip("/"), tree, f"its folder: {why}", None))
            return
        folder = _Folder(
            prefix=prefix,
            depth=self._depth_of(entries, place),
            sidecar=self._sidecar(entries),
            names=frozenset([entry.name for entry in entries]),
        )
        before = len(found)
        seen: set[bytes] = set()
        # In the last level no folder leads further down; most trees are of that kind.
        is_last = place.depth + 1 >= len(self._layout.levels)
        for entry in entries:
            below = None if is_last else self._below(entry, place)
            if below is not None:
                self._collect(entry.id, f"{prefix}{text_of(entry.name)}/", below, found)
            elif (candidate := self._judge(folder, entry)) is not None:
                self._add(found, self._capped(candidate, found, is_second=entry.name in seen))
                seen.add(entry.name)
        if folder.sidecar and len(found) == before:
            path = f"{prefix}{self._layout.sidecar}"
            reason = "it stands alone: there is no document beside it"
            self._add(found, self._intern(path, folder.sidecar, reason, None))

    def _depth_of(self, entries: Iterable[TreeEntry], place: _Place) -> int:
        """Return the level of a folder's files.

        Below a group, a folder without a number is a subgroup, unless it holds a document: then it
        is a proposal whose name went wrong.
        """
        if not place.subgroups:
            return place.depth
        wanted = self._layout.sidecar
        if wanted:
            is_proposal = self._sidecar(entries) is not None
        else:
            is_proposal = any(self._layout.is_document(text_of(e.name)) for e in entries)
        return place.depth + 1 if is_proposal else place.depth

    def _capped(
        self, candidate: Candidate, found: Mapping[RepoPath, Candidate], *, is_second: bool
    ) -> Candidate:
        cap = self._limits.entries_per_folder
        if is_second:
            reason = "its name stands twice in one folder"
        elif len(found) >= cap:
            reason = f"more than {cap} entries in one folder"
        else:
            return candidate
        return self._intern(
            candidate.path, candidate.id, candidate.reason or reason, candidate.sidecar
        )

    def _sidecar(self, entries: Iterable[TreeEntry]) -> ObjectId | None:
        wanted = self._layout.sidecar.encode()
        if not wanted:
            return None
        files = (e.id for e in entries if e.name == wanted and is_file(e.mode))
        return next(files, None)

    def _judge(self, folder: _Folder, entry: TreeEntry) -> Candidate | None:
        if folder.sidecar is not None or is_folder(entry.mode):
            return self._judge_anew(folder, entry)
        key = (folder.prefix, folder.depth, entry)
        if key not in self._judged:
            self._judged[key] = self._judge_anew(folder, entry)
        return self._judged[key]

    def _judge_anew(self, folder: _Folder, entry: TreeEntry) -> Candidate | None:
        name = text_of(entry.name)
        layout = self._layout
        if layout.is_ignored(name) and not layout.is_fixed_document(name):
            return None
        reason = flaw_of(name) or why_no_file(entry.mode)
        if folder.depth + 1 < len(layout.levels):
            if not layout.is_misplaced(name, folder.depth):
                return None
            reason = reason or "it is a file, where this process keeps a folder"
        elif is_folder(entry.mode):
            if not layout.is_folder_of_proposal(name, folder.names):
                return None
        elif not layout.is_document(name):
            return None
        return self._intern(folder.prefix + name, entry.id, reason, folder.sidecar)

    def _intern(
        self, path: str, object_id: ObjectId, reason: str, sidecar: ObjectId | None
    ) -> Candidate:
        key = (path, object_id, reason, sidecar)
        if key not in self._known:
            self._known[key] = Candidate(RepoPath(path), object_id, reason, sidecar)
        return self._known[key]

    def _add(self, found: dict[RepoPath, Candidate], candidate: Candidate) -> None:
        path = candidate.path
        if path not in found:
            found[path] = candidate
            return
        count = 2
        while path in found:
            # A second entry of the same name: kept under a name that shows it.
            path = RepoPath(f"{candidate.path} ({count})")
            count += 1
        found[path] = self._intern(path, candidate.id, candidate.reason, candidate.sidecar)
