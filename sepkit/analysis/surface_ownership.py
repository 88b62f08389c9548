"""Which group owns a surface or a path: the most specific pattern wins, ties are reported.

    header:*                   all headers
    header:Depth               one header; more specific, so it wins

A pattern is the more specific the more characters it fixes; one without `*` beats all others.
A field that no pattern for fields fits belongs to whoever owns its type, and a value of an
enumeration to whoever owns the field.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sepkit.analysis.pattern_index import PatternIndex, specificity
from sepkit.model import (
    Claim,
    Group,
    GroupId,
    GroupKind,
    GroupStatus,
    is_path_match,
    is_wildcard_match,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Owners:
    """Who owns one surface or path."""

    groups: tuple[GroupId, ...] = ()
    """In the order of their ids; more than one where their patterns are equally specific."""
    claims: tuple[Claim, ...] = ()
    """The claim of each group, in the same order."""

    @property
    def owner(self) -> GroupId | None:
        """The one group that owns it; None where there is none or where several tie."""
        return self.groups[0] if len(self.groups) == 1 else None


@dataclass(frozen=True, slots=True)
class _Entry:
    """One claim as the index keeps it."""

    specificity: int
    group: GroupId
    claim: Claim
    is_core: bool


@dataclass(slots=True)
class ClaimIndex:
    """Finds the owners of many names among many patterns.

    Claims of a retired group pass to its successor, or to nobody. What a group excludes itself it
    does not own. A group of kind core, which decides what no other does, loses every tie.
    """

    _claims: PatternIndex[_Entry]
    _excludes: dict[GroupId, PatternIndex[int]]
    _folds_headers: bool
    _known: dict[str, Owners] = field(default_factory=dict[str, Owners])

    @classmethod
    def of(cls, groups: Iterable[Group], *, kind: str) -> "ClaimIndex":
        """Index the claims of one kind.

        Args:
            groups: all groups.
            kind: `surface` (`*` stands for any characters) or `path` (a glob: `*` stays in one
                folder, `**` crosses folders).
        """
        match = is_path_match if kind == "path" else is_wildcard_match
        index = cls(PatternIndex(match), {}, kind == "surface")
        listed = tuple(groups)
        by_id = {group.id: group for group in listed}
        for group in sorted(listed, key=lambda group: group.id):
            heir = _heir(group, by_id)
            if heir is None:
                continue
            index._add(heir, group.owns, kind)
            if heir is group:
                # A retired group's exclusions do not bind the one that took over.
                index._exclude(group, kind)
        return index

    def owners_of(self, name: str) -> Owners:
        """Return who owns a surface or path."""
        folded = self._comparable(name)
        known = self._known.get(folded)
        if known is None:
            known = self._find(folded)
            whole = _whole_of(folded)
            if not known.groups and whole is not None:
                known = self.owners_of(whole)
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
            excluded >= entry.specificity for excluded in patterns.fitting(name)
        )

    def _add(self, group: Group, claims: Iterable[Claim], kind: str) -> None:
        is_core = group.kind is GroupKind.CORE
        for claim in claims:
            if claim.kind == kind:
                pattern = self._comparable(claim.pattern)
                self._claims.add(pattern, _Entry(specificity(pattern), group.id, claim, is_core))

    def _exclude(self, group: Group, kind: str) -> None:
        for claim in group.excludes:
            if claim.kind == kind:
                pattern = self._comparable(claim.pattern)
                patterns = self._excludes.setdefault(group.id, PatternIndex(self._claims.match))
                patterns.add(pattern, specificity(pattern))

    def _comparable(self, name: str) -> str:
        return _folded(name) if self._folds_headers else name


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


def _whole_of(name: str) -> str | None:
    """Return the surface that a surface is part of, where that shows in its name; else None."""
    kind, _, rest = name.partition(":")
    if kind == "enum":
        return f"field:{rest.rpartition('.')[0]}"
    return f"type:{rest.partition('.')[0]}" if kind == "field" else None


def _folded(name: str) -> str:
    """Return a surface for comparison: names of headers are the same in any case."""
    return name.lower() if name[:7].lower() == "header:" else name
