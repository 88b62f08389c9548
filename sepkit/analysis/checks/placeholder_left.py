"""A field or the title still holds what the template put there for somebody to replace.

Left alone: `TBD` and `None` where the process takes them for an answer.

What to do: put in the real value.
"""

import re
from collections.abc import Iterator

from sepkit.analysis.checks.preamble import title_lines
from sepkit.analysis.checks.rule import Flaw, Rule
from sepkit.analysis.checks.sheet import Sheet, quoted
from sepkit.model import Severity

_PLACEHOLDER = re.compile(
    r"\{[A-Za-z0-9 _#-]{1,40}\}|%7B[A-Za-z0-9_]{1,40}%7D|\bNNNN\b|\bXXXX\b|\bYYYY-MM-DD\b"
    r"|[\[<(](?:your|author|first|insert|enter|fill)\b[^\])>]{0,60}[\])>]|@github-?(?:user|handle)"
    r"|\((?:leave this empty|fill (?:me )?in)[^)]{0,60}\)",
    re.IGNORECASE,
)
_ALTERNATIVES = 3


def find(sheet: Sheet) -> Iterator[Flaw]:
    """Yield one flaw for each field, and one for the title."""
    words = [label for rule in sheet.dialect.statuses for label in (rule.label, rule.id)]
    for field in sheet.document.fields:
        match = _PLACEHOLDER.search(field.value[:400])
        if match or any(_is_list_of(field.value, w) for w in (words, sheet.dialect.tracks)):
            yield _flaw(field.line, field.label, match[0] if match else field.value)
    for line in title_lines(sheet):
        match = _PLACEHOLDER.search(sheet.plain(line))
        if match:
            yield _flaw(line, "the title", match[0])


def _flaw(line: int, where: str, value: str) -> Flaw:
    return Flaw(
        line=line,
        message=f"{where if where == 'the title' else quoted(where)} still reads {quoted(value)}",
        mend="put in the real value",
    )


def _is_list_of(value: str, words: tuple[str, ...] | list[str]) -> bool:
    """Whether a value lists the choices instead of making one."""
    if "|" not in value and "/" not in value:
        return False
    parts = {part.strip().casefold().replace(" ", "-") for part in re.split(r"[|/]", value)}
    known = {word.casefold().replace(" ", "-") for word in words}
    return len(parts & known) >= _ALTERNATIVES


RULE = Rule(
    id="META008",
    name="placeholder-left",
    severity=Severity.ERROR,
    page=__doc__,
    in_text=find,
)
