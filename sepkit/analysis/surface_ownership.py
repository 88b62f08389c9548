"""Which group owns a surface or a path: the most specific pattern wins, ties are reported.

    header:*                   all headers
    header:Mcp-Name            one header; more specific, so it wins

A pattern is the more specific the more characters it fixes; one without `*` beats all others.
A field that no pattern for fields fits belongs to whoever owns its type.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from sepkit.model import (
    Claim,
    Group,
    GroupId,
    GroupKind,
    GroupStatus,
    RepoPath,
    Surface,
    is_path_match,
)

_EXACT = 1_000_000
"""More than any pattern has characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Owners:
    """Who owns one surface or path."""

    groups: tuple[GroupId, ...] = ()
    """In the order of their ids; more than one where their patterns are equally specific."""
    claims: tuple[Claim, ...] = ()
    """The claim of each group, in the same order."""

    @property
    def is_tied(self) -> bool:
        """Whether several groups claim it equally."""
        return len(self.groups) > 1

    @property
    def owner(self) -> GroupId | None:
        """The one group that owns it; None where there is none or where several tie."""
        return self.groups[0] if len(self.groups) == 1 else None


def owners_of(surface: Surface, groups: Iterable[Group]) -> Owners:
    """Return who owns a surface; for many surfaces build one `ClaimIndex` and ask that.

    Args:
        surface: any surface, known to the specification or not.
        groups: all groups.

    Returns:
        No group where no pattern fits; several where the best patterns tie.
    """
    return ClaimIndex.of(groups, kind="surface").owners_of(surface)


def path_owners(path: RepoPath, groups: Iterable[Group]) -> Owners:
    """Return who owns a path; for many paths build one `ClaimIndex` and ask that."""
    return ClaimIndex.of(groups, kind="path").owners_of(path)


@dataclass(frozen=True, slots=True)
class _Entry:
    """One claim as the index keeps it."""

    pattern: str
    specificity: int
    group: GroupId
    claim: Claim
    is_core: bool


Match = Callable[[str, str], bool]


@dataclass(slots=True)
class _Patterns:
    """Patterns by the fixed text that they begin or end with, so that few have to be tried."""

    match: Match
    exact: dict[str, list[_Entry]] = field(default_factory=dict)
    by_start: dict[int, dict[str, list[_Entry]]] = field(default_factory=dict)
    by_end: dict[int, dict[str, list[_Entry]]] = field(default_factory=dict)

    def add(self, entry: _Entry) -> None:
        start, end = _fixed_ends(entry.pattern)
        if start == entry.pattern:
            self.exact.setdefault(start, []).append(entry)
            return
        # The kind alone (`type:`) begins thousands of patterns; what follows tells them apart.
        told_by_start = len(start) - len(start.partition(":")[0]) >= len(end)
        table = self.by_start if told_by_start else self.by_end
        key = start if told_by_start else end
        table.setdefault(len(key), {}).setdefault(key, []).append(entry)

    def fitting(self, name: str) -> Iterator[_Entry]:
        """Yield the entries whose pattern fits."""
        yield from self.exact.get(name, ())
        for length, table in self.by_start.items():
            yield from self._tried(table.get(name[:length], ()), name)
        for length, table in self.by_end.items():
            yield from self._tried(table.get(name[-length:], ()), name)

    def _tried(self, entries: Iterable[_Entry], name: str) -> Iterator[_Entry]:
        for entry in entries:
            if self.match(entry.pattern, name):
                yield entry


