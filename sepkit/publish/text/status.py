"""`sepkit status`: what waits for whom, what collides, what nobody owns."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sepkit.model import Proposal, ProposalKey, Register
from sepkit.publish.escape import terminal
from sepkit.publish.text import phrases
from sepkit.publish.text.columns import cut, harm, heading, joined, key, page_width, table, wrapped


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """How many proposals wait for one actor to do one thing."""

    actor: str
    action: str
    count: int
    longest: ProposalKey
    days: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """The register's summary, as `status --format json` gives it."""

    repository: str
    revision: str
    as_of: str
    proposals: int
    in_flight: int
    appear_open: int
    """In flight, and open as far as anything tells; all that waits below is counted from these."""
    not_known: int
    """In flight, and nothing tells whether they are open."""
    by_status: tuple[tuple[str, int], ...]
    waiting: tuple[Waiting, ...]
    across: tuple[str, ...]
    """Ids of conflicts across groups with an open side, the most severe first."""
    conflicts: int
    """Those with an open side that no file acknowledges."""
    no_clear_owner: tuple[ProposalKey, ...]
    ownership_findings: int
    seen: int
    refused: int


def status_of(register: Register) -> Status:
    """Summarise a register."""
    live = register.open_proposals()
    conflicts = register.live_conflicts()
    return Status(
        repository=register.repository,
        revision=register.revision,
        as_of=register.as_of,
        proposals=len(register.proposals),
        in_flight=sum(p.in_flight for p in register.proposals),
        appear_open=len(live),
        not_known=len(register.unknown_proposals()),
        by_status=tuple(Counter(p.status for p in register.proposals).most_common()),
        waiting=_waiting(live),
        across=tuple(c.id for c in conflicts if c.cross_group),
        conflicts=len(conflicts),
        no_clear_owner=tuple(p.key for p in live if p.route.owner is None),
        ownership_findings=len(register.findings),
        seen=register.counts.seen,
        refused=register.counts.refused,
    )


def _waiting(proposals: Sequence[Proposal]) -> tuple[Waiting, ...]:
    groups: dict[tuple[str, str], list[Proposal]] = {}
    for proposal in proposals:
        if proposal.next.actor != "nobody":
            groups.setdefault((proposal.next.actor, proposal.next.action), []).append(proposal)
    rows = []
    for (actor, action), waiting in groups.items():
        longest = max(waiting, key=lambda p: (p.next.days or 0, -(p.number or 0)))
        rows.append(
            Waiting(
                actor=actor,
                action=action,
                count=len(waiting),
                longest=longest.key,
                days=longest.next.days,
            )
        )
    return tuple(sorted(rows, key=lambda row: (-row.count, row.actor, row.action)))


def render_status(register: Register, *, everything: bool = False) -> str:
    """Return the summary as text; with `everything`, a line for every proposal after it."""
    status = status_of(register)
    width = page_width()
    lines = [
        heading(_title(register)) + f", as of {register.as_of[:10]} {register.as_of[11:16]} UTC, "
        f"commit {register.revision[:7]}",
        *wrapped(_counts(status, register), indent=0, width=width),
        "",
        *_waiting_lines(status, width),
        "",
        *_across_lines(status, register, width),
        "",
        _last_line(status, has_groups=bool(register.groups)),
    ]
    if status.refused:
        lines.append(f"NOT READ: {status.refused} of {status.seen} files  (sepkit doctor)")
    if everything:
        lines += ["", *_every_line(register, width)]
    lines.append(_next(status, has_groups=bool(register.groups)))
    return joined(lines)


def _title(register: Register) -> str:
    title = register.process.title
    return terminal(title if title.lower().endswith("proposals") else f"{title} proposals")


def _counts(status: Status, register: Register) -> str:
    merged = [(name, n) for name, n in status.by_status if not _flies(name, register)]
    parts = [
        f"{status.appear_open} {phrases.open_words(register)}",
        *([f"{status.not_known} open or closed: not known"] if status.not_known else []),
        *(f"{n} {phrases.status_label(name, register.process)}" for name, n in merged),
    ]
    return terminal(f"{phrases.plural(status.proposals, 'proposal')}: {', '.join(parts)}")


def _flies(status: str, register: Register) -> bool:
    return all(p.in_flight for p in register.proposals if p.status == status)


def _waiting_lines(status: Status, width: int) -> list[str]:
    if not status.in_flight:
        return [
            "WAITING FOR: nobody; no proposal is in flight here",
            "  proposals in pull requests are seen where refs/pull/* is: git clone --mirror",
        ]
    if not status.waiting:
        return ["WAITING FOR: nobody; no proposal is open"]
    rows: list[list[str]] = []
    for row in status.waiting:
        told = f"{actor_words(row.actor)}: {row.action}"
        first, *rest = wrapped(told, indent=0, width=width - 30)
        days = f"{row.days} d" if row.days is not None else ""
        rows.append([f"  {row.count:>3}", first, days, key(row.longest)])
        rows += [["", part, "", ""] for part in rest]
    head = [heading("WAITING FOR"), "", heading("LONGEST"), ""]
    return table([head, *rows], right=(2,))


def actor_words(actor: str) -> str:
    """Return an actor as it stands in a sentence."""
    return {"core-maintainers": "Core Maintainers", "group": "the group"}.get(actor, f"the {actor}")


def _across_lines(status: Status, register: Register, width: int) -> list[str]:
    found = [c for c in register.live_conflicts() if c.cross_group]
    inside = status.conflicts - len(found)
    if not found and not inside:
        return ["ACROSS GROUPS: no conflict with an open side"]
    high = sum(c.severity == "high" for c in found)
    lines = [
        heading(f"ACROSS GROUPS: {phrases.plural(len(found), 'conflict')}, {high} high")
        + ", each with an open side"
    ]
    shown = found[:3]
    rows = [
        [
            "  " + harm(c.severity),
            key(phrases.pair_name(c)),
            cut(c.rules[0], 22),
            cut(" / ".join(phrases.group_name(register, g) for g in c.groups), width - 50),
        ]
        for c in shown
    ]
    lines += table(rows)
    if len(found) > len(shown):
        lines.append(f"  … {len(found) - len(shown)} more: sepkit conflicts --across")
    if inside:
        told = f"{inside} inside one group or without clear owners: sepkit conflicts"
        lines += wrapped(told, indent=2, width=width)
    return lines


def _every_line(register: Register, width: int) -> list[str]:
    rows = [
        [
            key(p.key),
            phrases.status_label(p.status, register.process),
            cut(phrases.group_name(register, p.route.owner), 24),
            cut(p.title, max(20, width - 60)),
        ]
        for p in register.proposals
    ]
    return [heading("ALL PROPOSALS, by number"), *table(rows), ""]


def _next(status: Status, *, has_groups: bool) -> str:
    longest = status.waiting[0].longest if status.waiting else "KEY"
    queue = "sepkit queue GROUP, " if has_groups else ""
    return f"Next: {queue}sepkit show {terminal(longest)}"


def _last_line(status: Status, *, has_groups: bool) -> str:
    nobody = f"NO CLEAR OWNER: {len(status.no_clear_owner)}"
    if not has_groups:
        return f"{nobody}        OWNERSHIP FILES: none  (sepkit init writes a start)"
    files = f"OWNERSHIP FINDINGS: {status.ownership_findings}  (sepkit groups --check)"
    return f"{nobody}        {files}"
