"""The status is none that the process has, or is left open.

Nobody can tell whether the proposal still waits, and for whom.

What to do: write one of the statuses of the process.
"""

from sepkit.analysis.checks.rule import Rule
from sepkit.model import Severity

RULE = Rule(
    id="STA001",
    name="status-unknown",
    severity=Severity.ERROR,
    page=__doc__,
    adopts=("unknown-status",),
    is_lasting=True,
)
