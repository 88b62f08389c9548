"""Atom feeds: what changed, for everybody, for one group, one proposal, one person.

Built as a tree, so that no title can end an element; all texts carry `type="text"`. Dates come
from commits and from the as-of instant, never from a clock.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from sepkit.model import Proposal
from sepkit.publish import escape
from sepkit.publish.site.view import View
from sepkit.publish.site.words import (
    actor_label,
    as_date,
    group_name,
    sentence,
    short,
    status_label,
)

ATOM = "http://www.w3.org/2005/Atom"
XML = "http://www.w3.org/XML/1998/namespace"
ENTRIES = 60


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Item:
    """One entry; sorted by its moment, then by its id."""

    moment: str
    id: str
    title: str
    summary: str
    path: str


def feed_files(view: View, *, address: str) -> Iterator[tuple[str, bytes]]:
    """Yield each feed's path and its bytes.

    Args:
        view: the register with its indexes.
        address: where the site will stand, ending in `/`; "" leaves links relative to the feed.
    """
    items = {p.key: list(_items(view, p)) for p in view.proposals}
    everything = [item for found in items.values() for item in found]
    yield "feeds/all.atom", _feed(view, "all", view.title, everything, "", address)
    for group in view.register.groups:
        mine = [i for p in view.proposals if p.route.owner == group.id for i in items[p.key]]
        name = f"group-{view.group_slug(group.id)}"
        path = view.queue_path(group.id)
        yield (
            f"feeds/{name}.atom",
            _feed(view, name, f"{group_name(group)}: queue", mine, path, address),
        )
    for proposal in view.proposals:
        name = f"sep-{view.slug(proposal.key)}"
        title = f"{proposal.key} {short(proposal.title)}"
        path = view.path(proposal.key)
        yield f"feeds/{name}.atom", _feed(view, name, title, items[proposal.key], path, address)
    for handle, slug in view.person_slugs.items():
        theirs = [i for p in view.proposals if _is_about(p, handle) for i in items[p.key]]
        path = f"person/{slug}/"
        title = f"@{view.people[handle]}"
        name = f"person-{slug}"
        yield f"feeds/{name}.atom", _feed(view, name, title, theirs, path, address)


def _is_about(proposal: Proposal, handle: str) -> bool:
    named = [a.handle for a in proposal.authors] + [*proposal.next.handles]
    named += [proposal.sponsor.handle] if proposal.sponsor else []
    return any(name is not None and name.lower() == handle for name in named)


def _items(view: View, proposal: Proposal) -> Iterator[Item]:
    title = f"{proposal.key} {short(proposal.title)}"
    path = view.path(proposal.key)
    base = f"urn:sepkit:{view.register.process.preset}:{view.slug(proposal.key)}"
    for event in proposal.timeline:
        word = status_label(view.register, event.status)
        said = word if event.on_base else f"the text says {word}"
        yield Item(
            moment=_moment(event.date),
            id=f"{base}:{event.commit}",
            title=f"{title}: {said}",
            summary=f"Commit {event.commit[:8]}. {_summary(view, proposal)}",
            path=path,
        )
    if proposal.last_changed and as_date(proposal.last_changed):
        yield Item(
            moment=_moment(proposal.last_changed),
            id=f"{base}:{proposal.origin.blob}",
            title=f"{title}: text changed",
            summary=_summary(view, proposal),
            path=path,
        )


def _summary(view: View, proposal: Proposal) -> str:
    group = view.by_group.get(proposal.route.owner or "")
    owner = group_name(group) if group else "no clear owner"
    if proposal.next.actor == "nobody":
        return f"Owner: {owner}. Nothing is due."
    waits = f"{sentence(proposal.next.action)}: {actor_label(proposal.next.actor)}"
    return f"Owner: {owner}. {waits}."


def _moment(date: str) -> str:
    return date if "T" in date else f"{date}T00:00:00Z"


def _feed(
    view: View, name: str, title: str, items: Iterable[Item], path: str, address: str
) -> bytes:
    newest = sorted(set(items), reverse=True)[:ENTRIES]
    root = ET.Element("feed", {"xmlns": ATOM})
    if address:
        root.set("xml:base", address + "feeds/")
    _add(root, "id", f"urn:sepkit:{view.register.process.preset}:feed:{name}")
    _add(root, "title", title, type="text")
    _add(root, "updated", newest[0].moment if newest else view.register.as_of)
    author = ET.SubElement(root, "author")
    _add(author, "name", view.register.tool)
    ET.SubElement(root, "link", {"rel": "self", "href": f"{name}.atom"})
    ET.SubElement(root, "link", {"rel": "alternate", "href": f"../{path}"})
    for item in newest:
        entry = ET.SubElement(root, "entry")
        _add(entry, "id", item.id)
        _add(entry, "title", item.title, type="text")
        _add(entry, "updated", item.moment)
        ET.SubElement(entry, "link", {"rel": "alternate", "href": f"../{item.path}"})
        _add(entry, "summary", item.summary, type="text")
    ET.indent(root, " ")
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _add(parent: ET.Element, tag: str, text: str, **attributes: str) -> None:
    ET.SubElement(parent, tag, attributes).text = escape.xml(text)
