"""A requirement word is half in upper case, or is none: `MUST not`, `MAY NOT`, `CANNOT`.

It can be read two ways: as a prohibition, or as permission to leave something out.

Left alone: code, and words in quotation marks.

What to do: write `MUST NOT`, `SHOULD NOT`, or in lower case what is no requirement.
"""

import re
from collections.abc import Iterator

from sepkit.analysis.checks.rule import Flaw, Rule
from sepkit.analysis.checks.sheet import Sheet, quoted
from sepkit.model import Severity

_MARK = r"(?:\*\*|__|\*|_)?"
_HALF = re.compile(rf"\b(?P<word>MUST|SHALL|SHOULD){_MARK}\s+{_MARK}(?:not|Not)\b")
_NONE = re.compile(rf"\b(?P<word>MAY|CAN){_MARK} ?{_MARK}NOT\b")
_WORDS = ("MUST", "SHALL", "SHOULD", "MAY", "CAN")
_INSTEAD = {
    "MAY": "`MUST NOT` for a prohibition, `might not` for a possibility",
    "CAN": "`MUST NOT` for a prohibition, `cannot` for a fact",
}


def find(sheet: Sheet) -> Iterator[Flaw]:
    """Yield one flaw for each such word, at its column."""
    if not any(_stands_anywhere(word, sheet.text) for word in _WORDS):
        return
    for number, line in sheet.spoken():
        for pattern in (_HALF, _NONE):
            for match in pattern.finditer(line):
                if not _is_quoted(line, match):
                    yield _flaw(number, match)


def _stands_anywhere(word: str, text: str) -> bool:
    """Whether a malformed form of a word is to be expected; five times faster than searching."""
    at = text.find(word)
    while at >= 0:
        if _HALF.match(text, at) or _NONE.match(text, at):
            return True
        at = text.find(word, at + 1)
    return False


def _is_quoted(line: str, match: re.Match[str]) -> bool:
    before, after = line[: match.start()].rstrip("*_"), line[match.end() :].lstrip("*_")
    return before.endswith(('"', "\u201c", "'")) and after.startswith(('"', "\u201d", "'"))


def _flaw(number: int, match: re.Match[str]) -> Flaw:
    word = match["word"]
    plain = f"`{word} NOT`, or in lower case what is no requirement"
    return Flaw(
        line=number,
        column=match.start() + 1,
        message=f"{quoted(match[0].replace('*', ''))} can be read two ways",
        mend=f"write {_INSTEAD.get(word, plain)}",
    )


RULE = Rule(
    id="TXT002",
    name="key-word-malformed",
    severity=Severity.WARNING,
    page=__doc__,
    in_text=find,
)
