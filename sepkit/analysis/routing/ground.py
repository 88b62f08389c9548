"""What routing knows before it sees a proposal: the groups, prepared for looking things up."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from sepkit.analysis.routing.phrases import PhraseIndex
from sepkit.analysis.routing.teaching import Taught
from sepkit.analysis.routing.words import expand, tokens
from sepkit.analysis.surface_ownership import ClaimIndex
from sepkit.model import (
    Case,
    Dialect,
    Group,
    GroupId,
    GroupKind,
    GroupStatus,
    Instant,
    Ownership,
    RepoPath,
    Scope,
)
from sepkit.model.group_names import GroupNames, split_kind

NOBODY = GroupId("none")
"""The candidate that stands for "no group's matter"; never shown as an owner."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A person's place in a group."""

    group: GroupId
    role: str
    weight: float
    path: RepoPath
    line: int


@dataclass(frozen=True, slots=True)
class ScopeWord:
    """A word of a group's scope: how much it speaks for the group, and where it stands."""

    group: GroupId
    weight: float
    written: str
    path: RepoPath
    line: int


@dataclass(frozen=True, slots=True)
class Ground:
    """Everything about groups that the kinds of evidence look up."""

    groups: tuple[Group, ...]
    """Those that can own something, by id; a retired one cannot."""
    fallback: GroupId | None
    topics: PhraseIndex
    """What groups claim in words, and their bare names: `Storage`, `Server Card`."""
    excluded: PhraseIndex
    full_names: PhraseIndex
    """Names with their kind: `Transports Working Group`, `sig-node`."""
    surfaces: ClaimIndex
    paths: ClaimIndex
    scope_words: Mapping[str, tuple[ScopeWord, ...]]
    seats: Mapping[str, tuple[Seat, ...]]
    """By handle in lower case."""
    anchors: Mapping[int, tuple[tuple[GroupId, Scope], ...]]
    """Proposals that a group's scope names by number."""
    group_names: GroupNames
    by_id: Mapping[GroupId, Group]
    declared: Mapping[str, GroupId]
    """By proposal: the group whose own file lists it."""
    governance_tracks: frozenset[str] = frozenset()
    taught: Taught = field(default_factory=Taught)

    def with_taught(self, taught: Taught) -> "Ground":
        """Return the same ground with what declared owners taught."""
        return replace(self, taught=taught)

    def declared_owner(self, case: Case) -> tuple[GroupId, str] | None:
        """Return the owner that a base file declares: a group's `file`, or a merged `preamble`.

        What a preamble in flight says is its author's claim.
        """
        owner = self.declared.get(case.key)
        if owner is not None:
            return owner, "file"
        if case.in_flight:
            return None
        first = next(iter(case.document.declared_groups), "")
        named = self.named(first)
        return (named, "preamble") if named is not None else None

    def named(self, written: str) -> GroupId | None:
        """Return the group that a text means, if it is one that can own something."""
        found = self.group_names.find(written) if written.strip() else None
        return found if found in self.by_id else None


def prepare(
    ownership: Ownership, *, dialect: Dialect, as_of: Instant, taught: Taught | None = None
) -> Ground:
    """Prepare the groups once for all proposals.

    Args:
        ownership: what the base files say of groups.
        dialect: the process.
        as_of: a lead whose term ended before it does not speak for the group.
        taught: what declared owners teach.
    """
    groups = tuple(group for group in ownership.groups if group.status is not GroupStatus.RETIRED)
    return Ground(
        groups=groups,
        fallback=_fallback(groups, dialect),
        topics=PhraseIndex([*_claims(groups, "topic", "label"), *_names(groups)]),
        excluded=PhraseIndex(_exclusions(groups)),
        full_names=PhraseIndex(_full_names(groups)),
        surfaces=ClaimIndex.of(ownership.groups, kind="surface"),
        paths=ClaimIndex.of(ownership.groups, kind="path"),
        scope_words=_scope_words(groups),
        seats=_seats(groups, ownership, as_of),
        anchors=_anchors(groups, dialect),
        group_names=GroupNames.of(ownership.groups),
        by_id={group.id: group for group in groups},
        declared={key: group.id for group in reversed(groups) for key in group.proposals},
        governance_tracks=frozenset(track.lower() for track in dialect.governance_tracks),
        taught=taught or Taught(),
    )


def _fallback(groups: tuple[Group, ...], dialect: Dialect) -> GroupId | None:
    named = next((group.id for group in groups if group.id == dialect.fallback_owner), None)
    core = next((group.id for group in groups if group.kind is GroupKind.CORE), None)
    return named or core


def _claims(groups: Iterable[Group], *kinds: str) -> Iterator[tuple[str, GroupId, RepoPath, int]]:
    for group in groups:
        for claim in group.owns:
            if claim.kind in kinds:
                yield claim.pattern, group.id, claim.path, claim.line


def _exclusions(groups: Iterable[Group]) -> Iterator[tuple[str, GroupId, RepoPath, int]]:
    for group in groups:
        for claim in group.excludes:
            if claim.kind == "topic":
                yield claim.pattern, group.id, claim.path, claim.line


