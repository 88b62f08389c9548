"""Reads OWNERS_ALIASES: lists of accounts by name, as Kubernetes keeps for its groups' leads."""

from collections.abc import Iterator

from sepkit.markup import Node, read_yaml
from sepkit.model import RepoPath, Roster
from sepkit.ownership.handles import parse_handle
from sepkit.ownership.part import Notes, Rank, Read, Reader


def read_aliases(path: RepoPath, text: str) -> Read:
    """Read people by alias; the alias of a group's leads names the group as their area."""
    notes = Notes(path)
    root, problems = read_yaml(text)
    for problem in problems:
        notes.add("ownership-yaml", problem.message, line=problem.line, help=problem.help)
    aliases = root.get("aliases") if root is not None else None
    entries = aliases.entries if aliases is not None else ()
    roster = tuple(
        person for name, people in entries for person in _people(name.text, people, notes)
    )
    return Read(roster=roster, findings=tuple(notes.findings))


def _people(alias: str, people: Node, notes: Notes) -> Iterator[Roster]:
    for item in people.items:
        handle = parse_handle(item.text)
        if handle is None:
            notes.add(
                "ownership-handle",
                f"`{item.text[:40]}` is no account's handle",
                line=item.line,
                help="write the account as in its profile's address",
            )
            continue
        yield Roster(
            role="group-maintainer",
            handle=handle,
            name="",
            area=_area(alias),
            path=notes.path,
            line=item.line,
        )


def _area(alias: str) -> str:
    for ending in ("-leads", "-maintainers", "-approvers", "-reviewers"):
        alias = alias.removesuffix(ending)
    return alias


READER = Reader(name="aliases", rank=Rank.OTHER, read=read_aliases)
