"""A field stands twice, or a second preamble stands in the text, and the two differ.

Readers and tools take one of them, and not all the same one.

What to do: keep one. Until then the first one counts.
"""

from sepkit.analysis.checks.rule import Rule
from sepkit.model import Severity

RULE = Rule(
    id="META005",
    name="field-contradicts",
    severity=Severity.ERROR,
    page=__doc__,
    adopts=("field-twice", "two-preambles"),
    is_authors=True,
)
