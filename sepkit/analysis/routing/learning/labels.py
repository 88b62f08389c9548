"""Labels that people wrote: a table of proposals with the owners they know."""

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass

from sepkit.analysis.routing.ground import NOBODY
from sepkit.analysis.routing.learning.training import CONFIDENCE, Truth
from sepkit.model import Case, GroupId, ProposalKey, UsageError

_NEEDED = ("proposal", "owner")
_NUMBER = re.compile(r"[1-9][0-9]{0,6}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """One row of the table."""

    proposal: str
    """A number, or a key as people cite it."""
    truth: Truth


def parse_labels(text: str) -> tuple[Label, ...]:
    """Read labels from CSV text with the columns proposal, owner, also and confidence.

    Several groups stand in one cell with `;` between them, `none` means no group's matter; `also`
    and `confidence` may be absent, further columns are left alone.

    Raises:
        UsageError: a column is missing, or a row names no proposal or no owner.
    """
    reader = csv.DictReader(io.StringIO(text))
    missing = [name for name in _NEEDED if name not in (reader.fieldnames or ())]
    if missing:
        raise UsageError(
            f"the labels have no column `{missing[0]}`",
            help="the first line has to name the columns: proposal,owner,also,confidence",
        )
    return tuple(_label(row, number) for number, row in enumerate(reader, start=2))


def _label(row: Mapping[str, str | None], line: int) -> Label:
    proposal, owners = (row["proposal"] or "").strip(), _groups(row["owner"])
    if not proposal or not owners:
        raise UsageError(
            f"row {line} of the labels names no {'owner' if proposal else 'proposal'}",
            help="write `none` where it is no group's matter",
        )
    confidence = (row.get("confidence") or "high").strip().lower()
    if confidence not in CONFIDENCE:
        raise UsageError(
            f"row {line} of the labels has the confidence `{confidence}`",
            help="write high, medium or low",
        )
    return Label(
        proposal=proposal,
        truth=Truth(
            owners=tuple(group for group in owners if group != NOBODY),
            also=_groups(row.get("also")),
            confidence=confidence,
        ),
    )


def _groups(cell: str | None) -> tuple[GroupId, ...]:
    return tuple(GroupId(part.strip()) for part in (cell or "").split(";") if part.strip())


def match_labels(
    labels: tuple[Label, ...], cases: tuple[Case, ...]
) -> tuple[dict[ProposalKey, Truth], tuple[str, ...]]:
    """Find the proposal of each label.

    A number means the proposal of that number, else the one whose pull request bears it.

    Returns:
        What is known by key, and the labels whose proposal is not here.
    """
    by_key = {case.key: case.key for case in cases}
    by_number = {case.number: case.key for case in reversed(cases) if case.number is not None}
    by_pull = {c.pull_request: c.key for c in reversed(cases) if c.pull_request is not None}
    found: dict[ProposalKey, Truth] = {}
    absent = []
    for label in labels:
        number = int(label.proposal) if _NUMBER.fullmatch(label.proposal) else None
        key = by_key.get(ProposalKey(label.proposal))
        if number is not None:
            key = key or by_number.get(number) or by_pull.get(number)
        if key is None:
            absent.append(label.proposal)
        else:
            found[key] = label.truth
    return found, tuple(absent)
