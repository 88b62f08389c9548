"""Joins what several files say of one group, field by field, each field with its provenance."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sepkit.model import (
    Claim,
    Group,
    GroupId,
    GroupNames,
    GroupStatus,
    Provenance,
    RepoPath,
    Severity,
    plain_name,
    split_kind,
)
from sepkit.ownership.format import CLAIM_KINDS
from sepkit.ownership.part import Notes, Part, Rank

_FIELDS = (
    "name",
    "kind",
    "status",
    "summary",
    "charter",
    "leads",
    "members",
    "team",
    "excludes",
    "scope",
    "decides",
    "work",
    "proposals",
    "successor",
)
_JOINED = ("aliases", "previously")
"""Fields where every file adds to the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """A part with the rank of the file that it came from."""

    part: Part
    rank: Rank

    @property
    def order(self) -> tuple[int, RepoPath, int]:
        """The order in which parts are asked: the higher rank first."""
        return -self.rank, self.part.path, self.part.line


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """A group, and the parts it was made of in the order in which they were asked."""

    group: Group
    parts: tuple[Ranked, ...]


def merge_groups(parts: Iterable[Ranked], notes: Mapping[RepoPath, Notes]) -> list[Merged]:
    """Join the parts of each group; a second description by the same kind of file is a finding.

    Args:
        parts: all parts of all files.
        notes: where to record findings about each file.
    """
    ordered = sorted(parts, key=lambda ranked: ranked.order)
    by_id = _by_id(ordered)
    merged = [_merge(id_, found) for id_, found in by_id.items()]
    for item in merged:
        _note_repeated(item, notes)
        _note_kindless(item, notes)
    return sorted(merged, key=lambda item: item.group.id)


def _by_id(ordered: list[Ranked]) -> dict[GroupId, list[Ranked]]:
    """Group the parts by the id of the group they mean, through charters, old ids and names."""
    owners = _charter_owners(ordered)
    renamed = _renamed(ordered)
    by_id: dict[GroupId, list[Ranked]] = {}
    named_only: list[Ranked] = []
    for ranked in ordered:
        if ranked.part.is_named_only:
            named_only.append(ranked)
            continue
        group = ranked.part.group
        is_charter = ranked.rank is Rank.CHARTER
        id_ = owners.get(group.charter, group.id) if is_charter else group.id
        by_id.setdefault(renamed.get(id_, id_), []).append(ranked)
    if named_only:
        # A group that only a list of people names is found by its name among the others.
        names = GroupNames.of(_merge(id_, found).group for id_, found in by_id.items())
        for ranked in named_only:
            group = ranked.part.group
            found = names.find(group.id) or names.find(group.name)
            by_id.setdefault(found or group.id, []).append(ranked)
    return {id_: sorted(found, key=lambda ranked: ranked.order) for id_, found in by_id.items()}


def _charter_owners(ordered: list[Ranked]) -> dict[RepoPath | None, GroupId]:
    """Return charter to group: as another file says, or by name where the file was renamed."""
    charters = [ranked.part for ranked in ordered if ranked.rank is Rank.CHARTER]
    others = [
        ranked.part.group
        for ranked in ordered
        if ranked.rank is not Rank.CHARTER and not ranked.part.is_named_only
    ]
    owners: dict[RepoPath | None, GroupId] = {}
    for group in others:
        if group.charter is not None:
            owners.setdefault(group.charter, group.id)
    read = {part.path for part in charters}
    lost = {plain_name(group.name): group.id for group in others if group.charter not in read}
    ids = {group.id for group in others}
    for part in charters:
        found = lost.get(plain_name(part.group.name))
        if part.path not in owners and part.group.id not in ids and found is not None:
            owners[part.path] = found
    return owners


def _renamed(ordered: list[Ranked]) -> dict[GroupId, GroupId]:
    """Return old id to new id, from the files of the highest rank that say so.

    An id that files of the repository still use for a group of their own stays what it is.
    """
    renamed: dict[GroupId, GroupId] = {}
    for ranked in ordered:
        for old in ranked.part.group.previously:
            if old != ranked.part.group.id:
                renamed.setdefault(old, ranked.part.group.id)
    return {old: _last(old, renamed) for old in renamed}


