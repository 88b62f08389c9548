"""What one file says about one group, before the files are joined."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum

from sepkit.model import Finding, Group, PathRule, RepoPath, Roster, Severity


class Rank(IntEnum):
    """Whose word counts where two files describe one field; higher wins."""

    SHIPPED = 0
    OTHER = 1
    CHARTER = 2
    REPOSITORY = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class RawMention:
    """A group as a file names it, before all groups are known."""

    written: str
    path: RepoPath
    line: int
    target: str = ""
    """Where the name links to, as written."""
    known_as: str = ""
    """Which field it stands in: `related`, or "" for prose."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The fields of a group that one file states; the others in `group` are empty."""

    group: Group
    lines: Mapping[str, int]
    """Each field that is stated and its line. What a group owns is four fields, `owns.surfaces`,
    `owns.paths`, `owns.topics` and `owns.labels`."""
    path: RepoPath
    line: int
    weak: frozenset[str] = frozenset()
    """Fields that count only where no other file states them, shipped ones included."""
    mentions: tuple[RawMention, ...] = ()
    is_named_only: bool = False
    """Whether the file names the group without giving an id: it is found by its name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """All that one reader got out of one file."""

    parts: tuple[Part, ...] = ()
    roster: tuple[Roster, ...] = ()
    path_rules: tuple[PathRule, ...] = ()
    mentions: tuple[RawMention, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(slots=True)
class Notes:
    """Collects the findings of one file, so that readers need not carry its path along."""

    path: RepoPath
    findings: list[Finding] = field(default_factory=list[Finding])

    def add(
        self,
        rule: str,
        message: str,
        *,
        line: int = 0,
        column: int = 0,
        help: str = "",  # noqa: A002 - the word people see
        severity: Severity = Severity.ERROR,
        subject: str = "",
    ) -> None:
        """Record one finding about the file, or about the group that `subject` names."""
        self.findings.append(
            Finding(
                rule=rule,
                severity=severity,
                subject=subject or self.path,
                path=self.path,
                line=line,
                column=column,
                message=message,
                help=help,
            )
        )


ReadText = Callable[[RepoPath, str], Read]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """One way to read ownership files."""

    name: str
    """As `OwnershipSource.reader` gives it."""
    rank: Rank
    read: ReadText
    """Never raises on what a file holds."""
