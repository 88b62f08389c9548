"""What people write to what is meant: names of groups in prose, labels and old ids."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from sepkit.model.group import Group, GroupKind
from sepkit.model.names import GroupId

KIND_WORDS: tuple[tuple[str, GroupKind], ...] = (
    ("special interest group", GroupKind.SPECIAL_INTEREST_GROUP),
    ("working group", GroupKind.WORKING_GROUP),
    ("interest group", GroupKind.INTEREST_GROUP),
    ("committee", GroupKind.COMMITTEE),
    ("sig", GroupKind.SPECIAL_INTEREST_GROUP),
    ("wg", GroupKind.WORKING_GROUP),
    ("ig", GroupKind.INTEREST_GROUP),
)
"""Words that name a kind of group, the longer ones first."""

KIND_PREFIXES: dict[GroupKind, str] = {
    GroupKind.WORKING_GROUP: "wg",
    GroupKind.INTEREST_GROUP: "ig",
    GroupKind.SPECIAL_INTEREST_GROUP: "sig",
    GroupKind.COMMITTEE: "committee",
    GroupKind.CORE: "core",
}
"""How the id of a group of each kind begins."""

_NO_WORD = re.compile(r"[^a-z0-9]+")


def plain_name(written: str) -> str:
    """Return a name for comparison: lower case, `&` as `and`, only letters, digits and blanks."""
    words = _NO_WORD.sub(" ", written[:200].casefold().replace("&", " and ")).strip()
    return words.removeprefix("the ")


def split_kind(written: str) -> tuple[str, GroupKind | None]:
    """Split a name as written into the plain name and the kind that its words give it.

    `Security WG` and `WG Security` give `security` and working group; `Registry` gives no kind.
    """
    name = plain_name(written)
    for word, kind in KIND_WORDS:
        if name.endswith(f" {word}"):
            return name.removesuffix(f" {word}"), kind
        if name.startswith(f"{word} "):
            return name.removeprefix(f"{word} "), kind
    return name, None


def kind_in(text: str) -> GroupKind | None:
    """Return the kind that a text names first in the order of `KIND_WORDS`, singular or plural."""
    words = f" {plain_name(text)} "
    return next(
        (kind for word, kind in KIND_WORDS if f" {word} " in words or f" {word}s " in words), None
    )


@dataclass(slots=True)
class GroupNames:
    """Finds the group that a text means, by id, former id, name, alias or team."""

    ids: dict[str, GroupId] = field(default_factory=dict[str, GroupId])
    by_name: dict[str, list[tuple[GroupId, GroupKind]]] = field(
        default_factory=dict[str, list[tuple[GroupId, GroupKind]]]
    )

    @classmethod
    def of(cls, groups: Iterable[Group]) -> "GroupNames":
        """Index the names of all groups; of two with the same name the kind written decides."""
        names = cls()
        listed = sorted(groups, key=lambda group: group.id)
        for group in listed:
            names.ids[group.id] = group.id
        for group in listed:
            for old in group.previously:
                names.ids.setdefault(old, group.id)
            if group.team:
                names.ids.setdefault(group.team, group.id)
            bare = group.id.partition("-")[2]
            for name in (group.name, *group.aliases, bare):
                names._add(name, group)
        return names

    def _add(self, name: str, group: Group) -> None:
        for key in {plain_name(name), split_kind(name)[0]}:
            entry = (group.id, group.kind)
            if key and entry not in self.by_name.setdefault(key, []):
                self.by_name[key].append(entry)

    def find(self, written: str) -> GroupId | None:
        """Return the group that a text means, or None; a wrong kind (`Auth WG`) still finds it.

        Args:
            written: an id, a name with or without its kind, a label such as `wg:agents`.
        """
        text = written.strip().removeprefix("@").rpartition("/")[2] or written
        direct = self.ids.get(text.casefold()) or self.ids.get(text.casefold().replace(":", "-"))
        if direct:
            return direct
        name, kind = split_kind(written)
        found = self.by_name.get(plain_name(written)) or self.by_name.get(name) or []
        same_kind = [id_ for id_, its_kind in found if its_kind is kind]
        if same_kind:
            return same_kind[0]
        return found[0][0] if len(found) == 1 else None