def _last(id_: GroupId, renamed: Mapping[GroupId, GroupId]) -> GroupId:
    seen = {id_}
    while (following := renamed.get(id_)) is not None and following not in seen:
        id_ = following
        seen.add(id_)
    return id_


def _merge(id_: GroupId, parts: list[Ranked]) -> Merged:
    values: dict[str, Any] = {}
    provenance: list[Provenance] = []
    for name in _FIELDS:
        source = _source(name, parts)
        if source is not None:
            values[name] = getattr(source.part.group, name)
            provenance.append(_provenance(name, source))
    for name in _JOINED:
        joined = dict.fromkeys(v for ranked in parts for v in getattr(ranked.part.group, name))
        values[name] = tuple(value for value in joined if value != id_)
        stating = [ranked for ranked in parts if name in ranked.part.lines]
        provenance += [_provenance(name, ranked) for ranked in stating]
    owns, sources = _owned(parts)
    values.setdefault("kind", parts[0].part.group.kind)
    values["name"] = values.get("name") or parts[0].part.group.name or id_
    values["status"] = _status(values.get("status", GroupStatus.ACTIVE), parts)
    group = Group(id=id_, owns=owns, provenance=(*provenance, *sources), **values)
    return Merged(group=group, parts=tuple(parts))


def _source(name: str, parts: list[Ranked]) -> Ranked | None:
    """Return the part whose word counts for a field: the first strong one, else the first weak."""
    stating = [ranked for ranked in parts if name in ranked.part.lines]
    strong = (ranked for ranked in stating if name not in ranked.part.weak)
    return next(strong, None) or next(iter(stating), None)


def _owned(parts: list[Ranked]) -> tuple[tuple[Claim, ...], list[Provenance]]:
    claims: list[Claim] = []
    provenance: list[Provenance] = []
    for key, kind in CLAIM_KINDS.items():
        source = _source(f"owns.{key}", parts)
        if source is not None:
            claims += [claim for claim in source.part.group.owns if claim.kind == kind]
            provenance.append(_provenance(f"owns.{key}", source))
    return tuple(claims), provenance


def _provenance(name: str, source: Ranked) -> Provenance:
    return Provenance(
        field=name,
        path=source.part.path,
        line=source.part.lines[name],
        shipped=source.rank is Rank.SHIPPED,
    )


def _status(status: GroupStatus, parts: list[Ranked]) -> GroupStatus:
    """Return the status; a group that got its charter is no longer forming, whoever said it was."""
    is_chartered = any(ranked.rank is Rank.CHARTER for ranked in parts)
    source = _source("status", parts)
    is_own_word = source is not None and source.rank is Rank.REPOSITORY
    if status is GroupStatus.FORMING and is_chartered and not is_own_word:
        return GroupStatus.ACTIVE
    return status


def _note_repeated(merged: Merged, notes: Mapping[RepoPath, Notes]) -> None:
    first: dict[Rank, Part] = {}
    for ranked in merged.parts:
        part = ranked.part
        if ranked.rank is Rank.OTHER:
            continue
        earlier = first.setdefault(ranked.rank, part)
        if earlier is not part:
            notes[part.path].add(
                "ownership-duplicate-id",
                f"`{merged.group.id}` is described twice, first in {earlier.path}:{earlier.line}",
                line=part.line,
                help="join the two, or give one of them an id of its own",
                severity=Severity.ERROR,
                subject=merged.group.id,
            )


def _note_kindless(merged: Merged, notes: Mapping[RepoPath, Notes]) -> None:
    """Record a group whose kind no file states and no id shows: it is taken to bind nobody."""
    part = merged.parts[0].part
    is_stated = any("kind" in ranked.part.lines for ranked in merged.parts)
    if is_stated or split_kind(merged.group.id)[1] is not None or merged.group.charter == part.path:
        return
    notes[part.path].add(
        "ownership-kind",
        f"no file states the kind of `{merged.group.id}`, so it is taken for an interest group",
        line=part.line,
        help="add `kind: working-group`, or what it is",
        severity=Severity.WARNING,
        subject=merged.group.id,
    )
