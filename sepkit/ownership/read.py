"""Reads all ownership files of a revision into one `Ownership`."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from sepkit.model import (
    LIMITS,
    BaseFile,
    Finding,
    Group,
    GroupId,
    GroupKind,
    Lead,
    Ownership,
    OwnershipSource,
    PathRule,
    RepoPath,
    Roster,
    is_path_match,
)
from sepkit.ownership.merge import Ranked, merge_groups
from sepkit.ownership.part import Notes, Part, Rank, RawMention, Reader
from sepkit.ownership.readers import READERS
from sepkit.ownership.resolve import Resolver, with_review_paths

_CORE_ROLES = {"lead-maintainer": "Lead Maintainer", "core-maintainer": "Core Maintainer"}


def read_ownership(
    files: Iterable[BaseFile],
    shipped: Iterable[BaseFile],
    *,
    sources: Sequence[OwnershipSource],
    fallback: GroupId | None,
    readers: Sequence[Reader] = READERS,
) -> Ownership:
    """Read groups and people; where files differ, a field's highest source counts.

    The order is: the repository's own ownership files, its charters, its other files, the shipped
    defaults. Nothing that stands in a file makes this fail: what is wrong becomes a finding, and
    the rest is kept.

    Args:
        files: files of the base revision; those that no source's pattern fits are left alone.
        shipped: default files, read as ownership files unless a source's pattern fits them.
        sources: which reader reads which files; the first pattern that fits counts.
        fallback: the group that decides what no other does; core and lead maintainers lead it
            where no file names its leads.
        readers: the readers to choose from, first those of sepkit.

    Returns:
        Groups by id, people in the order of their files, findings in the order of their files.
    """
    known = {reader.name: reader for reader in readers}
    reading = _Reading()
    for file, reader in _assigned(files, sources, known):
        reading.take(file, reader, reader.rank)
    for file in sorted(shipped, key=lambda file: file.path):
        reader = _reader_of(file.path, sources, known) or known["workgroups"]
        reading.take(file, reader, Rank.SHIPPED)
    return reading.ownership(fallback)


def _assigned(
    files: Iterable[BaseFile], sources: Sequence[OwnershipSource], known: dict[str, Reader]
) -> Iterator[tuple[BaseFile, Reader]]:
    for file in sorted(files, key=lambda file: file.path):
        reader = _reader_of(file.path, sources, known)
        if reader is not None:
            yield file, reader


def _reader_of(
    path: RepoPath, sources: Sequence[OwnershipSource], known: dict[str, Reader]
) -> Reader | None:
    for source in sources:
        if is_path_match(source.pattern, path) and source.reader in known:
            return known[source.reader]
    return None


@dataclass(slots=True)
class _Reading:
    """What the files gave so far."""

    parts: list[Ranked] = field(default_factory=list[Ranked])
    roster: list[Roster] = field(default_factory=list[Roster])
    path_rules: list[PathRule] = field(default_factory=list[PathRule])
    mentions: list[RawMention] = field(default_factory=list[RawMention])
    notes: dict[RepoPath, Notes] = field(default_factory=dict[RepoPath, Notes])

    def take(self, file: BaseFile, reader: Reader, rank: Rank) -> None:
        notes = self.notes.setdefault(file.path, Notes(file.path))
        text = _text(file, notes)
        if text is None:
            return
        read = reader.read(file.path, text)
        self.parts += [Ranked(part=part, rank=rank) for part in read.parts]
        self.roster += read.roster
        self.path_rules += read.path_rules
        self.mentions += read.mentions
        notes.findings += read.findings

    def ownership(self, fallback: GroupId | None) -> Ownership:
        merged = merge_groups([*self.parts, *_core_parts(self.roster, fallback)], self.notes)
        resolver = Resolver.of(merged, self.roster)
        rules = tuple(resolver.path_rule(rule) for rule in self.path_rules)
        return Ownership(
            groups=tuple(with_review_paths(resolver.group(item), rules) for item in merged),
            roster=tuple(resolver.person(person) for person in self.roster),
            findings=tuple(_findings(self.notes)),
            path_rules=rules,
            mentions=resolver.mentions(self.mentions),
        )


def _findings(notes: dict[RepoPath, Notes]) -> Iterator[Finding]:
    for path in sorted(notes):
        yield from sorted(notes[path].findings, key=lambda f: (f.line, f.column, f.rule))


def _text(file: BaseFile, notes: Notes) -> str | None:
    if len(file.data) > LIMITS.file_bytes:
        notes.add(
            "ownership-limit",
            f"the file holds {len(file.data)} bytes, more than {LIMITS.file_bytes}",
            help="split it",
        )
        return None
    try:
        return file.data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = file.data.count(b"\n", 0, error.start) + 1
        notes.add(
            "ownership-encoding",
            f"no UTF-8: byte {error.start} of the file is none",
            line=line,
            help="save the file as UTF-8",
        )
        return None


def _core_parts(roster: list[Roster], fallback: GroupId | None) -> Iterator[Ranked]:
    """Yield the fallback group as the lists of people describe it."""
    people = [person for person in roster if person.role in _CORE_ROLES]
    if fallback is None or not people:
        return
    people.sort(key=lambda person: (person.role != "core-maintainer", person.path, person.line))
    first = min(people, key=lambda person: (person.path, person.line))
    leads = tuple(
        Lead(
            handle=person.handle,
            name=person.name,
            role=_CORE_ROLES[person.role],
            path=person.path,
            line=person.line,
        )
        for person in people
    )
    group = Group(
        id=fallback,
        name=fallback.replace("-", " ").capitalize(),
        kind=GroupKind.CORE,
        leads=leads,
    )
    part = Part(
        group=group,
        lines={"leads": first.line, "name": first.line, "kind": first.line},
        weak=frozenset({"name", "kind"}),
        path=first.path,
        line=first.line,
    )
    yield Ranked(part=part, rank=Rank.OTHER)
