"""Reads charters: Markdown pages with a front matter, headings, lists of scope and tables."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from sepkit.markup import read_blocks, read_yaml, split_front_matter, split_lines
from sepkit.model import (
    KIND_PREFIXES,
    Block,
    BlockKind,
    Group,
    GroupId,
    GroupKind,
    GroupStatus,
    Handle,
    Lead,
    RepoPath,
    Right,
    Scope,
    Severity,
    WorkItem,
    kind_in,
    split_kind,
)
from sepkit.ownership.charter_form import FORM, CharterForm
from sepkit.ownership.charter_related import related_of
from sepkit.ownership.charter_sections import (
    heading_of,
    note_text,
    rows_of,
    section_name,
    sections_of,
)
from sepkit.ownership.handles import find_date, find_handle, find_period_end, parse_handle
from sepkit.ownership.part import Notes, Part, Rank, RawMention, Read, Reader
from sepkit.ownership.prose import find_names, mentions_in

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_SUMMARY_CHARACTERS = 400


def read_charter(path: RepoPath, text: str) -> Read:
    """Read one charter; what it lacks becomes findings, what it has is kept."""
    charter = _Charter(path, text, FORM)
    return charter.read()


class _Charter:
    """One charter on its way from blocks to a part."""

    def __init__(self, path: RepoPath, text: str, form: CharterForm) -> None:
        self.path = path
        self.form = form
        self.notes = Notes(path)
        front, body, first_line = split_front_matter(text)
        self.source = split_lines(text.removeprefix("\ufeff"))
        self.front = front
        self.blocks = read_blocks(body, first_line=first_line)
        self.parts = sections_of(self.blocks, form)
        self.lines: dict[str, int] = {}
        self.weak: set[str] = set()
        """Fields that the charter does not state itself: read from its path, or by default."""

    def read(self) -> Read:
        if not self.parts:
            self.notes.add(
                "charter-headings",
                "no heading of a charter found",
                line=1,
                help=f"begin with `{heading_of(self.form, 'type')}`, then the others",
            )
        else:
            self._missing()
        self._repeated()
        title, kind = self._title_and_kind()
        if kind is None:
            self.notes.add(
                "charter-kind",
                "no kind of group found, so it is taken for an interest group, which binds nobody",
                line=1,
                help="name the kind below `Group Type`",
            )
            kind = GroupKind.INTEREST_GROUP
        part = self._part(title, kind)
        return Read(parts=(part,), findings=tuple(self.notes.findings))

    def _part(self, title: str, kind: GroupKind) -> Part:
        id_ = GroupId(f"{KIND_PREFIXES[kind]}-{_slug(self.path)}")
        status, successor = self._retirement()
        group = Group(
            id=id_,
            name=title,
            kind=kind,
            status=status,
            summary=self._summary(),
            charter=self.path,
            leads=self._leads(),
            members=self._members(),
            scope=tuple(self._scope()),
            decides=self._decides(),
            work=tuple(self._work()),
        )
        self.lines.setdefault("charter", 1)
        related = related_of(self.parts.get("related", ()), self.path, self.form)
        if self.parts.get("related"):
            self.lines["related"] = self.parts["related"][0].line
        return Part(
            group=group,
            lines=self.lines,
            path=self.path,
            line=1,
            weak=frozenset(self.weak),
            mentions=(*related, *self._prose(), *successor),
        )

    def _missing(self) -> None:
        missing = [name for name in self.form.required if name not in self.parts]
        if missing:
            titles = ", ".join(f"`{heading_of(self.form, name)}`" for name in missing)
            self.notes.add(
                "charter-headings",
                f"the charter has no heading {titles}",
                line=1,
                help="add the headings as the template has them",
                severity=Severity.WARNING,
            )

    def _repeated(self) -> None:
        seen: dict[str, int] = {}
        for block in self.blocks:
            name = section_name(block, self.form) if block.kind is BlockKind.HEADING else None
            if name is None:
                continue
            if name in seen:
                self.notes.add(
                    "charter-repeated-heading",
                    f"the heading `{block.text}` stands twice, first in line {seen[name]}",
                    line=block.line,
                    help="keep one of the two and join what stands below them",
                    severity=Severity.WARNING,
                )
            seen.setdefault(name, block.line)

    def _title_and_kind(self) -> tuple[str, GroupKind | None]:
        """Return the group's name without its kind, and the kind from its own section or title."""
        root, _ = read_yaml(self.front) if self.front.strip() else (None, ())
        node = root.get("title") if root is not None else None
        title = node.text.strip() if node is not None else ""
        if not title:
            heading = next((b for b in self.blocks if b.kind is BlockKind.HEADING), None)
            is_title = heading is not None and section_name(heading, self.form) is None
            title = heading.text if heading is not None and is_title else ""
        # The front matter begins in the file's second line.
        self.lines["name"] = node.line + 1 if node is not None else 1
        stated = next((b for b in self.parts.get("type", ()) if b.text), None)
        kind = kind_in(stated.text) if stated is not None else None
        if stated is not None and kind is not None:
            self.lines["kind"] = stated.line
        kind = kind or kind_in(title) or kind_in(self.path.replace("/", " "))
        if not title:
            self.weak.add("name")
        return _bare_title(title, self.form) or _words(self.path), kind

    def _summary(self) -> str:
        block = next(
            (b for b in self.parts.get("mission", ()) if b.kind is BlockKind.PARAGRAPH), None
        )
        if block is None:
            return ""
        self.lines["summary"] = block.line
        return _SENTENCE_END.split(block.text, maxsplit=1)[0][:_SUMMARY_CHARACTERS]

    def _scope(self) -> Iterator[Scope]:
        for name in ("inside", "outside"):
            for block in self.parts.get(name, ()):
                if block.kind is BlockKind.ITEM:
                    self.lines.setdefault("scope", block.line)
                    yield Scope(
                        text=block.text,
                        is_inside=name == "inside",
                        path=self.path,
                        line=block.line,
                    )

    def _leads(self) -> tuple[Lead, ...]:
        leads: list[Lead] = []
        for line, cells in rows_of(self.parts.get("leads", ()), self.form):
            self.lines.setdefault("leads", line)
            term = cells.get("until", "")
            leads.append(
                Lead(
                    handle=self._handle(cells.get("handle", ""), line),
                    name=cells.get("name", ""),
                    role=cells.get("role", ""),
                    organization=cells.get("organization", ""),
                    until=find_date(term),
                    term=term,
                    path=self.path,
                    line=line,
                )
            )
        return tuple(leads)

    def _handle(self, written: str, line: int) -> Handle | None:
        if not written:
            return None
        handle = find_handle(written) or parse_handle(written)
        if handle is None:
            self.notes.add(
                "ownership-handle",
                f"`{written[:40]}` is no account's handle",
                line=line,
                help="write it as `[@handle](https://…/handle)`",
            )
        return handle

    def _members(self) -> tuple[Handle, ...]:
        found: dict[str, Handle] = {}
        for line, cells in rows_of(self.parts.get("members", ()), self.form):
            self.lines.setdefault("members", line)
            handle = self._handle(cells.get("handle", ""), line)
            if handle is not None:
                found.setdefault(handle.casefold(), handle)
        return tuple(found.values())

    def _decides(self) -> tuple[Right, ...]:
        rights: list[Right] = []
        for line, cells in rows_of(self.parts.get("decides", ()), self.form):
            if cells.get("matter") and cells.get("authority"):
                self.lines.setdefault("decides", line)
                rights.append(
                    Right(
                        matter=cells["matter"],
                        authority=cells["authority"],
                        path=self.path,
                        line=line,
                    )
                )
        return tuple(rights)

    def _work(self) -> Iterator[WorkItem]:
        for line, cells in rows_of(self.parts.get("work", ()), self.form):
            self.lines.setdefault("work", line)
            target = cells.get("target", "")
            yield WorkItem(
                text=cells.get("item", ""),
                status=cells.get("status", ""),
                target=target,
                due=find_period_end(target),
                path=self.path,
                line=line,
            )

    def _prose(self) -> Iterator[RawMention]:
        for name in ("inside", "outside"):
            for block in self.parts.get(name, ()):
                yield from mentions_in(
                    block.text, self.path, self.source, block.line, block.end_line
                )

    def _retirement(self) -> tuple[GroupStatus, tuple[RawMention, ...]]:
        """Read the notes above the first heading: they may say that the group is no more."""
        for block in self.blocks:
            if block.kind is BlockKind.HEADING:
                break
            text = note_text(block)
            words = text.casefold()
            if any(phrase in words for phrase in self.form.retired):
                self.lines["status"] = block.line
                return GroupStatus.RETIRED, self._successor(text, block)
        self.lines["status"] = 1
        self.weak.add("status")
        return GroupStatus.ACTIVE, ()

    def _successor(self, text: str, block: Block) -> tuple[RawMention, ...]:
        for phrase in self.form.successor:
            _, found, rest = text.partition(phrase)
            name = next(find_names(rest), None) if found else None
            if name is not None:
                self.lines["successor"] = block.line
                return (
                    RawMention(written=name, path=self.path, line=block.line, known_as="successor"),
                )
        return ()


def _slug(path: RepoPath) -> str:
    """Return the last part of a path without its ending, as it can stand in an id.

    A page that is called like its kind (`charter.md`) is named by its folder.
    """
    pure = PurePosixPath(path)
    stem = pure.stem
    if stem.casefold() in ("charter", "index", "readme") and pure.parent.name:
        stem = pure.parent.name
    slug = re.sub(r"[^a-z0-9]+", "-", stem.casefold()).strip("-")
    return slug[:50].strip("-") or "unnamed"


def _words(path: RepoPath) -> str:
    return _slug(path).replace("-", " ").title()


def _bare_title(title: str, form: CharterForm) -> str:
    """Return a title without the words for the page and for the kind of group."""
    words = title.split()
    while words and words[-1].casefold() in form.title_suffixes:
        words = words[:-1]
    name, kind = split_kind(" ".join(words))
    if kind is None:
        return " ".join(words)
    count = len(name.split())
    kept = words[:count]
    return " ".join(kept) if split_kind(" ".join(kept))[0] == name else " ".join(words)


READER = Reader(name="charter", rank=Rank.CHARTER, read=read_charter)
