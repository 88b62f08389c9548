"""Reads Kubernetes' `sigs.yaml`: sections of groups with leaders, missions and subprojects."""

from collections.abc import Iterator

from sepkit.markup import Node, NodeKind, read_yaml
from sepkit.model import (
    Claim,
    Group,
    GroupKind,
    GroupStatus,
    Lead,
    RepoPath,
    Severity,
)
from sepkit.ownership.handles import parse_handle
from sepkit.ownership.part import Notes, Part, Rank, RawMention, Read, Reader
from sepkit.ownership.workgroup_values import parse_id, plain

_SECTIONS = {
    "sigs": GroupKind.SPECIAL_INTEREST_GROUP,
    "workinggroups": GroupKind.WORKING_GROUP,
    "usergroups": GroupKind.INTEREST_GROUP,
    "committees": GroupKind.COMMITTEE,
}
_STATED: tuple[str, ...] = ("name", "kind", "status", "summary", "leads", "related")
_LEADERS = {"chairs": "Chair", "tech_leads": "Tech Lead"}


def read_sigs(path: RepoPath, text: str) -> Read:
    """Read all groups of the file; an entry without `dir` becomes a finding."""
    notes = Notes(path)
    root, problems = read_yaml(text)
    for problem in problems:
        notes.add("ownership-yaml", problem.message, line=problem.line, help=problem.help)
    parts = tuple(
        part
        for section, kind in _SECTIONS.items()
        for node in _entries(root, section)
        if (part := _part(node, kind, notes)) is not None
    )
    return Read(parts=parts, findings=tuple(notes.findings))


def _entries(root: Node | None, section: str) -> tuple[Node, ...]:
    node = root.get(section) if root is not None else None
    return node.items if node is not None else ()


def _part(node: Node, kind: GroupKind, notes: Notes) -> Part | None:
    folder = _text(node, "dir")
    id_ = parse_id(folder)
    if id_ is None:
        notes.add(
            "ownership-id",
            f"a group without a usable `dir`, found {plain(node.get('dir') or node)}",
            line=node.line,
            help="write its folder: `dir: sig-example`",
            severity=Severity.WARNING,
        )
        return None
    claims = tuple(_claims(node, notes.path))
    group = Group(
        id=id_,
        name=_text(node, "name") or folder,
        kind=kind,
        status=GroupStatus.ACTIVE,
        summary=" ".join(_text(node, "mission_statement").split())[:400],
        leads=tuple(_leads(node, notes)),
        owns=claims,
    )
    lines = dict.fromkeys(_STATED, node.line)
    for claim in claims:
        lines.setdefault(f"owns.{claim.kind}s", claim.line)
    return Part(
        group=group,
        lines=lines,
        path=notes.path,
        line=node.line,
        mentions=tuple(_stakeholders(node, notes.path)),
    )


def _leads(node: Node, notes: Notes) -> Iterator[Lead]:
    leadership = node.get("leadership")
    seen: set[str] = set()
    for key, role in _LEADERS.items():
        people = leadership.get(key) if leadership is not None else None
        for person in people.items if people is not None else ():
            written = _text(person, "github")
            handle = parse_handle(written)
            if handle is None:
                notes.add(
                    "ownership-handle",
                    f"`{written[:40]}` is no account's handle",
                    line=person.line,
                    help="write the account as in its profile's address",
                )
            elif handle.casefold() in seen:
                continue
            else:
                seen.add(handle.casefold())
            yield Lead(
                handle=handle,
                name=_text(person, "name"),
                role=role,
                path=notes.path,
                line=person.line,
            )


def _claims(node: Node, path: RepoPath) -> Iterator[Claim]:
    label = node.get("label")
    if label is not None and label.text:
        yield Claim(kind="label", pattern=label.text, path=path, line=label.line)
    projects = node.get("subprojects")
    for project in projects.items if projects is not None else ():
        name = project.get("name")
        if name is not None and name.text:
            topic = name.text.replace("-", " ")
            yield Claim(kind="topic", pattern=topic, path=path, line=name.line)


def _stakeholders(node: Node, path: RepoPath) -> Iterator[RawMention]:
    stakeholders = node.get("stakeholder_sigs")
    for item in stakeholders.items if stakeholders is not None else ():
        if item.kind is NodeKind.TEXT and item.text:
            yield RawMention(
                written=f"SIG {item.text}", path=path, line=item.line, known_as="related"
            )


def _text(node: Node, key: str) -> str:
    value = node.get(key)
    return value.text.strip() if value is not None else ""


READER = Reader(name="sigs", rank=Rank.OTHER, read=read_sigs)
