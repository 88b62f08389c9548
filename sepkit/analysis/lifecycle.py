"""State apart from claim: what authorised acts made true, when, and what the text only says.

A status counts where a commit on the base branch wrote it. On an author's branch it is a claim: 62
of 65 real proposals in flight claim Draft or more, and 39 of the 60 drafts name no sponsor, whom
the process asks for first.
"""

from sepkit.analysis.assembly import Assembled
from sepkit.model import Date, Dialect, Event, Instant, Reading, Sponsor, StatusRule, Version


def true_status(assembled: Assembled, sponsor: Sponsor | None, dialect: Dialect) -> str:
    """Return the status that authorised acts made true.

    On the base branch: what the file says. In flight: the process's first status, and the first
    one that needs a sponsor where a listed person is named as one.
    """
    claimed = assembled.home.document.status or assembled.home.document.status_written
    if not assembled.in_flight:
        return claimed.lower() or "unknown"
    rule = status_rule(claimed, dialect)
    if rule is not None and rule.step == 0 and not rule.is_open:
        # An author may always take the proposal back; that needs nobody else.
        return rule.id if rule.id in dialect.author_statuses else dialect.initial_status
    if sponsor is not None and sponsor.known:
        return next(
            (rule.id for rule in dialect.statuses if rule.needs_sponsor), dialect.initial_status
        )
    return dialect.initial_status or claimed.lower() or "unknown"


def status_rule(status: str, dialect: Dialect) -> StatusRule | None:
    """Return the process's rule for a status, or None where it knows none."""
    return next((rule for rule in dialect.statuses if rule.id == status), None)


def is_open_status(status: str, dialect: Dialect) -> bool:
    """Whether work can go on under the status; an unknown word counts as open."""
    rule = status_rule(status, dialect)
    return rule is None or rule.is_open


def timeline(reading: Reading) -> tuple[Event, ...]:
    """Return every change of status in the file's history, oldest first.

    Who had the right to make it is judged apart, see `sepkit.analysis.deciding`.
    """
    events: list[Event] = []
    for version, claim in zip(reading.entry.versions, reading.claims, strict=False):
        if version.blob is None or not claim.status:
            continue
        last = events[-1] if events else None
        if last and last.status == claim.status and last.on_base == version.on_base:
            continue
        events.append(
            Event(
                status=claim.status,
                date=version.commit.date,
                commit=version.commit.id,
                author=version.commit.author,
                on_base=version.on_base,
            )
        )
    return tuple(events)


def first_seen(reading: Reading) -> Date | None:
    """Return the day on which the oldest commit that holds the file was written.

    The author's date counts: a rebase gives every commit of a branch a new committer's date, and a
    proposal does not become younger by that.
    """
    return _day(min((_written(v) for v in reading.entry.versions), default=None))


def last_changed(reading: Reading) -> Date | None:
    """Return the day on which the newest change to the file was written."""
    return _day(max((_written(v) for v in reading.entry.versions), default=None))


def _written(version: Version) -> Instant:
    return version.commit.authored or version.commit.date


def _day(instant: Instant | None) -> Date | None:
    return Date(instant[:10]) if instant else None
