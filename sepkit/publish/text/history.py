"""`sepkit history`: how proposals changed status, on which branch, by whom."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sepkit.model import Event, Instant, Proposal, ProposalKey, Register
from sepkit.publish.escape import terminal
from sepkit.publish.text import phrases
from sepkit.publish.text.columns import cut, heading, joined, key, page_width, table, wrapped


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


_RIGHT = {True: "yes", False: "no", None: "unknown"}
"""Whether base files of that day gave the person the right to it."""


def render_history(register: Register, events: Sequence[PastEvent]) -> str:
    """Return one line a change."""
    if not events:
        return "No change of status is known here.\n"
    rows = [
        [heading(w) for w in ("DATE", "PROPOSAL", "BECAME", "WHERE", "BY RIGHT", "COMMIT", "BY")]
    ]
    for item in events:
        event = item.event
        rows.append(
            [
                event.date[:10],
                key(item.proposal),
                cut(phrases.status_label(event.status, register.process), 20),
                "on the base branch" if event.on_base else "claimed in the text",
                _RIGHT[event.authorised],
                event.commit[:8],
                cut(event.author, max(12, page_width() - 86)),
            ]
        )
    return joined(
        [
            f"{phrases.plural(len(events), 'change')} of status, newest first",
            "",
            *table(rows),
            *_reasons(events),
            "",
            "A commit names its author in free text; only the base branch makes a status true.",
            f"Next: sepkit show {terminal(events[0].proposal)}",
        ]
    )


def _reasons(events: Sequence[PastEvent]) -> Iterator[str]:
    """Say why each is authorised or not, where a single proposal was asked for."""
    if len({item.proposal for item in events}) > 1:
        return
    for item in events:
        event = item.event
        if event.why:
            place = f" ({phrases.place(event.path, event.line)})" if event.path else ""
            yield ""
            yield from wrapped(
                f"{event.date[:10]}: {event.why}{place}", indent=0, width=page_width()
            )
