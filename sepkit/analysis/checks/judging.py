"""How much a finding matters in this process and for this proposal, and whether it is set aside."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sepkit.analysis.checks.rule import Flaw, Rule
from sepkit.model import CheckLevel, Dialect, Finding, RepoPath, SetAside, Severity

MESSAGE_CHARACTERS = 360
"""Of a message; the longest of ours with ordinary names has some 200."""


def level_of(rule: Rule, levels: Sequence[CheckLevel]) -> Severity | None:
    """Return a check's severity in a process, or None where it is off; the last level counts."""
    severity: Severity | None = rule.severity
    for level in levels:
        if rule.answers_to(level.rule):
            severity = _severity(level.level, rule)
    return severity


def _severity(level: str, rule: Rule) -> Severity | None:
    if level == "default":
        return rule.severity
    return None if level == "off" else Severity(level)


def finding_of(
    flaw: Flaw, rule: Rule, *, dialect: Dialect, path: RepoPath, subject: str
) -> Finding:
    """Return a flaw as a finding of its check.

    A severity of the flaw's own counts where the process leaves the check's severity alone.
    """
    severity = level_of(rule, dialect.checks) or rule.severity
    return Finding(
        rule=rule.id,
        severity=flaw.severity if flaw.severity and severity is rule.severity else severity,
        subject=subject,
        path=flaw.path or path,
        line=flaw.line,
        column=flaw.column,
        message=_cut(flaw.message, MESSAGE_CHARACTERS),
        help=_cut(flaw.mend, MESSAGE_CHARACTERS),
        fix=rule.fix.value if flaw.is_fixable else "",
    )


def _cut(words: str, most: int) -> str:
    """Return words on one line and cut: a stranger may give a file a name of any length."""
    plain = " ".join(words.split())
    return plain if len(plain) <= most else f"{plain[: most - 1]}…"


def judged(
    findings: Iterable[Finding], rules: dict[str, Rule], *, subject: str, is_open: bool
) -> Iterator[Finding]:
    """Yield findings with their subject; in what is closed most are only information.

    Args:
        findings: about one proposal.
        rules: all checks by id.
        subject: the proposal's key.
        is_open: whether work on it can still go on.
    """
    for finding in findings:
        rule = rules.get(finding.rule)
        is_record = not is_open and rule is not None and not rule.is_lasting
        severity = Severity.INFO if is_record else finding.severity
        yield replace(finding, subject=subject, severity=severity)


def without_echoes(findings: Sequence[Finding], rules: dict[str, Rule]) -> list[Finding]:
    """Return findings without those that yield to another check's word on the same thing."""
    said = {(finding.rule, _thing(finding)) for finding in findings}
    return [f for f in findings if (_yields_to(f, rules), _thing(f)) not in said]


def _yields_to(finding: Finding, rules: dict[str, Rule]) -> str:
    rule = rules.get(finding.rule)
    return rule.yields_to if rule is not None else ""


def _thing(finding: Finding) -> str:
    """Return what stands first in backticks in a message."""
    return next(iter(finding.message.split("`")[1:2]), "")


def split_set_aside(
    findings: Sequence[Finding], comments: Sequence[SetAside], rules: dict[str, Rule]
) -> tuple[list[Finding], list[SetAside]]:
    """Return the findings that nobody set aside, and the comments that match none.

    A comment counts only with a reason, and only for a check that an author may set aside.
    """
    kept: list[Finding] = []
    used: set[SetAside] = set()
    for finding in findings:
        rule = rules.get(finding.rule)
        covering = [c for c in comments if rule is not None and _covers(c, rule, finding.line)]
        used.update(covering)
        if not covering:
            kept.append(finding)
    return kept, [c for c in comments if c not in used]


def is_set_aside(rule: Rule, line: int, comments: Sequence[SetAside]) -> bool:
    """Whether an author's comment sets a check aside at a line."""
    return any(_covers(comment, rule, line) for comment in comments)


def _covers(comment: SetAside, rule: Rule, line: int) -> bool:
    return (
        rule.is_authors
        and bool(comment.reason)
        and comment.first <= line <= comment.last
        and any(word in (rule.id, rule.name) for word in comment.rules)
    )
