"""The file is not UTF-8 throughout, or begins with a byte order mark, or has CR line ends.

Tools that count lines or compare bytes see another text than its author.

What to do: save it as UTF-8 with LF line ends.
"""

from collections.abc import Iterator

from sepkit.analysis.checks.rule import Fix, Flaw, Rule
from sepkit.analysis.checks.sheet import Sheet
from sepkit.model import Severity

_MARK = b"\xef\xbb\xbf"


def find(sheet: Sheet) -> Iterator[Flaw]:
    """Yield one flaw for a mark at the head, and one for line ends."""
    data = sheet.data
    clean = data.removeprefix(_MARK)
    ends = clean.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    if clean != data:
        yield _flaw(1, "the file begins with a byte order mark", clean)
    if ends != clean:
        line = clean.split(b"\r", 1)[0].count(b"\n") + 1
        yield _flaw(line, "lines end with CR", data[: len(data) - len(clean)] + ends)


def _flaw(line: int, what: str, whole: bytes) -> Flaw:
    return Flaw(line=line, message=what, mend="save it as UTF-8 with LF line ends", whole=whole)


RULE = Rule(
    id="TXT008",
    name="encoding",
    severity=Severity.ERROR,
    page=__doc__,
    in_text=find,
    adopts=("broken-bytes",),
    fix=Fix.SAFE,
)
