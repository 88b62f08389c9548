"""A listing of one tree, kept as its difference from that of the base revision.

A thousand pull requests hold a thousand trees that differ from the base's in one file each: as
differences they take no more room than what they change.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sepkit.model import ObjectId, RepoPath


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """One file that is, or claims to be, a proposal: a path and what stands there.

    The same path with the same content is the same object, so that they compare quickly.
    """

    path: RepoPath
    id: ObjectId
    reason: str = ""
    """Why it cannot be read; "" for a file."""
    sidecar: ObjectId | None = None


Reference = Mapping[RepoPath, Candidate]
"""What the listings of one repository are compared with."""


@dataclass(frozen=True, slots=True, eq=False)
class Listing:
    """The candidates of one tree."""

    reference: Reference
    added: Mapping[RepoPath, Candidate]
    """What the reference does not hold like this."""
    removed: frozenset[RepoPath]
    """Paths of the reference that are not here."""

    @classmethod
    def of(cls, whole: Mapping[RepoPath, Candidate], reference: Reference) -> "Listing":
        """Return a listing of exactly these candidates."""
        added = {path: c for path, c in whole.items() if reference.get(path) is not c}
        return cls(reference, added, frozenset(reference.keys() - whole.keys()))

    def get(self, path: RepoPath) -> Candidate | None:
        """Return the candidate at a path, or None."""
        found = self.added.get(path)
        if found is None and path not in self.removed:
            found = self.reference.get(path)
        return found

    def __contains__(self, path: RepoPath) -> bool:
        return self.get(path) is not None

    def values(self) -> Iterator[Candidate]:
        """Yield all candidates."""
        yield from self.added.values()
        for path, candidate in self.reference.items():
            if path not in self.removed and path not in self.added:
                yield candidate

    def minus(self, other: "Listing") -> list[Candidate]:
        """Return what stands here and not like this in another listing, by path.

        Both must have been compared with the same reference.
        """
        differing = self.added.keys() | self.removed | other.added.keys() | other.removed
        found: list[Candidate] = []
        for path in sorted(differing):
            candidate = self.get(path)
            if candidate is not None and other.get(path) is not candidate:
                found.append(candidate)
        return found
