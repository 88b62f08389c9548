"""One person: the steps that are theirs now, and the roles that files give them. No totals."""

from collections.abc import Iterator
from dataclasses import dataclass

from sepkit.model import Proposal
from sepkit.publish.site.page import Crumb, Page, PageKind
from sepkit.publish.site.view import View
from sepkit.publish.site.words import count


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """What a file says somebody is."""

    words: str
    path: str | None
    line: int
    group: str = ""


def _is(handle: str | None, wanted: str) -> bool:
    return handle is not None and handle.lower() == wanted


def turns(view: View, handle: str) -> list[tuple[Proposal, str]]:
    """Return the open proposals whose next step is the person's, with the role it falls to."""
    found = []
    for p in view.open_proposals:
        if any(_is(name, handle) for name in p.next.handles):
            found.append((p, p.next.actor))
        elif p.next.actor == "group" and p.route.owner:
            group = view.by_group.get(p.route.owner)
            if group and any(_is(lead.handle, handle) for lead in group.leads):
                found.append((p, "lead of the group"))
    return found


def roles(view: View, handle: str) -> list[Role]:
    """Return the roles that ownership files give the person, each with its line."""
    found = []
    for group in view.register.groups:
        found += [
            Role(words=lead.role or "Lead", path=lead.path, line=lead.line, group=group.id)
            for lead in group.leads
            if _is(lead.handle, handle)
        ]
        if any(_is(member, handle) for member in group.members):
            place = group.source("members")
            found.append(
                Role(
                    words="Member",
                    path=place.path if place else group.charter,
                    line=place.line if place else 0,
                    group=group.id,
                )
            )
    return found


def pages(view: View) -> Iterator[Page]:
    """Yield a page for everybody whom a file of the repository names with a handle."""
    for handle, slug in view.person_slugs.items():
        shown = f"@{view.people[handle]}"
        theirs = turns(view, handle)
        written = [p for p in view.proposals if any(_is(a.handle, handle) for a in p.authors)]
        sponsored = [
            p for p in view.proposals if p.sponsor is not None and _is(p.sponsor.handle, handle)
        ]
        lede = (
            f"{count(len(theirs), 'open proposal')} {'is' if len(theirs) == 1 else 'are'} at a "
            "step that is theirs."
            if theirs
            else f"Nothing waits for {shown} in these files."
        )
        yield Page(
            path=f"person/{slug}/",
            title=shown,
            template="person.html",
            description=f"Open steps and roles of {shown}",
            section="people",
            crumbs=(Crumb(words="Groups", path="group/"), Crumb(words=shown)),
            feed=f"feeds/person-{slug}.atom",
            is_indexed=False,
            context={
                "shown": shown,
                "lede": lede,
                "turns": theirs,
                "roles": roles(view, handle),
                "written": written,
                "sponsored": sponsored,
            },
        )


KIND = PageKind(name="person", pages=pages)
