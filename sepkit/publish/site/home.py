"""Home: whom the open proposals wait for, where groups pull apart, and what is nobody's."""

from collections.abc import Iterator
from dataclasses import dataclass

from sepkit.model import Finding, Proposal
from sepkit.publish.site.page import Page, PageKind
from sepkit.publish.site.view import View, waiting_longest
from sepkit.publish.site.words import as_date, count, days_since

CONFLICTS_SHOWN = 5
NEWS_SHOWN = 8
NEWS_DAYS = 30
ABSTENTIONS_SHOWN = 6
FINDINGS_SHOWN = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """All open proposals that wait for the same thing."""

    key: str
    """The filter's value on the list of proposals."""
    action: str
    actor: str
    proposals: tuple[Proposal, ...]

    @property
    def longest(self) -> Proposal:
        """The one that has waited longest."""
        return self.proposals[0]

    @property
    def past_due(self) -> int:
        """How many are past the day that the process sets."""
        return sum(p.next.overdue > 0 for p in self.proposals)


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """One thing that changed, on one day."""

    day: str
    proposal: Proposal
    words: str


def waiting_key(proposal: Proposal) -> str:
    """Return the filter's value for what a proposal waits for."""
    words = f"{proposal.next.actor} {proposal.next.action}".lower()
    return "-".join(part for part in "".join(c if c.isalnum() else " " for c in words).split())[
        :60
    ].rstrip("-")


def waiting(view: View) -> tuple[Waiting, ...]:
    """Group the open proposals by what they wait for, most first."""
    found: dict[str, list[Proposal]] = {}
    for proposal in view.open_proposals:
        found.setdefault(waiting_key(proposal), []).append(proposal)
    groups = [
        Waiting(
            key=key,
            action=items[0].next.action,
            actor=items[0].next.actor,
            proposals=waiting_longest(items),
        )
        for key, items in found.items()
    ]
    return tuple(sorted(groups, key=lambda g: (-len(g.proposals), g.key)))


def news(view: View) -> tuple[News, ...]:
    """Return what changed in the days before the as-of instant, newest first."""
    as_of = view.register.as_of
    found: list[News] = []
    for proposal in view.proposals:
        if proposal.timeline and proposal.timeline[-1].authorised:
            last = proposal.timeline[-1]
            found.append(News(day=last.date[:10], proposal=proposal, words=last.status))
        elif view.is_open(proposal) and proposal.last_changed:
            is_new = proposal.first_seen == proposal.last_changed
            words = "first text" if is_new else "text changed"
            found.append(News(day=proposal.last_changed, proposal=proposal, words=words))
    recent = [
        n for n in found if as_date(n.day) and 0 <= (days_since(n.day, as_of) or 0) <= NEWS_DAYS
    ]
    return tuple(sorted(recent, key=lambda n: (n.day, n.proposal.number or 0), reverse=True))


def look_at(view: View) -> tuple[Finding, ...]:
    """Return findings about groups and their files, the gravest first."""
    order = {"error": 0, "warning": 1, "info": 2}
    about = [f for f in view.register.findings if f.severity != "info"]
    return tuple(sorted(about, key=lambda f: (order[f.severity], f.rule, f.subject, f.line)))


def _lede(view: View) -> str:
    across = sum(c.cross_group for c in view.live_conflicts)
    nobody = len(view.queue(None))
    total = len(view.open_proposals)
    hint = "appear open" if any(p.appears_open for p in view.proposals) else "are in flight"
    verb = hint if total != 1 else hint.replace("appear", "appears").replace("are", "is")
    return (
        f"{count(total, 'proposal')} {verb}. "
        f"{nobody} {'has' if nobody == 1 else 'have'} no clear owner. "
        f"{count(across, 'conflict')} {'joins' if across == 1 else 'join'} an open proposal "
        "to the work of another group."
    )


def pages(view: View) -> Iterator[Page]:
    """Yield the one home page."""
    across = [c for c in view.live_conflicts if c.cross_group]
    groups = sorted(
        view.register.groups,
        key=lambda g: (-len(view.queue(g.id)), -len(view.perhaps(g.id)), g.name),
    )
    changed = news(view)
    findings = look_at(view)
    yield Page(
        path="",
        title=view.title,
        template="home.html",
        description="What waits for whom, where groups pull apart, and what has no clear owner",
        section="home",
        feed="feeds/all.atom",
        data="api/v1/register.json",
        context={
            "lede": _lede(view),
            "waiting": waiting(view),
            "across": across[:CONFLICTS_SHOWN],
            "across_count": len(across),
            "groups": groups,
            "abstained": view.queue(None)[:ABSTENTIONS_SHOWN],
            "abstained_count": len(view.queue(None)),
            "news": changed[:NEWS_SHOWN],
            "news_days": NEWS_DAYS,
            "findings": findings[:FINDINGS_SHOWN],
            "findings_count": len(findings),
        },
    )


KIND = PageKind(name="home", pages=pages, is_list=True)
