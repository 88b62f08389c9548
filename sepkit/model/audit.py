"""The record of one act: enough to compute the decision again, byte for byte."""

from dataclasses import dataclass

from sepkit.model.names import Instant, ObjectId, ProposalKey, RefName
from sepkit.model.plan import Advice, Decision, PullFacts, Reason, TriageRules, Write
from sepkit.model.register import Register

AUDIT_VERSION = "1.0"
FIRST = "0" * 64
"""What stands for the record before the first one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionInputs:
    """All that one decision was computed from; planning looks at nothing else."""

    register: Register
    """Cut down to the proposals of the pull request, their conflicts and the groups they name."""
    facts: PullFacts
    rules: TriageRules
    reminders: tuple[Advice, ...] = ()
    """What was due under the lifecycle rules, already capped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitsRead:
    """All commits that one register was made from: enough to read it again from git."""

    base_ref: RefName
    revision: ObjectId
    refs: tuple[tuple[RefName, ObjectId], ...]
    """What was in flight, by ref; a merge ref stands there as the hint that it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditRecord:
    """Written before the act: nothing stands on the forge that is not in a record."""

    audit_version: str = AUDIT_VERSION
    sequence: int
    """From 1, without gaps."""
    previous: str
    """SHA-256 of the bytes of the record before."""
    at: Instant
    """The forge's clock when the state was read."""
    repository: str
    pull: int
    proposal: ProposalKey | None
    revision: ObjectId
    """The base commit whose files decided."""
    head: ObjectId
    tool: str
    plan: str
    """Digest of the plan that the decision was part of."""
    decision: Decision
    writes: tuple[Write, ...]
    """What was missing on the forge at that moment."""
    authority: tuple[Reason, ...]
    inputs: str
    """Digest of the inputs, which is the name of their file."""
    commits: str = ""
    """Digest of the commits that were read, which is the name of their file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditHead:
    """Where the chain ends."""

    sequence: int = 0
    hash: str = FIRST
    path: str = ""
    quiet: str = ""
    """Digest of the forge's state after the last sweep that left nothing to do."""
