"""Finds the groups that files name, once all groups are known."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from sepkit.model import (
    Claim,
    Group,
    GroupId,
    GroupNames,
    Mention,
    PathRule,
    Provenance,
    Roster,
    plain_name,
    split_kind,
)
from sepkit.ownership.merge import Merged
from sepkit.ownership.part import Rank, RawMention


@dataclass(frozen=True, slots=True)
class Resolver:
    """Names and links as written to the groups that they mean."""

    names: GroupNames
    charters: dict[str, GroupId]
    """Path of each charter, without its ending, to its group."""
    full_names: dict[str, GroupId]
    """Plain name to group, without aliases."""
    areas: frozenset[str]
    """Areas of lists of people that are named like a group but are none, for comparison."""

    @classmethod
    def of(cls, merged: Iterable[Merged], roster: Iterable[Roster]) -> "Resolver":
        """Index all groups, and the areas that are no groups."""
        groups = [item.group for item in merged]
        return cls(
            GroupNames.of(groups),
            {_without_ending(group.charter): group.id for group in groups if group.charter},
            {plain_name(group.name): group.id for group in groups},
            frozenset(plain_name(person.area) for person in roster if person.kind is None)
            | frozenset(plain_name(person.part) for person in roster if person.part),
        )

    def group(self, item: Merged) -> Group:
        """Return a merged group with the groups it names."""
        group = item.group
        related, provenance = self._related(item)
        prose = (m for ranked in item.parts for m in ranked.part.mentions if not m.known_as)
        return replace(
            group,
            related=tuple(mention for mention in related if mention.group != group.id),
            mentions=tuple(m for m in self.mentions(prose) if m.group != group.id),
            successor=group.successor or self._successor(item),
            provenance=(*group.provenance, *provenance),
        )

    def mentions(self, raw: Iterable[RawMention]) -> tuple[Mention, ...]:
        """Return mentions with their groups; names of areas that are no groups are left out."""
        return tuple(self._mention(item) for item in raw if not self._is_area(item.written))

    def person(self, person: Roster) -> Roster:
        """Return a person with the group that the area names."""
        if person.role == "group-maintainer":
            return replace(person, group=self.names.find(person.area))
        if person.role == "maintainer":
            # A project is a group's only if it bears the very same name.
            return replace(person, group=self.full_names.get(plain_name(person.area)))
        return person

    def path_rule(self, rule: PathRule) -> PathRule:
        """Return a rule with the groups whose teams it names."""
        teams = (owner for owner in rule.owners if "/" in owner)
        found = dict.fromkeys(self.names.ids.get(team.rpartition("/")[2]) for team in teams)
        return replace(rule, groups=tuple(group for group in found if group is not None))

    def _mention(self, raw: RawMention) -> Mention:
        return Mention(
            written=raw.written,
            group=self._linked(raw.target) or self.names.find(raw.written),
            path=raw.path,
            line=raw.line,
            kind=split_kind(raw.written)[1],
        )

    def _is_area(self, written: str) -> bool:
        name, kind = split_kind(written)
        return kind is None and name in self.areas and self.names.find(written) is None

    def _linked(self, target: str) -> GroupId | None:
        """Return the group whose charter a link leads to: the end of its path decides."""
        path = target.partition("#")[0].partition("?")[0].rpartition("://")[2]
        parts = [part for part in _without_ending(path).split("/") if part not in ("", ".", "..")]
        if len(parts) < 2:  # noqa: PLR2004 - one word alone may be any page
            return None
        ending = "/" + "/".join(parts[-2:])
        found = [id_ for path, id_ in self.charters.items() if f"/{path}".endswith(ending)]
        return found[0] if len(found) == 1 else None

    def _related(self, item: Merged) -> tuple[tuple[Mention, ...], tuple[Provenance, ...]]:
        """Return the related groups of the first part that names any, and where it does."""
        for ranked in item.parts:
            raw = [m for m in ranked.part.mentions if m.known_as == "related"]
            if raw:
                source = Provenance(
                    field="related",
                    path=ranked.part.path,
                    line=raw[0].line,
                    shipped=ranked.rank is Rank.SHIPPED,
                )
                return self.mentions(raw), (source,)
        return (), ()

    def _successor(self, item: Merged) -> GroupId | None:
        for ranked in item.parts:
            for raw in ranked.part.mentions:
                if raw.known_as == "successor":
                    return self.names.find(raw.written)
        return None


def with_review_paths(group: Group, rules: Iterable[PathRule]) -> Group:
    """Return the group with the paths that it is asked to review; they add to what it owns."""
    known = {claim.pattern for claim in group.owns if claim.kind == "path"}
    added = tuple(_review_claims(group.id, rules, known))
    return replace(group, owns=(*group.owns, *added)) if added else group


def _review_claims(id_: GroupId, rules: Iterable[PathRule], known: set[str]) -> Iterator[Claim]:
    for rule in rules:
        if id_ not in rule.groups:
            continue
        # A pattern without an ending may name a folder, and then means all below it.
        may_be_folder = "." not in rule.glob.rpartition("/")[2] and not rule.glob.endswith("**")
        for glob in (rule.glob, f"{rule.glob}/**") if may_be_folder else (rule.glob,):
            if glob not in known:
                yield Claim(kind="path", pattern=glob, path=rule.path, line=rule.line)


def _without_ending(path: str) -> str:
    """Return a path without what stands after the dot of its last part."""
    folder, slash, name = path.rpartition("/")
    return f"{folder}{slash}{name.partition('.')[0] or name}"
