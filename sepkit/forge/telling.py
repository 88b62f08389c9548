"""What a sweep planned and did, for the terminal, for the job's summary and as JSON."""

from collections.abc import Iterator, Sequence
from typing import Any

from sepkit.forge.apply import Report
from sepkit.forge.sweep import Outcome
from sepkit.model import encode
from sepkit.model.plan import Plan, Write
from sepkit.publish import escape
from sepkit.publish.text import phrases

ROWS_SHOWN = 100
"""In a summary, which the runner drops past a megabyte."""


def render_outcome(repository: str, outcome: Outcome, *, is_applied: bool) -> str:
    """Return a sweep as lines for a terminal or a log."""
    return (
        "\n".join(escape.terminal(line) for line in _lines(repository, outcome, is_applied)) + "\n"
    )


def _lines(repository: str, outcome: Outcome, is_applied: bool) -> Iterator[str]:
    plan, report = outcome.plan, outcome.report
    requests = phrases.plural(outcome.requests, "request")
    if plan is None:
        yield f"{repository}: nothing moved since the last sweep ({requests})"
        return
    yield (
        f"{repository} at {plan.revision[:8]}: {phrases.plural(len(plan.decisions), 'decision')}, "
        f"{phrases.plural(len(plan.writes), 'write')} missing, {len(plan.skipped)} left alone "
        f"({requests})"
    )
    for write in plan.writes:
        yield f"  {_write(write)}"
    for number, reason in plan.skipped:
        yield f"  #{number} left alone: {reason}"
    for finding in plan.findings:
        yield f"  {finding.severity}: {finding.message}; {finding.help}"
    for number, advice in plan.advice:
        to = f" ({', '.join(advice.to)})" if advice.to else ""
        yield f"  #{number} {advice.kind} {advice.code}{to}: {advice.text}"
    if report is not None:
        yield from _report(report)
    elif not is_applied and plan.writes:
        yield "This was a dry run. Make it so: add --apply"


def _write(write: Write) -> str:
    where = f"#{write.pull}" if write.pull else "repository"
    text = f" ({len(write.body)} characters)" if write.body else ""
    return f"{where} {write.kind} {write.subject}{text}: {write.reason}"


def _report(report: Report) -> Iterator[str]:
    yield (
        f"Done: {phrases.plural(len(report.performed), 'write')}, "
        f"{phrases.plural(report.records, 'audit record')} added"
    )
    for write, why in report.failed:
        yield f"  not done: {_write(write)} ({why})"
    for number, why in report.left:
        yield f"  #{number} left for the next run: {why}"
    for message in report.messages:
        yield f"  {message}"


def render_summary(repository: str, outcome: Outcome, *, is_applied: bool) -> str:
    """Return a sweep as Markdown for the job's summary; nothing in it mentions or links anybody."""
    plan = outcome.plan
    name = escape.comment(repository)
    if plan is None:
        return f"### sepkit: {name}\n\nNothing moved since the last sweep.\n\n"
    did = "applied" if is_applied else "dry run"
    head = (
        f"### sepkit: {name}\n\n{phrases.plural(len(plan.decisions), 'decision')}, "
        f"{phrases.plural(len(plan.writes), 'write')} missing, {did}, "
        f"{phrases.plural(outcome.requests, 'request')}, base `{plan.revision[:12]}`.\n\n"
    )
    return head + "".join(_tables(plan, outcome.report))


def _tables(plan: Plan, report: Report | None) -> Iterator[str]:
    if plan.decisions:
        rows = [
            [
                str(d.pull),
                d.proposal or "",
                d.label or "no label",
                d.reasons[0].text if d.reasons else "",
            ]
            for d in plan.decisions
        ]
        yield _table(["pull", "proposal", "label", "because"], rows)
    if plan.writes:
        rows = [[str(w.pull or ""), str(w.kind), w.subject, w.reason] for w in plan.writes]
        yield _table(["pull", "write", "what", "because"], rows)
    notes = [[f.rule, f.message] for f in plan.findings]
    notes += [[f"pull {n}", reason] for n, reason in plan.skipped]
    notes += [["message", m] for m in (report.messages if report else [])]
    notes += [[f"pull {n}", why] for n, why in (report.left if report else [])]
    if notes:
        yield _table(["about", "what"], notes)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    for row in rows[:ROWS_SHOWN]:
        lines.append("| " + " | ".join(escape.comment(cell[:300]) for cell in row) + " |")
    if len(rows) > ROWS_SHOWN:
        lines += ["", f"{len(rows) - ROWS_SHOWN} more."]
    return "\n".join(lines) + "\n\n"


def outcome_value(repository: str, outcome: Outcome) -> dict[str, Any]:
    """Return a sweep as a JSON value."""
    report = outcome.report
    return {
        "repository": repository,
        "requests": outcome.requests,
        "moved": outcome.plan is not None,
        "plan": encode(outcome.plan) if outcome.plan is not None else None,
        "report": None
        if report is None
        else {
            "performed": encode(tuple(report.performed)),
            "failed": [{"write": encode(w), "why": why} for w, why in report.failed],
            "left": [{"pull": n, "why": why} for n, why in report.left],
            "messages": list(report.messages),
            "records": report.records,
            "stopped": report.is_stopped,
        },
    }
