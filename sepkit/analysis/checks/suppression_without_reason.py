"""A comment sets a check aside and gives no reason, so it does not count.

What to do: add ` -- ` and a few words on why.
"""

from sepkit.analysis.checks.rule import Flaw, Rule
from sepkit.model import SetAside, Severity


def flaw_of(comment: SetAside) -> Flaw:
    """Return the flaw of a comment without a reason."""
    named = ", ".join(f"`{word}`" for word in comment.rules)
    return Flaw(
        line=comment.line,
        message=f"no reason is given why {named} is set aside, so it is not",
        mend=f"write `sepkit: ignore {' '.join(comment.rules)} -- why`",
    )


RULE = Rule(
    id="CFG004",
    name="suppression-without-reason",
    severity=Severity.WARNING,
    page=__doc__,
    is_lasting=True,
)
