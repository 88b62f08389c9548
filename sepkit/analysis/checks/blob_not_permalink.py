"""A link goes to a file on a branch, whose lines will move.

What to do: press `y` on its page, and link the commit.
"""

import re
from collections.abc import Iterator

from sepkit.analysis.checks.rule import Flaw, Rule
from sepkit.analysis.checks.sheet import Sheet, quoted
from sepkit.model import Severity

_BRANCH = re.compile(
    r"https?://(?:www\.)?github\.com/[\w.-]{1,100}/[\w.-]{1,100}/(?:blob|tree)/"
    r"(?![0-9a-f]{7,64}(?:/|$))(?!v?[0-9]+\.[0-9])[\w.-]{1,100}/\S"
)


def find(sheet: Sheet) -> Iterator[Flaw]:
    """Yield one flaw for each target, at its first place."""
    told: set[str] = set()
    for block in sheet.blocks:
        for link in block.links:
            if link.target not in told and _BRANCH.match(link.target[:600]):
                told.add(link.target)
                yield Flaw(
                    line=sheet.place_of(block, link.target),
                    message=f"{quoted(link.target, 80)} is a file on a branch, whose lines move",
                    mend="press `y` on its page, and link the commit",
                )


RULE = Rule(
    id="REF011",
    name="blob-not-permalink",
    severity=Severity.INFO,
    page=__doc__,
    in_text=find,
    is_authors=True,
)
