"""Whom a proposal waits for, since when, and what the process says of the time.

Time belongs to the proposal, never to a person: "waits for a sponsor, 124 days". The actor of an
open proposal is never empty; where the process names none, the maintainers are said to be next.
"""

from datetime import date, timedelta

from sepkit.analysis.assembly import Assembled
from sepkit.analysis.lifecycle import first_seen, is_open_status, timeline
from sepkit.model import Date, Dialect, Handle, Instant, Next, Sponsor, Wait


def next_step(
    assembled: Assembled,
    *,
    status: str,
    sponsor: Sponsor | None,
    dialect: Dialect,
    as_of: Instant,
) -> Next:
    """Return who has to act next, and since when.

    Args:
        assembled: the proposal.
        status: what authorised acts made true.
        sponsor: whom the text names, held against the base files.
        dialect: the process with its waits.
        as_of: the instant that days are counted to.
    """
    since = _since(assembled, status, sponsor)
    days = days_between(since, as_of)
    if not is_open_status(status, dialect):
        return Next(actor="nobody", action="nothing is due", since=since, days=days)
    wait = _wait(status, sponsor, dialect)
    if wait is None:
        return Next(actor="maintainers", action="say what comes next", since=since, days=days)
    due = _due(since, wait.days)
    return Next(
        actor=wait.actor,
        handles=_handles(wait, assembled, sponsor),
        action=wait.action,
        since=since,
        days=days,
        due=due,
        overdue=max(0, days_between(due, as_of) or 0) if due else 0,
        source=wait.source,
    )


def days_between(since: Date | None, as_of: Instant) -> int | None:
    """Return whole days from a day to an instant's day; None where the day is unknown or wrong."""
    if since is None:
        return None
    try:
        return (date.fromisoformat(as_of[:10]) - date.fromisoformat(since)).days
    except ValueError:
        return None


def _wait(status: str, sponsor: Sponsor | None, dialect: Dialect) -> Wait | None:
    has_sponsor = sponsor is not None and sponsor.known is not False
    is_lost = sponsor is not None and sponsor.known is False
    for wait in dialect.waits:
        if wait.status != status:
            continue
        if wait.sponsored is None or wait.sponsored == has_sponsor:
            return _lost(wait) if is_lost and wait.sponsored is False else wait
    return None


def _lost(wait: Wait) -> Wait:
    """A sponsor is named and no base file lists the person: say so, instead of "none"."""
    return Wait(
        status=wait.status,
        sponsored=wait.sponsored,
        actor="maintainers",
        action="find the sponsor: the name in the text is in no maintainers' list",
        days=wait.days,
        source=wait.source,
    )


def _since(assembled: Assembled, status: str, sponsor: Sponsor | None) -> Date | None:
    """On the base: since the status was written. In flight: since the sponsor came, or the file."""
    if not assembled.in_flight:
        events = [e for e in timeline(assembled.home) if e.status == status and e.on_base]
        if events:
            return Date(events[-1].date[:10])
    elif sponsor is not None and sponsor.known:
        named = _since_sponsor(assembled)
        if named is not None:
            return named
    return first_seen(assembled.home)


def _since_sponsor(assembled: Assembled) -> Date | None:
    """Return the day from which on every version names the sponsor that stands there now."""
    pairs = list(zip(assembled.home.entry.versions, assembled.home.claims, strict=False))
    if not pairs:
        return None
    now = pairs[-1][1].sponsor
    since: Date | None = None
    for version, claim in reversed(pairs):
        if claim.sponsor != now or not now:
            break
        since = Date(version.commit.date[:10])
    return since


def _due(since: Date | None, days: int) -> Date | None:
    if since is None or not days:
        return None
    try:
        return Date((date.fromisoformat(since) + timedelta(days=days)).isoformat())
    except (ValueError, OverflowError):
        return None


def _handles(wait: Wait, assembled: Assembled, sponsor: Sponsor | None) -> tuple[Handle, ...]:
    """Name people only where the process puts the next step on a role that they hold."""
    if wait.actor == "sponsor" and sponsor is not None and sponsor.handle is not None:
        return (sponsor.handle,)
    if wait.actor == "author":
        return tuple(p.handle for p in assembled.home.document.authors if p.handle is not None)
    return ()
