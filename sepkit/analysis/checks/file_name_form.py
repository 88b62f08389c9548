"""The file's name has capitals or stray hyphens, or was cut at fifty characters.

The name becomes the address of the page; it cannot be changed later without breaking links.

What to do: rename it before others link to it.
"""

import re
from collections.abc import Iterator

from sepkit.analysis.checks.rule import Flaw, Rule
from sepkit.analysis.checks.sheet import Sheet, quoted
from sepkit.model import Severity
from sepkit.model.addresses import path_pattern

CUT_AT = 50
"""Tools that make the name of a title cut it here."""
_WORDS = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")


def find(sheet: Sheet) -> Iterator[Flaw]:
    """Yield a flaw for a name of another form."""
    if "{slug}" not in sheet.dialect.path:
        return
    path = sheet.document.path
    match = path_pattern(sheet.dialect).search(path)
    slug = re.sub(r"\.\w{1,5}$", "", match.groupdict().get("slug") or "") if match else ""
    name = f"the name {quoted(path.rpartition('/')[2], 80)}"
    if match is None or not slug:
        yield _flaw(f"{name} does not have the form of the process", sheet.dialect.path)
    elif not _WORDS.fullmatch(slug):
        better = "-".join(re.findall("[a-z0-9.]+", slug.lower()))
        what = f"{name} has capitals, stray hyphens or other signs in its words"
        yield _flaw(what, f"{match['number']}-{better}")
    elif len(slug) >= CUT_AT:
        yield _flaw(f"{name} was cut, its words at {CUT_AT} characters", "fewer words")


def _flaw(message: str, better: str) -> Flaw:
    return Flaw(line=1, message=message, mend=f"rename it (`{better}`) before others link to it")


RULE = Rule(
    id="ID001",
    name="file-name-form",
    severity=Severity.WARNING,
    page=__doc__,
    in_text=find,
    is_authors=True,
)
