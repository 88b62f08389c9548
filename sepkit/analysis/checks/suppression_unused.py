"""A comment sets a check aside that finds nothing there any more.

What to do: remove the comment.
"""

from sepkit.analysis.checks.rule import Flaw, Rule
from sepkit.model import SetAside, Severity


def flaw_of(comment: SetAside) -> Flaw:
    """Return the flaw of a comment without effect."""
    named = ", ".join(f"`{word}`" for word in comment.rules)
    return Flaw(
        line=comment.line,
        message=f"{named} finds nothing here any more",
        mend="remove the comment",
    )


RULE = Rule(
    id="CFG003",
    name="suppression-unused",
    severity=Severity.WARNING,
    page=__doc__,
    is_lasting=True,
)
