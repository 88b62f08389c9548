"""A comment names a check that does not exist, so it sets nothing aside.

What to do: correct the id; `sepkit check --list` shows all of them.
"""

from collections.abc import Sequence
from difflib import get_close_matches

from sepkit.analysis.checks.rule import Flaw, Rule
from sepkit.analysis.checks.sheet import quoted
from sepkit.model import SetAside, Severity


def flaw_of(comment: SetAside, word: str, known: Sequence[str]) -> Flaw:
    """Return the flaw of a comment with an unknown word."""
    near = get_close_matches(word, known, n=1)
    mend = f"did you mean `{near[0]}`?" if near else "`sepkit check --list` shows all checks"
    return Flaw(line=comment.line, message=f"there is no check {quoted(word)}", mend=mend)


RULE = Rule(
    id="CFG002", name="rule-unknown", severity=Severity.ERROR, page=__doc__, is_lasting=True
)
