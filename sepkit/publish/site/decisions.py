"""What became true, when, and by which commit; claims without effect stand apart."""

from collections.abc import Iterator
from dataclasses import dataclass

from sepkit.model import Event, Proposal
from sepkit.publish.site.page import Page, PageKind
from sepkit.publish.site.view import View
from sepkit.publish.site.words import count

CLAIMS_SHOWN = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One change of status on the base branch, and all proposals that the commit gave it to."""

    event: Event
    proposals: tuple[Proposal, ...]


def acts(view: View) -> tuple[Act, ...]:
    """Return what became true, newest first; one commit that changes several is one act."""
    found: dict[tuple[str, str], tuple[Event, list[Proposal]]] = {}
    for proposal in view.proposals:
        for event in proposal.timeline:
            if event.on_base:
                _, members = found.setdefault((event.commit, event.status), (event, []))
                members.append(proposal)
    ordered = sorted(found.values(), key=lambda item: (item[0].date, item[0].commit), reverse=True)
    return tuple(Act(event=event, proposals=tuple(members)) for event, members in ordered)


def claims(view: View) -> tuple[tuple[Event, Proposal], ...]:
    """Return what texts in flight said of themselves beyond what is true, newest first."""
    found = [
        (event, proposal)
        for proposal in view.proposals
        for event in proposal.timeline
        if not event.on_base and proposal.in_flight and event.status != proposal.status
    ]
    return tuple(sorted(found, key=lambda item: (item[0].date, item[1].key), reverse=True))


def pages(view: View) -> Iterator[Page]:
    """Yield the one list."""
    done, said = acts(view), claims(view)
    yield Page(
        path="decisions/",
        title="Decisions",
        template="decisions.html",
        description="Which status became true when, and by which commit",
        section="decisions",
        feed="feeds/all.atom",
        data="api/v1/register.json",
        context={
            "acts": done,
            "claims": said[:CLAIMS_SHOWN],
            "claims_count": len(said),
            "lede": "What became true, and by which commit on the base branch. Read from history, "
            "so it can be replayed.",
            "counted": count(len(done), "act"),
        },
    )


KIND = PageKind(name="decisions", pages=pages, is_list=True)
