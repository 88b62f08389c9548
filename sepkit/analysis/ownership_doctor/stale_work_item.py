"""A charter's piece of work is past its day, or its day cannot be told.

Whoever reads the charter takes it for what the group is at now; what is over hides what is next.

Left alone: items that are done or recurring, items without a target, and retired groups.

What to do: write how it stands with a new day as YYYY-MM-DD, or take the item away.
"""

import re
from collections.abc import Iterator

from sepkit.analysis.ownership_doctor.check import Check, Estate
from sepkit.model import Finding, Group, Severity, WorkItem

_OVER = re.compile(r"\b(done|complete|completed|shipped|released|final|closed|recurring|dropped)\b")
# `End March`, `Q2`, `mid-June`: a time of some year. Other words (`TBD`, `quarterly`) promise none.
_SOME_TIME = re.compile(
    r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b|\bq[1-4]\b", re.IGNORECASE
)


def find(estate: Estate) -> Iterator[Finding]:
    """Yield one finding for each open item whose day is over, or whose time names no year."""
    today = estate.as_of[:10]
    for group in estate.live:
        for item in group.work:
            if _OVER.search(item.status.casefold()):
                continue
            if item.due is not None and item.due < today:
                yield _finding(group, item, f"was due {item.target} and is `{_status(item)}`")
            elif item.due is None and _SOME_TIME.search(item.target):
                yield _finding(group, item, f"is due `{item.target}`, of no year that is named")


def _status(item: WorkItem) -> str:
    return item.status if any(c.isalnum() for c in item.status) else "open"


def _finding(group: Group, item: WorkItem, what: str) -> Finding:
    return CHECK.finding(
        group.id,
        f"`{item.text[:60]}` {what}",
        at=(item.path, item.line),
        mend="write how it stands and a day as YYYY-MM-DD, or take it away",
    )


CHECK = Check(id="stale-work-item", severity=Severity.INFO, find=find)
