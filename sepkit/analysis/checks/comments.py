"""What is wrong with the comments by which authors set checks aside."""

from collections.abc import Iterator, Mapping, Sequence

from sepkit.analysis.checks import (
    rule_unknown,
    suppression_not_allowed,
    suppression_unused,
    suppression_without_reason,
)
from sepkit.analysis.checks.rule import Flaw, Rule
from sepkit.model import SetAside


def flaws_of_comments(
    comments: Sequence[SetAside], unused: Sequence[SetAside], rules: Mapping[str, Rule]
) -> Iterator[tuple[Rule, Flaw]]:
    """Yield one flaw for each comment that does not do what its author wanted.

    Args:
        comments: all of one text.
        unused: those that set nothing aside.
        rules: all checks by id.
    """
    by_name = {**rules, **{rule.name: rule for rule in rules.values()}}
    for comment in comments:
        unknown = [word for word in comment.rules if word not in by_name]
        barred = [w for w in comment.rules if w in by_name and not by_name[w].is_authors]
        if unknown:
            yield rule_unknown.RULE, rule_unknown.flaw_of(comment, unknown[0], list(by_name))
        elif barred:
            yield suppression_not_allowed.RULE, suppression_not_allowed.flaw_of(comment, barred)
        elif not comment.reason:
            yield suppression_without_reason.RULE, suppression_without_reason.flaw_of(comment)
        elif comment in unused:
            yield suppression_unused.RULE, suppression_unused.flaw_of(comment)
