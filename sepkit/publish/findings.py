"""All that there is to say about one proposal: its own findings and its conflicts, as findings."""

from collections.abc import Iterable, Iterator

from sepkit.model import LEANING, Conflict, Finding, Harm, Proposal, Refusal, Register, Severity
from sepkit.publish.text import phrases

_TOLD = {"number-clash": "ID004", "removed-surface": "SURF001"}
"""Rules on conflicts, and the checks that say the same of one proposal."""

CONFLICT = "conflict"
"""The rule of a finding that stands for a conflict; the conflict has a page of its own."""


def findings_about(register: Register, proposal: Proposal) -> tuple[Finding, ...]:
    """Return a proposal's findings, then what it collides with.

    Left out are conflicts that somebody acknowledged, those with which a maintainer would sooner
    not agree, and those that a check of the proposal tells already.
    """
    told = {finding.rule for finding in proposal.findings}
    conflicts = (
        _of_conflict(conflict, proposal)
        for conflict in register.conflicts_of(proposal.key)
        if conflict.acknowledged is None
        and conflict.score >= LEANING
        and _TOLD.get(conflict.rules[0] if conflict.rules else "") not in told
    )
    return (*proposal.findings, *conflicts)


def _of_conflict(conflict: Conflict, proposal: Proposal) -> Finding:
    other = phrases.counterpart(conflict, proposal)
    line = next((q.line for q in conflict.evidence if q.proposal == proposal.key), 0)
    return Finding(
        rule=CONFLICT,
        severity=Severity.WARNING if conflict.severity is not Harm.LOW else Severity.INFO,
        subject=proposal.key,
        path=proposal.origin.path,
        line=line,
        message=f"conflict with {other}: {conflict.explanation}",
        help=conflict.resolution,
    )


def findings_of_refusals(refused: Iterable[Refusal], *, ref: str = "") -> Iterator[Finding]:
    """Yield one finding for each file that could not be read.

    Args:
        refused: of a register.
        ref: only those of this ref; "" takes all.
    """
    for refusal in refused:
        if not ref or refusal.ref == ref:
            yield Finding(
                rule="not-read",
                severity=Severity.ERROR,
                subject=str(refusal.path),
                path=refusal.path,
                line=0,
                message=f"the file was not read: {refusal.reason}",
            )
