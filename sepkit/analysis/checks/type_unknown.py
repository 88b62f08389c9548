"""The type is none that the process has.

What to do: write one of its types.
"""

from collections.abc import Iterator
from difflib import get_close_matches

from sepkit.analysis.checks.rule import Flaw, Rule
from sepkit.analysis.checks.sheet import Sheet, quoted
from sepkit.model import Severity


def find(sheet: Sheet) -> Iterator[Flaw]:
    """Yield a flaw for an unknown type."""
    note = next((n for n in sheet.document.findings if n.rule == "unknown-track"), None)
    if note is None:
        return
    tracks = sheet.dialect.tracks
    near = get_close_matches(sheet.document.track.casefold(), [t.casefold() for t in tracks], n=1)
    meant = next((t for t in tracks if near and t.casefold() == near[0]), "")
    yield Flaw(
        line=note.line,
        message=f"unknown type {quoted(sheet.document.track)}",
        mend=f"did you mean `{meant}`?" if meant else f"write one of {', '.join(tracks)}",
        path=note.path,
    )


RULE = Rule(
    id="META011",
    name="type-unknown",
    severity=Severity.ERROR,
    page=__doc__,
    in_text=find,
    adopts=("unknown-track",),
    retold=("unknown-track",),
)
