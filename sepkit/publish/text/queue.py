"""`sepkit queue`: what waits in one group's queue, or for one person."""

from dataclasses import dataclass

from sepkit.model import Group, GroupId, Proposal, ProposalKey, Register, probability_text
from sepkit.publish.escape import terminal
from sepkit.publish.text import phrases
from sepkit.publish.text.columns import cut, heading, joined, key, page_width, table, wrapped
from sepkit.publish.text.status import actor_words

PERHAPS = 0.15
"""An abstained route counts as perhaps a group's from this probability on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """One group's queue."""

    group: GroupId
    queue: tuple[Proposal, ...]
    """Routed to the group and open, as far as anything tells; longest waiting first."""
    perhaps: tuple[tuple[ProposalKey, float], ...]
    """Abstained, with the group among the candidates."""
    consulted: tuple[ProposalKey, ...]
    not_known: tuple[ProposalKey, ...] = ()
    """Routed to the group; nothing tells whether they are open."""


def queue_of(register: Register, group: Group) -> Queue:
    """Return what waits in a group's queue."""
    live = register.open_proposals()
    perhaps = [
        (p.key, c.probability)
        for p in live
        if p.route.abstained
        for c in p.route.candidates
        if c.group == group.id and c.probability >= PERHAPS
    ]
    return Queue(
        group=group.id,
        queue=register.queue(group.id),
        perhaps=tuple(perhaps),
        consulted=tuple(p.key for p in live if group.id in p.route.consulted),
        not_known=tuple(p.key for p in register.unknown_proposals() if p.route.owner == group.id),
    )


def render_queues(register: Register) -> str:
    """Return every group with the length of its queue, the longest queue first."""
    queues = [(g, queue_of(register, g)) for g in register.groups if g.status != "retired"]
    queues.sort(key=lambda pair: (-len(pair[1].queue), -len(pair[1].perhaps), pair[0].id))
    head = [heading(w) for w in ("GROUP", "IN QUEUE", "PERHAPS", "LONGEST", "")]
    rows = [head]
    for group, queue in queues:
        longest = queue.queue[0] if queue.queue else None
        rows.append(
            [
                terminal(group.id),
                str(len(queue.queue)),
                str(len(queue.perhaps)),
                f"{longest.next.days} d" if longest else "",
                phrases.group_note(group),
            ]
        )
    nobody = sum(p.route.owner is None for p in register.open_proposals())
    return joined(
        [
            f"Queues of {phrases.plural(len(queues), 'group')}, longest queue first",
            "",
            *table(rows, right=(1, 2, 3)),
            "",
            f"{nobody} without a clear owner. Next: sepkit queue GROUP",
        ]
    )


def render_queue(register: Register, group: Group) -> str:
    """Return one group's queue as text."""
    queue = queue_of(register, group)
    width = page_width()
    note = phrases.group_note(group)
    lines = [heading(terminal(group.name)) + (f": {note}" if note else "")]
    if queue.queue:
        lines += [f"{len(queue.queue)} in the queue, longest open first", ""]
        lines += _rows(register, queue.queue, width)
    else:
        lines += ["No open proposal is routed here."]
    if queue.perhaps:
        words = ", ".join(f"{terminal(k)} {probability_text(p)}" for k, p in queue.perhaps)
        lines += ["", *wrapped(f"Perhaps ({len(queue.perhaps)}): {words}", indent=0, width=width)]
    if queue.not_known:
        words = " ".join(phrases.short(k) for k in queue.not_known)
        label = f"Open or closed, not known ({len(queue.not_known)})"
        lines += wrapped(f"{label}: {words}", indent=0, width=width)
    if queue.consulted:
        words = " ".join(phrases.short(k) for k in queue.consulted)
        lines += wrapped(f"Consulted ({len(queue.consulted)}): {words}", indent=0, width=width)
    example = queue.queue[0].key if queue.queue else "KEY"
    lines += ["", f"x = across groups. Next: sepkit show {terminal(example)}"]
    return joined(lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Turns:
    """What waits for one person now, by role. People are not measured: no totals, no delays."""

    handle: str
    turns: tuple[ProposalKey, ...]
    """Proposals whose next step is this person's."""
    author_of: tuple[ProposalKey, ...]
    leads: tuple[GroupId, ...]


def turns_of(register: Register, handle: str) -> Turns:
    """Return what waits for a person; handles compare without case."""
    wanted = handle.lower()
    return Turns(
        handle=handle,
        turns=tuple(
            p.key
            for p in register.proposals
            if p.next.actor != "nobody" and any(h.lower() == wanted for h in p.next.handles)
        ),
        author_of=tuple(
            p.key
            for p in register.proposals
            if p.in_flight and any((a.handle or "").lower() == wanted for a in p.authors)
        ),
        leads=tuple(
            g.id
            for g in register.groups
            if any((lead.handle or "").lower() == wanted for lead in g.leads)
        ),
    )


def render_person(register: Register, handle: str) -> str:
    """Return what waits for a person now, by role."""
    found = turns_of(register, handle)
    steps = {p.key: p for p in register.proposals}
    lines = [heading(f"@{terminal(handle)}")]
    if not found.turns:
        lines.append(f"Nothing waits for @{terminal(handle)} in these files.")
    for name in found.turns:
        step = steps[name].next
        lines.append(f"  {key(name)}  as {step.actor}: {step.action}")
    for name in found.author_of:
        lines.append(
            f"  {key(name)}  as author; it waits for {actor_words(steps[name].next.actor)}"
        )
    for group in found.leads:
        lines.append(f"  leads {terminal(group)}: sepkit queue {terminal(group)}")
    return joined(lines)


def _rows(register: Register, proposals: tuple[Proposal, ...], width: int) -> list[str]:
    head = [heading(w) for w in ("  PROPOSAL", "OPEN", "WAITING FOR", "CONFLICTS", "ROUTE")]
    rows = [head]
    for p in proposals:
        rows.append(
            [
                "  " + key(p.key),
                f"{p.next.days} d" if p.next.days is not None else "?",
                actor_words(p.next.actor),
                _conflict_words(register, p),
                phrases.confidence(p.route.probability),
            ]
        )
    lines = table(rows, right=(1,))
    out = [lines[0]]
    for line, p in zip(lines[1:], proposals, strict=True):
        out += [line, "            " + cut(p.title, width - 12)]
    return out


def _conflict_words(register: Register, proposal: Proposal) -> str:
    found = [c for c in register.conflicts_of(proposal.key) if c.acknowledged is None]
    if not found:
        return "0"
    high = sum(c.severity == "high" for c in found)
    across = sum(c.cross_group for c in found)
    words = [str(len(found))]
    if high:
        words.append(f"{high} high")
    if across:
        words.append(f"{across} x")
    return ", ".join(words)
