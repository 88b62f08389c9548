"""What is to mend in one text, the worst first and no more than fits beside other answers."""

from collections.abc import Sequence

from sepkit.model import Finding, Severity
from sepkit.publish.text.columns import harm, wrapped

SHOWN = 6
"""Findings in a list that is not about findings."""

_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


def mend_lines(findings: Sequence[Finding], *, width: int, more: str) -> list[str]:
    """Return the worst findings with what to do, and how many more there are.

    Args:
        findings: about one text.
        width: in which to write.
        more: the command that shows all of them.
    """
    worst = sorted(findings, key=lambda f: (_ORDER[f.severity], f.line))
    lines: list[str] = []
    for f in worst[:SHOWN]:
        told = f"{f.severity} line {f.line}: {f.message}{f'; {f.help}' if f.help else ''}"
        first, *rest = wrapped(told, indent=0, width=width)
        word = str(f.severity)
        lines += [harm(word) + first.removeprefix(word), *(f"  {line}" for line in rest)]
    if len(worst) > SHOWN:
        lines.append(f"… {len(worst) - SHOWN} more: {more}")
    return lines
