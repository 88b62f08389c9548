"""`sepkit check`: what is wrong with proposals, by proposal, and how to mend it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sepkit.analysis.checks import BY_ID, RULES, Rule
from sepkit.analysis.checks.set_aside import line_to_paste
from sepkit.model import Finding, Severity
from sepkit.publish.escape import terminal
from sepkit.publish.text.columns import faint, harm, heading, joined, page_width, table, wrapped
from sepkit.publish.text.phrases import place, plural, severities

_ORDER = (Severity.ERROR, Severity.WARNING, Severity.INFO)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a run of checks found."""

    findings: tuple[Finding, ...]
    """In the order of proposals; those that the baseline knows are left out."""
    known: int = 0
    """How many the baseline knows."""
    gone: int = 0
    """How many of its entries nothing answers to any more."""
    mended: int = 0
    """How many were mended in files of this machine."""
    markup: str = "markdown"
    """What proposals are written in; comments that set a check aside look accordingly."""


def render_checked(checked: Checked) -> str:
    """Return findings by proposal, the most severe first, and their number."""
    lines: list[str] = []
    for subject in dict.fromkeys(finding.subject for finding in checked.findings):
        mine = [finding for finding in checked.findings if finding.subject == subject]
        lines += [*_of_subject(subject, mine), ""]
    return joined([*lines, *_totals(checked)])


def _of_subject(subject: str, findings: Sequence[Finding]) -> list[str]:
    width = page_width()
    path = findings[0].path
    title = terminal(subject) + (f"  {faint(terminal(path))}" if path != subject else "")
    lines = [heading(title)]
    for finding in sorted(findings, key=lambda f: (_ORDER.index(f.severity), f.line, f.rule)):
        at = f"{finding.line}:{finding.column}" if finding.column else str(finding.line)
        where = at if finding.path == path else place(finding.path, finding.line)
        mark = {"safe": " [*]", "unsafe": " [?]"}.get(finding.fix, "")
        head = f"{terminal(where):>6} {harm(finding.severity)} {terminal(finding.rule)}{mark}"
        lines += [f"{head} {terminal(finding.message)}"]
        lines += wrapped(finding.help, indent=8, width=width) if finding.help else []
    return lines


def _totals(checked: Checked) -> list[str]:
    said = severities(checked.findings)
    lines = [f"Found: {said}." if said else "Nothing found."]
    if checked.mended:
        lines.append(f"Mended: {plural(checked.mended, 'flaw')}.")
    if checked.known:
        lines.append(f"Known to the baseline and not shown: {checked.known}.")
    if checked.gone:
        count = plural(checked.gone, "entry of the baseline is", "entries of the baseline are")
        lines.append(f"{count} gone; --update-baseline takes them out.")
    safe = sum(finding.fix == "safe" for finding in checked.findings)
    if safe:
        lines.append(f"[*] {plural(safe, 'finding')} can be mended with --fix in a local file.")
    rule = next((f.rule for f in checked.findings if f.rule in BY_ID), "")
    if rule:
        lines.append(f"Next: sepkit check --explain {rule}")
    return lines


def render_statistics(findings: Iterable[Finding]) -> str:
    """Return one line a check: findings, proposals, and how many can be mended."""
    listed = list(findings)
    counts = Counter(finding.rule for finding in listed)
    rows = [[heading(w) for w in ("RULE", "NAME", "FINDINGS", "PROPOSALS", "FIXABLE")]]
    for rule, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        mine = [finding for finding in listed if finding.rule == rule]
        name = BY_ID[rule].name if rule in BY_ID else ""
        subjects = str(len({finding.subject for finding in mine}))
        fixable = str(sum(finding.fix == "safe" for finding in mine))
        rows.append([terminal(rule), name, str(count), subjects, fixable])
    return joined(table(rows, right=(2, 3, 4))) if counts else "Nothing found.\n"


def render_rules(rules: Sequence[Rule] = RULES) -> str:
    """Return one line a check."""
    rows = [[heading(w) for w in ("RULE", "NAME", "SEVERITY", "FIX", "WHAT")]]
    width = max(20, page_width() - 65)
    rows += [
        [rule.id, rule.name, harm(rule.severity), rule.fix.value, _cut(rule.summary, width)]
        for rule in rules
    ]
    return joined([*table(rows), "", "Next: sepkit check --explain RULE"])


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 1].rstrip()}…"


def render_rule(rule: Rule, *, markup: str = "markdown") -> str:
    """Return the page of a check."""
    width = page_width()
    lines = [heading(f"{rule.id} {rule.name}") + f", {rule.severity.value}", ""]
    for paragraph in (rule.page or "").strip().split("\n\n"):
        lines += [*wrapped(paragraph, indent=0, width=width), ""]
    lines += wrapped(_on_fix(rule), indent=0, width=width)
    if rule.is_authors:
        lines += ["", "To set it aside for one block, put above it, with your reason:"]
        lines += [f"  {line_to_paste(rule.id, markup=markup)}"]
    return joined(lines)


def _on_fix(rule: Rule) -> str:
    if rule.fix == "safe":
        return "`--fix` mends it where the text leaves no doubt; its meaning stays the same."
    if rule.fix == "unsafe":
        return "`--unsafe-fixes` mends it; read the difference, for the meaning may change."
    return "Only its author can mend it."
