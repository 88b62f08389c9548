"""An image has no words for those who do not see it.

A screen reader says the file's name instead, and search finds nothing.

Left alone: code, and images of HTML with an empty `alt`, which says that they only decorate.

What to do: write in a few words what it shows: `![The three messages of a handshake](…)`.
"""

import re
from collections.abc import Iterator

from sepkit.analysis.checks.rule import Flaw, Rule
from sepkit.analysis.checks.sheet import Sheet, quoted, without_code
from sepkit.model import Severity

_MARKDOWN = re.compile(r"!\[\s*\](?:\((?P<target>[^()\s]{0,400})|\[(?P<label>[^\]]{0,100})\])")
_HTML = re.compile(r"<img\b(?P<attributes>[^<>]{0,400})>", re.IGNORECASE)
_SOURCE = re.compile(r"\bsrc\s*=\s*[\"']?([^\"'\s>]{1,400})", re.IGNORECASE)
_RST = re.compile(r"\s*\.\.\s+(?:\|[^|]{1,80}\|\s+)?(?:image|figure)::\s*(?P<target>\S{1,400})")


def find(sheet: Sheet) -> Iterator[Flaw]:
    """Yield one flaw an image."""
    pattern = _in_rst if sheet.dialect.markup == "rst" else _in_markdown
    for number, target in pattern(sheet):
        yield Flaw(
            line=number,
            message=f"the image {quoted(target)} has no words for those who do not see it",
            mend="write in a few words what it shows",
        )


def _in_markdown(sheet: Sheet) -> Iterator[tuple[int, str]]:
    if not _MARKDOWN.search(sheet.text) and not _HTML.search(sheet.text):
        return
    for number in range(1, len(sheet.lines) + 1):
        line = sheet.line(number)
        if number in sheet.code_lines or ("![" not in line and "<" not in line):
            continue
        line = without_code(line)
        for match in _MARKDOWN.finditer(line):
            yield number, match["target"] or match["label"] or ""
        for match in _HTML.finditer(line):
            if "alt" not in match["attributes"].lower():
                source = _SOURCE.search(match["attributes"])
                yield number, source[1] if source else "img"


def _in_rst(sheet: Sheet) -> Iterator[tuple[int, str]]:
    for number in range(1, len(sheet.lines) + 1):
        match = _RST.match(sheet.line(number)) if number not in sheet.code_lines else None
        if match and not _has_alt(sheet, number):
            yield number, match["target"]


def _has_alt(sheet: Sheet, number: int) -> bool:
    """Whether the options below a directive hold a text."""
    for below in range(number + 1, number + 12):
        line = sheet.line(below).strip()
        if line.startswith(":alt:") and line != ":alt:":
            return True
        if not line.startswith(":"):
            return False
    return False


RULE = Rule(
    id="REF013",
    name="image-without-text",
    severity=Severity.WARNING,
    page=__doc__,
    in_text=find,
    is_authors=True,
)
