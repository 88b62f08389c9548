"""The sponsor is one of the authors.

Nobody else then vouches for the proposal.

What to do: let a second maintainer review it.
"""

from collections.abc import Iterator

from sepkit.analysis.checks.rule import Flaw, Rule
from sepkit.analysis.checks.sheet import Sheet
from sepkit.model import Severity


def find(sheet: Sheet) -> Iterator[Flaw]:
    """Yield a flaw for a sponsor of an own proposal."""
    document = sheet.document
    field, sponsor = document.field("sponsor"), document.sponsor
    if field is None or sponsor is None or sponsor.handle is None:
        return
    if any(a.handle and a.handle.lower() == sponsor.handle.lower() for a in document.authors):
        yield Flaw(
            line=field.line,
            message=f"`@{sponsor.handle}` sponsors an own proposal",
            mend="let a second maintainer review it",
        )


RULE = Rule(
    id="PPL006",
    name="sponsor-is-author",
    severity=Severity.INFO,
    page=__doc__,
    in_text=find,
)
