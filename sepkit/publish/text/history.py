"""`sepkit history`: how proposals changed status, on which branch, by whom."""

from collections.abc import Sequence
from dataclasses import dataclass

from sepkit.model import Event, Instant, Proposal, ProposalKey, Register
from sepkit.publish.escape import terminal
from sepkit.publish.text import phrases
from sepkit.publish.text.columns import cut, heading, joined, key, page_width, table


@dataclass(frozen=True, slots=True, kw_only=True)
class PastEvent:
    """One change of status, of one proposal."""

    proposal: ProposalKey
    event: Event


def events_of(proposals: Sequence[Proposal], since: Instant | None) -> tuple[PastEvent, ...]:
    """Return all changes of status, newest first."""
    events = [
        PastEvent(proposal=p.key, event=e)
        for p in proposals
        for e in p.timeline
        if since is None or e.date >= since
    ]
    return tuple(sorted(events, key=lambda e: (e.event.date, e.proposal), reverse=True))


def render_history(register: Register, events: Sequence[PastEvent]) -> str:
    """Return one line a change."""
    if not events:
        return "No change of status in this time.\n"
    rows = [[heading(w) for w in ("DATE", "PROPOSAL", "BECAME", "WHERE", "COMMIT", "BY")]]
    for item in events:
        event = item.event
        rows.append(
            [
                event.date[:10],
                key(item.proposal),
                cut(phrases.status_label(event.status, register.process), 20),
                "on the base branch" if event.authorised else "claimed in the text",
                event.commit[:8],
                cut(event.author, max(12, page_width() - 76)),
            ]
        )
    return joined(
        [
            f"{phrases.plural(len(events), 'change')} of status, newest first",
            "",
            *table(rows),
            "",
            "A commit names its author in free text; only the base branch makes a status true.",
            f"Next: sepkit show {terminal(events[0].proposal)}",
        ]
    )
