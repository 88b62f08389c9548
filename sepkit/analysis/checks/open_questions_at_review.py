"""Open questions or a `TODO` stand in a proposal that is up for decision, or was decided.

Whoever decides then does not know on what.

Left alone: a list of open questions that says there are none, or that they were resolved.

What to do: resolve them in the text, or move them to future work.
"""

import re
from collections.abc import Iterator

from sepkit.analysis.checks.rule import Flaw, Rule
from sepkit.analysis.checks.sheet import Sheet, quoted
from sepkit.analysis.checks.todo_left import todos
from sepkit.analysis.lifecycle import status_rule
from sepkit.model import Dialect, Section, Severity

_SETTLED = re.compile(
    r"\b(?:none|nothing|no (?:open|unresolved|outstanding|remaining)|resolved|answered|settled"
    r"|closed|decided|n/?a)\b",
    re.IGNORECASE,
)


def find(sheet: Sheet) -> Iterator[Flaw]:
    """Yield one flaw for the section of open questions and one for each `TODO`."""
    status = sheet.document.status_written
    if not is_settled(sheet):
        return
    for section in sheet.document.sections:
        if section.name == "open-questions" and _is_open(sheet, section):
            yield Flaw(
                line=section.line,
                message=f"still open at {quoted(status)}: {quoted(section.title)}",
                mend="resolve the questions in the text, or move them to future work",
            )
    for line, words in todos(sheet):
        yield Flaw(
            line=line,
            message=f"still open at {quoted(status)}: {quoted(words)}",
            mend="do it, or move it to future work",
        )


def is_settled(sheet: Sheet) -> bool:
    """Whether the text claims a status at which nothing may be open any more."""
    step = _step(sheet.dialect, sheet.dialect.settled_from)
    return 0 < step <= _step(sheet.dialect, sheet.document.status)


def _step(dialect: Dialect, status: str) -> int:
    rule = status_rule(status, dialect)
    return rule.step if rule is not None else 0


def _is_open(sheet: Sheet, section: Section) -> bool:
    inside = sheet.inside(section)
    words = " ".join(block.text for block in inside)
    return bool(words.strip()) and not _SETTLED.search(f"{section.title} {words}"[:400])


RULE = Rule(
    id="SEC012",
    name="open-questions-at-review",
    severity=Severity.WARNING,
    page=__doc__,
    in_text=find,
)
