"""Reads `workgroups/*.yml`, the format that sepkit defines: one group a file, or a list of them."""

from dataclasses import dataclass, field, replace

from sepkit.markup import Node, NodeKind, read_yaml
from sepkit.model import (
    LIMITS,
    Claim,
    Group,
    GroupId,
    GroupKind,
    GroupStatus,
    Lead,
    RepoPath,
    Right,
    Severity,
    split_kind,
)
from sepkit.ownership.format import (
    CLAIM_KINDS,
    DECIDE_KEYS,
    EXCLUDE_KEYS,
    GROUP_KEYS,
    LEAD_KEYS,
)
from sepkit.ownership.handles import parse_date
from sepkit.ownership.part import Notes, Part, Rank, RawMention, Read, Reader
from sepkit.ownership.workgroup_values import Values, parse_id, plain

# Files of the base revision are written by people with a say there, and ten thousand patterns of
# paths are more than a front matter may hold; the caps on values and depth stay.
_LIMITS = replace(LIMITS, yaml_bytes=LIMITS.file_bytes)


def read_workgroups(path: RepoPath, text: str) -> Read:
    """Read the groups of one file; what is wrong in it becomes findings, the rest is kept."""
    notes = Notes(path)
    root, problems = read_yaml(text, limits=_LIMITS)
    for problem in problems:
        notes.add(
            "ownership-yaml",
            problem.message,
            line=problem.line,
            column=problem.column,
            help=problem.help,
        )
    parts = [part for node in _groups(root, notes) if (part := _Group(node, notes).read())]
    return Read(parts=tuple(parts), findings=tuple(notes.findings))


def _groups(root: Node | None, notes: Notes) -> tuple[Node, ...]:
    if root is None and notes.findings:
        return ()
    if root is None:
        notes.add(
            "ownership-empty",
            "no group stands in the file",
            help="begin with `id:`, or take the file away",
            severity=Severity.WARNING,
        )
        return ()
    listed = root.get("groups") if root.kind is NodeKind.MAPPING else root
    if listed is None:
        return (root,)
    if listed.kind is not NodeKind.LIST:
        notes.add(
            "ownership-type",
            f"expected a group or a list of groups, found {plain(listed)}",
            line=listed.line,
            column=listed.column,
            help="write keys such as `id:` and `name:`, or a list of such groups",
        )
        return ()
    return tuple(item for item in listed.items if _is_mapping(item, notes))


def _is_mapping(node: Node, notes: Notes) -> bool:
    if node.kind is NodeKind.MAPPING:
        return True
    notes.add(
        "ownership-type",
        f"expected a group, found {plain(node)}",
        line=node.line,
        column=node.column,
        help="write keys such as `id:` and `name:`",
    )
    return False


