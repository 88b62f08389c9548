"""All proposals in one table that can be filtered, sorted and linked to as it stands."""

from collections.abc import Iterator

from sepkit.model import Proposal
from sepkit.publish.site.home import waiting, waiting_key
from sepkit.publish.site.page import Page, PageKind
from sepkit.publish.site.view import View
from sepkit.publish.site.words import count, open_words, status_label

UNKNOWN = "not-known"


def status_key(view: View, proposal: Proposal) -> str:
    """Return the status filter's value for a proposal."""
    return UNKNOWN if view.is_unknown(proposal) else proposal.status


def conflict_keys(view: View, proposal: Proposal) -> str:
    """Return the conflict filter's values that hold for a proposal, separated by blanks."""
    found = view.conflicts_of(proposal.key)
    keys = ["any"] if found else ["none"]
    keys += ["across"] if any(c.cross_group for c in found) else []
    keys += ["high"] if any(c.severity == "high" for c in found) else []
    return " ".join(keys)


def _lede(view: View) -> str:
    total, live = len(view.proposals), len(view.open_proposals)
    unknown = len(view.unknown_proposals)
    landed = sum(not p.in_flight for p in view.proposals)
    words = open_words(view.register, live)
    parts = [f"{count(total, 'proposal')}: {live} {words}, {landed} on the base branch"]
    if unknown:
        parts.append(f"{unknown} with a branch whose pull request may be open or closed")
    return ", ".join(parts) + "."


def _statuses(view: View) -> list[tuple[str, str]]:
    present = {status_key(view, p) for p in view.proposals}
    known = [(s.id, s.label) for s in view.register.process.statuses if s.id in present]
    listed = {key for key, _ in known}
    other = sorted(present - listed - {UNKNOWN})
    found = known + [(key, status_label(view.register, key)) for key in other]
    return [*found, (UNKNOWN, "Open or closed: not known")] if UNKNOWN in present else found


def pages(view: View) -> Iterator[Page]:
    """Yield the one list."""
    newest = sorted(view.proposals, key=lambda p: (-(p.number or 0), p.key))
    owners = {p.route.owner for p in view.proposals if p.route.owner}
    yield Page(
        path="proposals/",
        title="Proposals",
        template="proposals.html",
        description="All proposals with status, owner and what each waits for",
        section="proposals",
        feed="feeds/all.atom",
        data="api/v1/register.json",
        context={
            "lede": _lede(view),
            "rows": newest,
            "statuses": _statuses(view),
            "owners": [g for g in view.register.groups if g.id in owners],
            "waits": waiting(view),
            "areas": sorted({p.area for p in view.proposals if p.area}),
            "tracks": sorted({p.track for p in view.proposals if p.track}),
            "status_key": status_key,
            "conflict_keys": conflict_keys,
            "waiting_key": waiting_key,
        },
    )


KIND = PageKind(name="proposals", pages=pages, is_list=True)
