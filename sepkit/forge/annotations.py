"""One pull request's findings, as the runner shows them: annotations and a summary."""

from collections.abc import Iterator, Sequence

from sepkit.forge.extract import extract, proposals_of
from sepkit.model import Finding, Register, RepoPath, Severity
from sepkit.publish import escape
from sepkit.publish.comment import CommentView, render_comment
from sepkit.publish.findings import findings_about, findings_of_refusals
from sepkit.publish.text import phrases

MOST_ANNOTATIONS = 50
"""The runner shows ten of a kind in a step, and no more than fifty in a job."""
_WORDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def findings_of(register: Register, pull: int) -> tuple[Finding, ...]:
    """Return what there is to say about the files that a pull request brings.

    Its proposals' findings, what could not be read of it, and its conflicts as warnings.
    """
    ref = f"refs/pull/{pull}/head"
    return (
        *(f for p in proposals_of(register, pull) for f in findings_about(register, p)),
        *findings_of_refusals(register.refused, ref=ref),
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