@dataclass(slots=True)
class _Group:
    """One group on its way from nodes to a part."""

    node: Node
    notes: Notes
    lines: dict[str, int] = field(default_factory=dict[str, int])

    def read(self) -> Part | None:
        values = Values(self.node, GROUP_KEYS, self.notes)
        id_ = values.id("id")
        if id_ is None:
            if self.node.get("id") is None:
                self._missing_id()
            return None
        values.subject = id_
        group = self._group(id_, values)
        is_kind_from_id = "kind" not in self.lines and split_kind(id_)[1] is not None
        if is_kind_from_id:
            self.lines["kind"] = values.line("id")
        return Part(
            group=group,
            lines=self.lines,
            weak=frozenset({"kind"} if is_kind_from_id else ()),
            path=self.notes.path,
            line=self.node.line,
            mentions=self._related(values),
        )

    def _missing_id(self) -> None:
        self.notes.add(
            "ownership-required",
            "a group without `id`",
            line=self.node.line,
            column=self.node.column,
            help="give it one of lower-case letters, digits and hyphens: `id: wg-example`",
        )

    def _group(self, id_: GroupId, values: Values) -> Group:
        for key in values.stated:
            if key not in ("id", "owns"):
                self.lines[key] = values.line(key)
        kind = values.text("kind")
        status = values.text("status")
        return Group(
            id=id_,
            name=values.text("name"),
            kind=GroupKind(kind) if kind else split_kind(id_)[1] or GroupKind.INTEREST_GROUP,
            status=GroupStatus(status) if status else GroupStatus.ACTIVE,
            aliases=values.texts("aliases"),
            summary=values.text("summary"),
            charter=RepoPath(values.text("charter")) or None,
            leads=self._leads(values),
            members=values.handles("members"),
            team=values.text("team"),
            owns=self._owns(values),
            excludes=self._excludes(values),
            decides=self._decides(values),
            proposals=values.texts("proposals"),
            previously=values.ids("previously"),
            successor=values.id("successor"),
        )

    def _related(self, values: Values) -> tuple[RawMention, ...]:
        return tuple(
            RawMention(written=item.text, path=self.notes.path, line=item.line, known_as="related")
            for item in values.items("related")
            if parse_id(item.text)
        )

    def _owns(self, values: Values) -> tuple[Claim, ...]:
        node = values.mapping("owns")
        if node is None:
            return ()
        inner = Values(node, EXCLUDE_KEYS[:-1], self.notes, subject=values.subject)
        for key in inner.stated:
            self.lines[f"owns.{key}"] = inner.line(key)
        return self._claims(inner, owner="")

    def _excludes(self, values: Values) -> tuple[Claim, ...]:
        claims: list[Claim] = []
        for node in values.mappings("excludes"):
            inner = Values(node, EXCLUDE_KEYS, self.notes, subject=values.subject)
            claims += self._claims(inner, owner=inner.text("owner"))
        return tuple(claims)

    def _claims(self, values: Values, *, owner: str) -> tuple[Claim, ...]:
        claims = [
            Claim(
                kind=kind,
                pattern=item.text.strip(),
                path=self.notes.path,
                line=item.line,
                owner=owner,
            )
            for key, kind in CLAIM_KINDS.items()
            for item in values.items(key)
        ]
        if len(claims) > LIMITS.patterns_per_group:
            self.notes.add(
                "ownership-limit",
                f"{len(claims)} patterns, more than {LIMITS.patterns_per_group}; the first count",
                line=values.node.line,
                help="write fewer and wider patterns",
                severity=Severity.WARNING,
                subject=values.subject,
            )
        return tuple(claims[: LIMITS.patterns_per_group])

    def _leads(self, values: Values) -> tuple[Lead, ...]:
        leads: list[Lead] = []
        for node in values.nodes("leads"):
            lead = self._lead(node, values)
            if lead is not None:
                leads.append(lead)
        return tuple(leads)

    def _lead(self, node: Node, values: Values) -> Lead | None:
        path, line = self.notes.path, node.line
        if node.kind is NodeKind.TEXT:
            handle = values.handle_of(node)
            return Lead(handle=handle, path=path, line=line) if handle else None
        if node.kind is NodeKind.LIST:
            values.wrong(node, "a handle or a mapping with `handle:`")
            return None
        inner = Values(node, LEAD_KEYS, self.notes, subject=values.subject)
        if not inner.stated & {"handle", "name"}:
            if node.get("handle") is None and node.get("name") is None:
                values.wrong(node, "a lead with `handle:` or `name:`")
            return None
        until = inner.text("until")
        return Lead(
            handle=inner.handle("handle"),
            name=inner.text("name"),
            role=inner.text("role"),
            organization=inner.text("organization"),
            until=parse_date(until),
            term=inner.text("term"),
            path=path,
            line=line,
        )

    def _decides(self, values: Values) -> tuple[Right, ...]:
        rights: list[Right] = []
        for node in values.mappings("decides"):
            inner = Values(node, DECIDE_KEYS, self.notes, subject=values.subject)
            if inner.is_complete():
                rights.append(
                    Right(
                        matter=inner.text("matter"),
                        authority=inner.text("authority"),
                        path=self.notes.path,
                        line=node.line,
                    )
                )
        return tuple(rights)


READER = Reader(name="workgroups", rank=Rank.REPOSITORY, read=read_workgroups)
