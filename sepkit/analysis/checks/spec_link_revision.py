"""A link goes to the draft or the latest specification, whose text will be another one later.

Left alone: links to a dated revision, or to a commit.

What to do: link the dated revision that you read.
"""

import re
from collections.abc import Iterator

from sepkit.analysis.checks.rule import Flaw, Rule
from sepkit.analysis.checks.sheet import Sheet, quoted
from sepkit.model import Severity

_COMMIT = re.compile("/[0-9a-f]{40}/")


def find(sheet: Sheet) -> Iterator[Flaw]:
    """Yield one flaw for each target, at its first place."""
    folder = sheet.dialect.docs_path.strip("/").removesuffix("{revision}").strip("/")
    name = folder.rpartition("/")[2]
    if not name:
        return
    draft = re.escape(sheet.dialect.draft_revision)
    moving = re.compile(rf"/{re.escape(name)}/(?:{draft}|latest)\b")
    told: set[str] = set()
    for block in sheet.blocks:
        for link in block.links:
            target = link.target[:400]
            if target not in told and moving.search(target) and not _COMMIT.search(target):
                told.add(target)
                yield Flaw(
                    line=sheet.place_of(block, link.target),
                    message=f"{quoted(link.target, 80)} will show another text later",
                    mend="link the dated revision that you read",
                )


RULE = Rule(
    id="REF010",
    name="spec-link-revision",
    severity=Severity.INFO,
    page=__doc__,
    in_text=find,
    is_authors=True,
)
