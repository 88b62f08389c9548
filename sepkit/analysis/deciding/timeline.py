"""Which changes of status somebody made who had the right to, by the files of that day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sepkit.analysis.deciding.authority import AuthorityTable, judge_act
from sepkit.analysis.lifecycle import timeline
from sepkit.analysis.people import NO_STANDING, people_of
from sepkit.model import (
    Event,
    Group,
    GroupId,
    Handle,
    Instant,
    Ownership,
    PastPeople,
    Person,
    Reading,
    RepoPath,
    Roster,
)


@dataclass(frozen=True, slots=True)
class Archive:
    """Who was listed when: base files as they were on each day."""

    versions: tuple[PastPeople, ...]
    _known: dict[tuple[tuple[RepoPath, Instant], ...], Ownership]

    @classmethod
    def of(cls, versions: Iterable[PastPeople]) -> "Archive":
        """Put the versions into the order of their days."""
        return cls(tuple(sorted(versions, key=lambda item: (item.since, item.path))), {})

    def at(self, instant: Instant) -> Ownership:
        """Return who was listed at an instant; nobody before the first file."""
        current: dict[RepoPath, PastPeople] = {}
        for version in self.versions:
            if version.since > instant:
                break
            current[version.path] = version
        key = tuple((path, version.since) for path, version in sorted(current.items()))
        if key not in self._known:
            self._known[key] = _joined(version for _, version in sorted(current.items()))
        return self._known[key]


def _joined(versions: Iterable[PastPeople]) -> Ownership:
    """Join what the files of one day say; a group that several name has the leads of all."""
    groups: dict[GroupId, Group] = {}
    roster: list[Roster] = []
    for version in versions:
        roster += version.roster
        for group in version.groups:
            known = groups.get(group.id)
            leads = (*(known.leads if known else ()), *group.leads)
            groups[group.id] = replace(known or group, leads=leads)
    return Ownership(groups=tuple(groups.values()), roster=tuple(roster))


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """Which act needs whom, and who was listed when."""

    table: AuthorityTable
    """Empty where the process says nothing; then no act is judged."""
    archive: Archive
    initial: str = ""
    """The process's first status: what a new file has before anybody agreed to more."""

    def timeline(self, reading: Reading, owner: GroupId | None) -> tuple[Event, ...]:
        """Return every change of status, with who had the right to make it.

        Args:
            reading: the proposal's file with its history.
            owner: the group that owns the proposal, for acts of its leads.
        """
        events = timeline(reading)
        if not self.table.rules:
            return events
        pairs = zip(reading.entry.versions, reading.claims, strict=False)
        sponsors = {version.commit.id: claim.sponsor for version, claim in pairs}
        return tuple(
            self._judged(
                event, self._before(events[:at], event), sponsors[event.commit], reading, owner
            )
            for at, event in enumerate(events)
        )

    def _before(self, earlier: Sequence[Event], event: Event) -> str:
        """Return the status from which an act set out.

        A commit on the base branch changes what the base said; what a branch claimed in between
        was never true.
        """
        told = [e.status for e in earlier if e.on_base or not event.on_base]
        before = told[-1] if told else self.initial
        return before if before != event.status else ""

    def _judged(
        self, event: Event, before: str, sponsor: str, reading: Reading, owner: GroupId | None
    ) -> Event:
        listed = self.archive.at(event.date)
        verdict = judge_act(
            f"{before}>{event.status}",
            _writer(event.author),
            table=self.table,
            ownership=listed,
            on_base=event.on_base,
            as_of=event.date,
            owner=listed.group(owner) if owner is not None else None,
            sponsor=_confirmed(sponsor, listed),
            authors=reading.document.authors,
        )
        return replace(
            event,
            authorised=verdict.authorised,
            why=verdict.reason,
            path=verdict.path,
            line=verdict.line,
        )


def _writer(author: str) -> Person:
    """Return whom a commit names: a name of one word may be an account's."""
    handle = Handle(author) if author.isascii() and author and " " not in author else None
    return Person(name=author, handle=handle)


def _confirmed(written: str, ownership: Ownership) -> Person | None:
    """Return the sponsor whom a text names, if a file of that day lists the person."""
    if not written:
        return None
    people = people_of(ownership)
    by_handle = people.by_handle.get(written.lower())
    standing = by_handle or people.find(Person(name=written, handle=None))
    if standing is None or standing.role in NO_STANDING:
        return None
    return Person(name=standing.name, handle=standing.handle)
