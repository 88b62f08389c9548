"""One pull request's findings, as the runner shows them: annotations and a summary."""

from collections.abc import Iterator, Sequence

from sepkit.forge.extract import extract, proposals_of
from sepkit.model import Conflict, Finding, Harm, Proposal, Register, RepoPath, Severity
from sepkit.publish import escape
from sepkit.publish.comment import CommentView, render_comment
from sepkit.publish.text import phrases

MOST_ANNOTATIONS = 50
"""The runner shows ten of a kind in a step, and no more than fifty in a job."""
_WORDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def findings_of(register: Register, pull: int) -> tuple[Finding, ...]:
    """Return what there is to say about the files that a pull request brings.

    Its proposals' findings, what could not be read of it, and its conflicts as warnings.
    """
    mine = proposals_of(register, pull)
    found = [finding for proposal in mine for finding in proposal.findings]
    found += [
        Finding(
            rule="not-read",
            severity=Severity.ERROR,
            subject=str(refusal.path),
            path=refusal.path,
            line=0,
            message=f"the file was not read: {refusal.reason}",
        )
        for refusal in register.refused
        if refusal.ref == f"refs/pull/{pull}/head"
    ]
    found += [
        _of_conflict(conflict, proposal)
        for proposal in mine
        for conflict in register.conflicts_of(proposal.key)
        if conflict.acknowledged is None
    ]
    return tuple(found)


def _of_conflict(conflict: Conflict, proposal: Proposal) -> Finding:
    other = next((key for key in conflict.proposals if key != proposal.key), "the specification")
    line = next((q.line for q in conflict.evidence if q.proposal == proposal.key), 0)
    return Finding(
        rule="conflict",
        severity=Severity.WARNING if conflict.severity is not Harm.LOW else Severity.INFO,
        subject=proposal.key,
        path=proposal.origin.path,
        line=line,
        message=f"conflict with {other}: {conflict.explanation}",
        help=conflict.resolution,
    )


def render_annotations(findings: Sequence[Finding]) -> str:
    """Return one workflow command a finding; no text in them can start another."""
    lines = [_annotation(finding) for finding in findings[:MOST_ANNOTATIONS]]
    rest = len(findings) - MOST_ANNOTATIONS
    if rest > 0:
        lines.append(f"{rest} further findings are in the summary and in the SARIF file")
    return "".join(f"{line}\n" for line in lines)


def _annotation(finding: Finding) -> str:
    path = RepoPath(finding.path.encode("utf-8", "surrogateescape").decode("utf-8", "replace"))
    properties = [
        f"file={escape.runner_log(path, is_property=True)}",
        *([f"line={finding.line}"] if finding.line else []),
        f"title={escape.runner_log(finding.rule, is_property=True)}",
    ]
    text = finding.message + (f"; {finding.help}" if finding.help else "")
    return f"::{_WORDS[finding.severity]} {','.join(properties)}::{escape.runner_log(text)}"


def render_check_summary(register: Register, pull: int, findings: Sequence[Finding]) -> str:
    """Return the findings and what the comment would say, as Markdown for the job's summary."""
    return "\n".join(_summary(register, pull, findings)) + "\n"


def _summary(register: Register, pull: int, findings: Sequence[Finding]) -> Iterator[str]:
    yield f"### sepkit: pull request {pull}, {phrases.plural(len(findings), 'finding')}"
    yield ""
    if findings:
        yield "| severity | place | finding |"
        yield "|---|---|---|"
    for finding in findings[:MOST_ANNOTATIONS]:
        place = escape.comment(phrases.place(finding.path, finding.line))
        text = finding.message + (f"; {finding.help}" if finding.help else "")
        yield f"| {finding.severity} | {place} | {escape.comment(text)} |"
    yield ""
    part = extract(register, pull)
    for proposal in proposals_of(part, pull)[:5]:
        view = CommentView(register=part, proposal=proposal, owner=proposal.route.owner)
        yield render_comment(view, most_bytes=20_000).body