@dataclass(slots=True)
class ClaimIndex:
    """Finds the owners of many names among many patterns.

    Claims of a retired group pass to its successor, or to nobody. What a group excludes itself it
    does not own. A group of kind core, which decides what no other does, loses every tie.
    """

    _claims: _Patterns
    _excludes: dict[GroupId, _Patterns]
    _folds_headers: bool
    _known: dict[str, Owners] = field(default_factory=dict)

    @classmethod
    def of(cls, groups: Iterable[Group], *, kind: str) -> "ClaimIndex":
        """Index the claims of one kind.

        Args:
            groups: all groups.
            kind: `surface` (`*` stands for any characters) or `path` (a glob: `*` stays in one
                folder, `**` crosses folders).
        """
        match: Match = is_path_match if kind == "path" else _is_match
        folds = kind == "surface"
        index = cls(_Patterns(match), {}, folds)
        listed = tuple(groups)
        by_id = {group.id: group for group in listed}
        for group in sorted(listed, key=lambda group: group.id):
            heir = _heir(group, by_id)
            if heir is None:
                continue
            index._add(heir, group.owns, kind)
            index._exclude(heir, group, kind, match)
        return index

    def owners_of(self, name: str) -> Owners:
        """Return who owns a surface or path."""
        folded = _folded(name) if self._folds_headers else name
        known = self._known.get(folded)
        if known is None:
            known = self._find(folded)
            if not known.groups and folded.startswith("field:"):
                known = self._find(f"type:{folded[6:].partition('.')[0]}")
            self._known[folded] = known
        return known

    def _find(self, name: str) -> Owners:
        best: dict[GroupId, _Entry] = {}
        for entry in self._claims.fitting(name):
            kept = best.get(entry.group)
            if kept is None or entry.specificity > kept.specificity:
                best[entry.group] = entry
        left = [entry for entry in best.values() if not self._is_excluded(entry, name)]
        top = max((entry.specificity for entry in left), default=0)
        tied = [entry for entry in left if entry.specificity == top]
        others = [entry for entry in tied if not entry.is_core]
        winners = sorted(others or tied, key=lambda entry: entry.group)
        return Owners(
            groups=tuple(entry.group for entry in winners),
            claims=tuple(entry.claim for entry in winners),
        )

    def _is_excluded(self, entry: _Entry, name: str) -> bool:
        patterns = self._excludes.get(entry.group)
        return patterns is not None and any(
            excluded.specificity >= entry.specificity for excluded in patterns.fitting(name)
        )

    def _add(self, group: Group, claims: Iterable[Claim], kind: str) -> None:
        for claim in claims:
            if claim.kind == kind:
                self._claims.add(self._entry(group, claim))

    def _exclude(self, heir: Group, group: Group, kind: str, match: Match) -> None:
        # A retired group's exclusions do not bind the one that took over.
        for claim in group.excludes if heir is group else ():
            if claim.kind == kind:
                patterns = self._excludes.setdefault(group.id, _Patterns(match))
                patterns.add(self._entry(group, claim))

    def _entry(self, group: Group, claim: Claim) -> _Entry:
        pattern = _folded(claim.pattern) if self._folds_headers else claim.pattern
        return _Entry(
            pattern=pattern,
            specificity=specificity(pattern),
            group=group.id,
            claim=claim,
            is_core=group.kind is GroupKind.CORE,
        )


def specificity(pattern: str) -> int:
    """Return how specific a pattern is: the number of characters it fixes, more if it fixes all."""
    fixed = sum(character not in "*?" for character in pattern)
    return fixed + (_EXACT if fixed == len(pattern) else 0)


def _heir(group: Group, by_id: Mapping[GroupId, Group]) -> Group | None:
    """Return the live group that holds a group's claims; None where nobody does."""
    seen: set[GroupId] = set()
    while group.status is GroupStatus.RETIRED:
        following = by_id.get(group.successor) if group.successor is not None else None
        if following is None or group.id in seen:
            return None
        seen.add(group.id)
        group = following
    return group


def _folded(name: str) -> str:
    """Return a surface for comparison: names of headers are the same in any case."""
    return name.lower() if name[:7].lower() == "header:" else name


def _fixed_ends(pattern: str) -> tuple[str, str]:
    """Return the text before the first wildcard and after the last one."""
    places = [index for index, character in enumerate(pattern) if character in "*?["]
    if not places:
        return pattern, pattern
    # After `[` nothing is certain: the class may reach to the end.
    end = "" if "[" in pattern else pattern[places[-1] + 1 :]
    return pattern[: places[0]], end


def _is_match(pattern: str, name: str) -> bool:
    if pattern.endswith("*") and not any(character in "*?[" for character in pattern[:-1]):
        return name.startswith(pattern[:-1])
    return fnmatchcase(name, pattern)
