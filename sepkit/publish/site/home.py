"""Home: what waits for whom, what collides, what is nobody's, and what is being forgotten."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sepkit.model import Conflict, Finding, Group, GroupKind, Proposal
from sepkit.publish.site.collision import since
from sepkit.publish.site.neglect import STILL_DAYS, neglect, still_days
from sepkit.publish.site.page import Page, PageKind
from sepkit.publish.site.view import View, waiting_longest
from sepkit.publish.site.words import actor_label, as_date, count, days_since, open_words

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
        if proposal.timeline and proposal.timeline[-1].on_base:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """How many open proposals wait for one actor, whatever for."""

    actor: str
    """The filter's value on the list of proposals."""
    words: str
    count: int


def turns(view: View) -> tuple[Turn, ...]:
    """Return whom the open proposals wait for, most first; those who decide, also with none."""
    found = Counter(p.next.actor for p in view.open_proposals if p.next.actor != "nobody")
    core = next((g for g in view.register.groups if g.kind is GroupKind.CORE), None)
    if core is not None:
        found.setdefault("core-maintainers", 0)
    return tuple(
        Turn(
            actor=actor,
            words=core.name if core and actor == "core-maintainers" else actor_label(actor),
            count=number,
        )
        for actor, number in sorted(found.items(), key=lambda item: (-item[1], item[0]))
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Between:
    """Two groups whose work collides, and the conflicts between them."""

    groups: tuple[Group, ...]
    conflicts: tuple[Conflict, ...]

    @property
    def high(self) -> int:
        """How many of them are of high severity."""
        return sum(c.severity == "high" for c in self.conflicts)


def between_groups(view: View) -> tuple[Between, ...]:
    """Return which groups have to talk to each other, most conflicts first."""
    found: dict[tuple[str, ...], list[Conflict]] = {}
    for conflict in view.live_conflicts:
        if conflict.cross_group:
            known = tuple(sorted(g for g in conflict.groups if g in view.by_group))
            found.setdefault(known, []).append(conflict)
    rows = [
        Between(groups=tuple(view.by_group[g] for g in ids), conflicts=tuple(items))
        for ids, items in found.items()
        if len(ids) > 1
    ]
    return tuple(sorted(rows, key=lambda r: (-r.high, -len(r.conflicts), [g.id for g in r.groups])))


def first_of_each_rule(findings: Iterable[Finding]) -> tuple[tuple[Finding, int], ...]:
    """Return the first finding of each rule, and how many more there are like it."""
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        found.setdefault(finding.rule, []).append(finding)
    return tuple((items[0], len(items) - 1) for items in found.values())


def _lede(view: View) -> str:
    total, unknown = len(view.open_proposals), len(view.unknown_proposals)
    landed = sum(not p.in_flight for p in view.proposals)
    more = f"; of {unknown} more git does not tell" if unknown else ""
    return (
        f"{count(total, 'proposal')} {open_words(view.register, total)}{more}. "
        f"{landed} {'stands' if landed == 1 else 'stand'} on the base branch."
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
    each = first_of_each_rule(findings)
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
            "turns": turns(view),
            "across": across[:CONFLICTS_SHOWN],
            "across_count": len(across),
            "across_open": sum(view.open_sides(c) > 1 for c in across),
            "across_high": sum(c.severity == "high" for c in across),
            "between": between_groups(view)[:1],
            "neglect": neglect(view),
            "still_days": STILL_DAYS,
            "days_of": still_days,
            "since": lambda c: since(view.sides(c)).phrase,
            "groups": groups,
            "abstained": view.queue(None)[:ABSTENTIONS_SHOWN],
            "abstained_count": len(view.queue(None)),
            "news": changed[:NEWS_SHOWN],
            "news_days": NEWS_DAYS,
            "findings": each[:FINDINGS_SHOWN],
            "findings_count": len(findings),
        },
    )


KIND = PageKind(name="home", pages=pages, is_list=True)
