"""The file, one of its lines or one of its lists is larger than people review and tools read.

Left alone: rows of tables and code.

What to do: move images, schemas and transcripts into files of their own.
"""

from collections.abc import Iterator

from sepkit.analysis.checks.rule import Flaw, Rule
from sepkit.analysis.checks.sheet import Sheet
from sepkit.model import LIMITS, Severity

MOST_BYTES = 150_000
"""Ten times the median of real proposals; few people read that much in one go."""


def find(sheet: Sheet) -> Iterator[Flaw]:
    """Yield a flaw for the file, and one for its first overlong line of prose."""
    if len(sheet.data) > MOST_BYTES:
        yield _flaw(1, f"the file has more than {MOST_BYTES // 1000} kB")
    for number, line in enumerate(sheet.lines, start=1):
        if len(line) > LIMITS.line_characters and number not in sheet.silent_lines:
            if line.lstrip().startswith("|"):
                continue
            what = "embeds a file as `data:`" if "data:" in line and "base64" in line else ""
            yield _flaw(number, what or f"a line has more than {LIMITS.line_characters} characters")
            return


def _flaw(line: int, what: str) -> Flaw:
    return Flaw(
        line=line,
        message=what if what.startswith(("the ", "a ")) else f"the text {what}",
        mend="move images, schemas and transcripts into files of their own",
    )


RULE = Rule(
    id="TXT009",
    name="too-large-to-review",
    severity=Severity.WARNING,
    page=__doc__,
    in_text=find,
    adopts=(
        *("cap-reached", "too-many-lines", "too-many-fields", "too-many-people"),
        *("too-many-citations", "long-field"),
    ),
    is_authors=True,
)