def _place(group: Group) -> tuple[RepoPath, int]:
    source = group.source("name") or next(iter(group.provenance), None)
    if source is not None:
        return source.path, source.line
    places = [(claim.path, claim.line) for claim in group.owns[:1]]
    places += [(item.path, item.line) for item in group.scope[:1]]
    return places[0] if places else (RepoPath(""), 0)


def _names(groups: Iterable[Group]) -> Iterator[tuple[str, GroupId, RepoPath, int]]:
    for group in groups:
        if group.kind is not GroupKind.CORE:
            bare, _ = split_kind(group.name)
            yield bare, group.id, *_place(group)


_KIND_WORDS = {
    GroupKind.WORKING_GROUP: ("working group", "wg"),
    GroupKind.INTEREST_GROUP: ("interest group", "ig"),
    GroupKind.SPECIAL_INTEREST_GROUP: ("sig",),
}


def _full_names(groups: Iterable[Group]) -> Iterator[tuple[str, GroupId, RepoPath, int]]:
    for group in groups:
        place = _place(group)
        words = _KIND_WORDS.get(group.kind, ())
        for name in {group.name, *group.aliases} - {""}:
            for word in words:
                yield f"{name} {word}", group.id, *place
                yield f"{word} {name}", group.id, *place
        if words:
            yield group.id, group.id, *place


def _scope_words(groups: tuple[Group, ...]) -> dict[str, tuple[ScopeWord, ...]]:
    """Weigh the words of all scopes by how few groups use them, so that boilerplate cancels."""
    read = {group.id: _read_scope(group) for group in groups}
    spread = Counter(term for counts, _ in read.values() for term in counts)
    index: dict[str, list[ScopeWord]] = defaultdict(list)
    for group_id, (counts, places) in read.items():
        weighed = {
            term: (1 + math.log(count)) * math.log(len(groups) / spread[term])
            for term, count in counts.items()
            if spread[term] < len(groups)
        }
        norm = math.sqrt(sum(weight * weight for weight in weighed.values())) or 1.0
        for term, weight in weighed.items():
            index[term].append(ScopeWord(group_id, weight / norm, *places[term]))
    return {term: tuple(items) for term, items in index.items()}


def _read_scope(group: Group) -> tuple[Counter[str], dict[str, tuple[str, RepoPath, int]]]:
    """Count the terms of what a group says of itself; each with its first word and place."""
    counts: Counter[str] = Counter()
    places: dict[str, tuple[str, RepoPath, int]] = {}
    for item in _own_words(group):
        for token in tokens(item.text):
            for term in expand(token):
                counts[term] += 1
                places.setdefault(term, (token.lower(), item.path, item.line))
    return counts, places


def _own_words(group: Group) -> Iterator[Scope]:
    yield from (item for item in group.scope if item.is_inside)
    for claim in group.owns:
        if claim.kind in ("topic", "label"):
            yield Scope(text=claim.pattern, is_inside=True, path=claim.path, line=claim.line)


# The role of people in a list of accounts that is named after their group.
_LISTED = "group-maintainer"


def _seats(
    groups: Iterable[Group], ownership: Ownership, as_of: Instant
) -> dict[str, tuple[Seat, ...]]:
    """Collect the groups of each person; whoever has several roles in one counts with the first."""
    seats: dict[str, dict[GroupId, Seat]] = defaultdict(dict)
    for group in groups:
        place = _place(group)
        for lead in group.leads:
            has_ended = lead.until is not None and lead.until < as_of[:10]
            if lead.handle is not None and not has_ended:
                path = lead.path or place[0]
                seat = Seat(group.id, "leads", 1.0, path, lead.line)
                seats[lead.handle.lower()].setdefault(group.id, seat)
        for member in group.members:
            seat = Seat(group.id, "is a member of", 0.5, *place)
            seats[member.lower()].setdefault(group.id, seat)
    names = GroupNames.of(groups)
    for entry in ownership.roster:
        listed = entry.group or (names.find(entry.area) if entry.role == _LISTED else None)
        if listed is not None and entry.handle is not None and entry.role != "emeritus":
            seat = Seat(listed, "is listed for", 0.7, entry.path, entry.line)
            seats[entry.handle.lower()].setdefault(listed, seat)
    return {handle: tuple(items.values()) for handle, items in seats.items()}


def _anchors(
    groups: Iterable[Group], dialect: Dialect
) -> dict[int, tuple[tuple[GroupId, Scope], ...]]:
    """Collect the proposals that scopes name; a group that several name belongs to nobody more."""
    import re

    found: dict[int, list[tuple[GroupId, Scope]]] = defaultdict(list)
    template = re.escape(dialect.key).replace(re.escape("{number}"), r"0*(\d{1,7})")
    # Keys as cited (`SEP-12`, `SEP 12`), or the number at the end of a pull request's address.
    pattern = re.compile(rf"{template.replace(re.escape('-'), '[- ]')}\b|/pull/(\d{{1,7}})\b")
    for group in groups:
        for item in group.scope:
            if not item.is_inside:
                continue
            for match in pattern.finditer(item.text):
                number = int(match.group(1) or match.group(2))
                found[number].append((group.id, item))
    return {number: tuple(items) for number, items in found.items()}
