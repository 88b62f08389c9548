"""What a check of proposals is, what it finds, and how what it finds can be mended."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from sepkit.analysis.checks.room import Room
from sepkit.analysis.checks.sheet import Sheet
from sepkit.analysis.judging import Judged
from sepkit.model import RepoPath, Severity


class Fix(StrEnum):
    """Whether a machine may mend what a check finds."""

    SAFE = "safe"
    """The text means the same afterwards: `--fix` does it."""
    UNSAFE = "unsafe"
    """It may mean something else: only with `--unsafe-fixes`."""
    NO = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """Some lines of a file, and what shall stand in their place."""

    line: int
    """The first line to replace, counted from 1."""
    end_line: int
    """The last one; `line - 1` replaces none and puts the new lines in front of `line`."""
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Flaw:
    """One thing that a check found, before anybody asks how much it matters here."""

    line: int
    """Counted from 1; 0 where no line can be named."""
    message: str
    """What was found, without figures that change by themselves: baselines know it by its words."""
    mend: str
    """What to do about it."""
    column: int = 0
    path: RepoPath | None = None
    """The file, where it is not the proposal's own."""
    severity: Severity | None = None
    """Where it differs from the check's."""
    since: str = ""
    """Matters only in proposals that came on this day or later; "" matters in all."""
    about: int | None = None
    """The number of another proposal: the flaw is mended only where the repository holds that."""
    edits: tuple[Edit, ...] = ()
    """What mends it, in one file and without overlap."""
    whole: bytes | None = None
    """The mended file, where lines cannot say it."""

    @property
    def is_fixable(self) -> bool:
        """Whether it brings along what mends it."""
        return bool(self.edits) or self.whole is not None


FindInText = Callable[[Sheet], Iterator[Flaw]]
FindInRoom = Callable[[Judged, Room], Iterator[Flaw]]

ID = re.compile("[A-Z]{2,4}[0-9]{3}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One check. The docstring of its module is its page."""

    id: str
    """Family and number, never given to another check: `META001`."""
    name: str
    """May be written wherever the id may: `required-field-missing`."""
    severity: Severity
    page: str | None = field(repr=False)
    """The docstring of its module: what, why, *Left alone*, *What to do*."""
    in_text: FindInText | None = field(default=None, repr=False)
    """Looks at one text alone; runs once when the text is read, and its findings are kept."""
    in_room: FindInRoom | None = field(default=None, repr=False)
    """Looks at a proposal among all others, its history and the base files."""
    adopts: tuple[str, ...] = ()
    """Notes of the reader of preambles that this check shows, so that nothing is found twice."""
    retold: tuple[str, ...] = ()
    """Those of `adopts` that `in_text` tells itself, with an edit."""
    yields_to: str = ""
    """Another check: where that one names the same thing first in backticks, this one is silent."""
    fix: Fix = Fix.NO
    is_authors: bool = False
    """Whether an author may set it aside by a comment in the proposal."""
    is_lasting: bool = False
    """Whether it matters as much in a proposal that is closed; others are then only information."""

    @property
    def family(self) -> str:
        """The letters of its id."""
        return self.id.rstrip("0123456789")

    @property
    def summary(self) -> str:
        """The first sentence of its page, without the full stop."""
        return " ".join((self.page or "").strip().partition("\n\n")[0].split()).rstrip(".")

    def answers_to(self, selector: str) -> bool:
        """Whether a selector means it: `ALL`, its id or name, or the beginning of its id."""
        return selector in ("ALL", self.name) or self.id.startswith(selector)
