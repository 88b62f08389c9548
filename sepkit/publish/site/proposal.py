"""One proposal: what is true of it, whose it is, what it waits for, and its author's own text."""

from collections.abc import Iterator
from dataclasses import dataclass

from sepkit.model import Conflict, Proposal, RelationKind, StatusLabel, Touch
from sepkit.publish.site.page import Crumb, Page, PageKind
from sepkit.publish.site.view import View
from sepkit.publish.site.words import count, day, group_name

CANDIDATES_SHOWN = 3
TOUCHES_SHOWN = 12
TOUCHES_MOST = 120
CONFLICTS_SHOWN = 6
MENTIONS_SHOWN = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One status on the way through the process, and where the proposal stands."""

    label: str
    state: str
    """done | now | said | ahead"""
    note: str


def steps(view: View, proposal: Proposal) -> tuple[Step, ...]:
    """Return the way through the process; empty where the status is off it."""
    way = sorted((s for s in view.register.process.statuses if s.step), key=lambda s: s.step)
    here = next((s for s in way if s.id == proposal.status), None)
    if here is None:
        return ()
    return tuple(_step(proposal, status, here) for status in way)


def _step(proposal: Proposal, status: StatusLabel, here: StatusLabel) -> Step:
    event = next((e for e in proposal.timeline if e.status == status.id and e.on_base), None)
    since = f"since {day(event.date)}" if event else ""
    if status.id == here.id:
        opened = f"since {day(proposal.next.since)}" if proposal.next.since else ""
        return Step(label=status.label, state="now", note=since or opened)
    if status.step < here.step:
        return Step(label=status.label, state="done", note=since.removeprefix("since "))
    if status.label.lower() == proposal.claimed_status.strip().lower():
        return Step(label=status.label, state="said", note="claimed in the text")
    return Step(label=status.label, state="ahead", note="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """One surface with everything that the proposal does to it."""

    surface: str
    acts: tuple[Touch, ...]


def touched(proposal: Proposal) -> tuple[Touched, ...]:
    """Group touches by surface, binding ones first."""
    found: dict[str, list[Touch]] = {}
    for touch in sorted(proposal.touches, key=lambda t: (not t.is_binding, t.surface, t.line)):
        found.setdefault(touch.surface, []).append(touch)
    return tuple(Touched(surface=key, acts=tuple(items)) for key, items in found.items())


def _missing(proposal: Proposal) -> str:
    wanted = [f"the section “{name}”" for name in proposal.missing_sections]
    if not wanted:
        return ""
    listed = ", ".join(wanted[:-1]) + (" and " if len(wanted) > 1 else "") + wanted[-1]
    return f"{listed[0].upper()}{listed[1:]}."


def _clashes(found: tuple[Conflict, ...]) -> str:
    if not found:
        return "Nothing that the rules look for."
    across = sum(c.cross_group for c in found)
    others = count(len(found), "proposal")
    return (
        f"{others}, {across} of them across groups." if across else f"{others}, all in one group."
    )


def pages(view: View) -> Iterator[Page]:
    """Yield a page for each proposal."""
    for proposal in view.proposals:
        yield _page(view, proposal)


def _page(view: View, proposal: Proposal) -> Page:
    slug = view.slug(proposal.key)
    owner = view.by_group.get(proposal.route.owner or "")
    conflicts = view.conflicts_of(proposal.key)
    named_by = view.named_by.get(proposal.key, ())
    second = (
        Crumb(words=group_name(owner), path=view.group_path(owner.id))
        if owner
        else Crumb(words="No clear owner", path=view.queue_path(None))
    )
    mentions = [r for r in proposal.relations if r.kind is RelationKind.MENTIONS]
    return Page(
        path=view.path(proposal.key),
        title=f"{proposal.key} {proposal.title}",
        template="proposal.html",
        description=f"Whose {proposal.key} is, who decides, what it waits for and clashes with",
        section="proposals",
        crumbs=(
            Crumb(words="Proposals", path="proposals/"),
            second,
            Crumb(words=proposal.key),
        ),
        feed=f"feeds/sep-{slug}.atom",
        data=f"api/v1/sep/{slug}.json",
        words=" ".join(a.name for a in proposal.authors),
        context={
            "p": proposal,
            "owner": owner,
            "conflicts": conflicts,
            "clashes": _clashes(conflicts),
            "missing": _missing(proposal),
            "steps": steps(view, proposal),
            "touched": touched(proposal),
            "relations": [r for r in proposal.relations if r.kind is not RelationKind.MENTIONS],
            "mentions": mentions[:MENTIONS_SHOWN],
            "named_by": named_by[:MENTIONS_SHOWN],
            "raw": f"sep/{slug}.md" if proposal.key in view.texts else "",
            "candidates": proposal.route.candidates[:CANDIDATES_SHOWN],
            "rest": proposal.route.candidates[CANDIDATES_SHOWN:],
            "touches_shown": TOUCHES_SHOWN,
            "touches_most": TOUCHES_MOST,
            "conflicts_shown": CONFLICTS_SHOWN,
        },
    )


KIND = PageKind(name="proposal", pages=pages)
