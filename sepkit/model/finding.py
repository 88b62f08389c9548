"""What is wrong with something that was read, and what could not be read at all."""

from dataclasses import dataclass
from enum import StrEnum

from sepkit.model.names import RefName, RepoPath


class Severity(StrEnum):
    """How much a finding matters: an error is refused by the process, info never fails a run."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Finding:
    """One thing a person should know about a proposal, an ownership file or the repository."""

    rule: str
    """The rule's id: `META001` for a check of proposals, else lower case with hyphens."""
    severity: Severity
    subject: str
    """The proposal's key, the group's id, or the path that the finding is about."""
    path: RepoPath
    line: int
    """Counted from 1; 0 where no line can be named."""
    column: int = 0
    message: str
    """What was found; one sentence without a full stop."""
    help: str = ""
    """What to do about it."""
    fix: str = ""
    """safe | unsafe: what `sepkit check --fix` could do about it in a local file; "" is nothing."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Refusal:
    """A candidate entry that was seen and not read, so that nothing is lost silently."""

    path: RepoPath
    ref: RefName
    reason: str
