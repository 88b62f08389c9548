"""A proposal tries to set a check aside that its author may not.

Who decides, what collides and what is hidden is not the author's to silence.

What to do: the configuration of the base branch can set it to another level, under `checks`.
"""

from collections.abc import Sequence

from sepkit.analysis.checks.rule import Flaw, Rule
from sepkit.model import SetAside, Severity


def flaw_of(comment: SetAside, barred: Sequence[str]) -> Flaw:
    """Return the flaw of a comment for checks that are not the author's."""
    named = ", ".join(f"`{word}`" for word in barred)
    return Flaw(
        line=comment.line,
        message=f"{named} cannot be set aside in a proposal",
        mend="the configuration of the base branch can change its level, under `checks`",
    )


RULE = Rule(
    id="CFG005",
    name="suppression-not-allowed",
    severity=Severity.ERROR,
    page=__doc__,
    is_lasting=True,
)
