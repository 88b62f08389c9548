"""Reads MAINTAINERS.md: parts and areas as headings, people as list items that link to a profile.

## Lead Maintainers            a part: its words give the role
- [Name](https://…/handle)
## Group Maintainers
### Example Interest Group     an area: a group, by its name
- [Name](https://…/handle) - what for
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sepkit.markup import read_blocks, split_front_matter
from sepkit.model import (
    KIND_PREFIXES,
    Block,
    BlockKind,
    Group,
    GroupId,
    GroupKind,
    Handle,
    Lead,
    RepoPath,
    Roster,
    plain_name,
    split_kind,
)
from sepkit.ownership.handles import find_handle, profile_handle
from sepkit.ownership.part import Part, Rank, Read, Reader

# The first that a heading contains decides; as `Roster.role` lists them.
_ROLES: tuple[tuple[str, str], ...] = (
    ("emeritus", "emeritus"),
    ("former", "emeritus"),
    ("lead maintainer", "lead-maintainer"),
    ("core maintainer", "core-maintainer"),
    ("moderator", "moderator"),
    ("group", "group-maintainer"),
    ("maintainer", "maintainer"),
)
_AREA_LEVEL = 3


@dataclass(slots=True)
class _Place:
    """The headings that a list item stands below."""

    part: str = ""
    role: str = ""
    area: str = ""
    line: int = 0

    def enter(self, heading: Block) -> None:
        self.line = heading.line
        if heading.level < _AREA_LEVEL:
            self.part, self.role = heading.text, _role(heading.text)
            self.area = ""
        else:
            self.area = heading.text

    def role_here(self) -> str:
        return "emeritus" if _role(self.area) == "emeritus" else self.role


def read_maintainers(path: RepoPath, text: str) -> Read:
    """Read people with their roles and areas, and the groups that areas name."""
    roster = tuple(_roster(path, text))
    return Read(parts=tuple(_groups(roster)), roster=roster)


def _roster(path: RepoPath, text: str) -> Iterator[Roster]:
    _, body, first_line = split_front_matter(text)
    place = _Place()
    for block in read_blocks(body, first_line=first_line):
        if block.kind is BlockKind.HEADING:
            place.enter(block)
        elif block.kind is BlockKind.ITEM and place.role:
            yield from _person(block, place, path)


def _person(block: Block, place: _Place, path: RepoPath) -> Iterator[Roster]:
    handle, name = _identity(block)
    if handle is None and not name:
        return
    role = place.role_here()
    kind = split_kind(place.area)[1] if role == "group-maintainer" else None
    yield Roster(
        role=role,
        handle=handle,
        name=name,
        area=place.area or place.part,
        area_line=place.line,
        part=place.part,
        path=path,
        line=block.line,
        kind=kind,
    )


def _identity(block: Block) -> tuple[Handle | None, str]:
    """Return account and name; an item without a link is a name only if it is short."""
    for link in block.links:
        handle = profile_handle(link.target)
        if handle is not None:
            return handle, link.text.removeprefix("@")
    handle = find_handle(block.text)
    name = block.text.partition("(")[0].partition("@")[0].strip(" -")
    is_name = 0 < len(name.split()) <= 5 and len(name) <= 60  # noqa: PLR2004 - a person's name
    return handle, name if is_name else ""


def _role(heading: str) -> str:
    words = plain_name(heading)
    return next((role for word, role in _ROLES if word in words), "")


def _groups(roster: tuple[Roster, ...]) -> Iterator[Part]:
    """Yield a part for each group that areas name; its people lead it if no charter names leads."""
    by_area: dict[str, list[Roster]] = {}
    for person in roster:
        if person.role == "group-maintainer" and person.kind is not None:
            by_area.setdefault(person.area, []).append(person)
    for area, people in by_area.items():
        name, kind = split_kind(area)
        if kind is not None:
            yield _part(area, name, kind, people)


def _part(area: str, name: str, kind: GroupKind, people: list[Roster]) -> Part:
    first = people[0]
    words = area.split()[: len(name.split())]
    return Part(
        group=Group(
            id=GroupId(f"{KIND_PREFIXES[kind]}-{name.replace(' ', '-')}"),
            name=" ".join(words),
            kind=kind,
            leads=tuple(
                Lead(handle=p.handle, name=p.name, role="Maintainer", path=p.path, line=p.line)
                for p in people
            ),
        ),
        lines={"name": first.line, "kind": first.line, "leads": first.line},
        path=first.path,
        line=first.line,
        weak=frozenset({"name", "kind"}),
        is_named_only=True,
    )


READER = Reader(name="maintainers", rank=Rank.OTHER, read=read_maintainers)
