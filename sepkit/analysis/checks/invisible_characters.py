"""Characters stand in the text that nobody sees, or that turn the order of letters around.

A reader then sees another text than a tool, or than the next reader.

Left alone: a joiner inside an emoji or a word of a script that needs it.

What to do: remove them.
"""

import re
import unicodedata
from collections.abc import Iterator

from sepkit.analysis.checks.rule import Flaw, Rule
from sepkit.analysis.checks.sheet import Sheet
from sepkit.model import Severity

_HIDDEN = re.compile(
    "[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\U000e0000-\U000e007f]"
)
_JOINER = re.compile("(?<=[ -~])[\u200c\u200d](?=[ -~])")
_MOST = 20


def find(sheet: Sheet) -> Iterator[Flaw]:
    """Yield one flaw a line, at the first such character; at most twenty."""
    if sheet.data.isascii():
        return
    told = 0
    for number in range(1, len(sheet.lines) + 1):
        line = sheet.line(number)
        match = None if line.isascii() else _HIDDEN.search(line) or _JOINER.search(line)
        if match and told < _MOST:
            told += 1
            name = unicodedata.name(match[0], "a tag character").lower()
            yield Flaw(
                line=number,
                column=match.start() + 1,
                message=f"U+{ord(match[0]):04X} ({name}) is not to be seen",
                mend="remove it",
            )


RULE = Rule(
    id="TXT007",
    name="invisible-characters",
    severity=Severity.ERROR,
    page=__doc__,
    in_text=find,
    is_lasting=True,
)
