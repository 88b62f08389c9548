"""The number in the title, or in a field, is not that of the file.

People cite the title and open the file; one of them leads to another proposal.

Left alone: a file that still bears the placeholder, which `number-placeholder` tells.

What to do: write the number of the file, or rename the file if the title is right.
"""

import re
from collections.abc import Iterator

from sepkit.analysis.checks.room import Room
from sepkit.analysis.checks.rule import Edit, Fix, Flaw, Rule
from sepkit.analysis.checks.sheet import Sheet
from sepkit.analysis.judging import Judged
from sepkit.model import Severity


def find(sheet: Sheet) -> Iterator[Flaw]:
    """Yield a flaw for a title with another number or with a placeholder."""
    document = sheet.document
    note = next((f for f in document.findings if f.rule == "title-number"), None)
    if note is None:
        return
    edits: tuple[Edit, ...] = ()
    line = sheet.line(note.line)
    if note.path == document.path and line.startswith("#"):
        mended = _mended(line, document.title_number, document.number, sheet.dialect.placeholder)
        if mended != line:
            edits = (Edit(line=note.line, end_line=note.line, lines=(mended,)),)
    yield Flaw(line=note.line, message=note.message, mend=note.help, path=note.path, edits=edits)


def _mended(line: str, wrong: int | None, right: int | None, placeholder: str) -> str:
    """Return a heading with the first number, or placeholder of one, put right."""
    written = rf"(?<![0-9])0*{wrong}(?![0-9])" if wrong is not None else ""
    pattern = written or rf"\{{[A-Za-z]+\}}|(?<![0-9]){re.escape(placeholder)}(?![0-9])|\bNNNN\b"
    return re.sub(pattern, str(right), line, count=1)


def find_in_field(item: Judged, room: Room) -> Iterator[Flaw]:
    """Yield a flaw where the pull request's field bears another number than the file.

    Only where the process lets a pull request number a file and has no number of its own for it.
    """
    pull, number = item.document.pull_request, item.document.number
    if room.dialect.number_is_pull or not room.dialect.numbers_follow_pulls:
        return
    if pull is not None and number is not None and pull != number:
        yield Flaw(
            line=item.line_of("pull_request"),
            message=f"the text names pull request {pull}, the file's name says {number}",
            mend="give both the same number",
        )


RULE = Rule(
    id="ID005",
    name="number-in-title",
    severity=Severity.ERROR,
    page=__doc__,
    in_text=find,
    in_room=find_in_field,
    adopts=("title-number",),
    retold=("title-number",),
    fix=Fix.SAFE,
)
