"""A link leads nowhere at this commit, or is no address at all.

Left alone: addresses on other hosts, which nobody asks; files that a pull request may bring along.

What to do: correct the path or the fragment, or define the label.
"""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from posixpath import normpath

from sepkit.analysis.checks.room import Room
from sepkit.analysis.checks.rule import Flaw, Rule
from sepkit.analysis.checks.sheet import Sheet, quoted
from sepkit.analysis.judging import Judged
from sepkit.markup.anchors import slug_of
from sepkit.model import LIMITS, BlockKind, PathLink, Severity

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,30}:")
_ID = re.compile(r"(?:<[A-Za-z][^<>]{0,200}?\s(?:id|name)\s*=\s*[\"']?|\{#)([\w.:-]{1,100})")
_ESCAPED = re.compile("(?:%[0-9A-Fa-f]{2})+")
_FOOTNOTE = re.compile(r"^\[(\^[^\]]{1,60})\]:", re.MULTILINE)
_DOUBLE = re.compile(r"https?:/{0,3}https?:", re.IGNORECASE)
_ENDINGS = ("", ".md", ".mdx", "/index.mdx", "/index.md", "/README.md", ".html")


def find_in_text(sheet: Sheet) -> Iterator[Flaw]:
    """Yield one flaw for each fragment, address or label that cannot work in this text alone."""
    if sheet.dialect.markup != "markdown":
        return
    anchors: frozenset[str] | None = None
    for block in sheet.blocks:
        for target in dict.fromkeys(link.target.strip() for link in block.links):
            if target.startswith("#") and anchors is None:
                anchors = anchors_of(sheet)
            why = _why(target, anchors or frozenset())
            if why:
                line = sheet.place_of(block, target) if target else block.line
                yield _flaw(target, line, why)


def find_in_room(item: Judged, room: Room) -> Iterator[Flaw]:
    """Yield one flaw for each path that leads nowhere."""
    for link in item.document.paths if room.paths else ():
        why = _of_path(link.target, item, room)
        if why:
            yield _flaw(link.target, link.line, why)


def paths_in(sheet: Sheet) -> Iterator[PathLink]:
    """Yield a text's links to other files of the repository; each target once a block."""
    if sheet.dialect.markup != "markdown":
        return
    for block in sheet.blocks:
        for target in dict.fromkeys(link.target.strip() for link in block.links):
            if _is_path(target):
                yield PathLink(target=target, line=sheet.place_of(block, target))


def _flaw(target: str, line: int, why: tuple[str, str]) -> Flaw:
    what, mend = why
    return Flaw(line=line, message=f"the link {quoted(target)} {what}", mend=mend)


def _is_path(target: str) -> bool:
    return len(target) <= LIMITS.name_characters and not (
        _SCHEME.match(target) or target.startswith(("#", "//", "{", "<")) or not target
    )


def _why(target: str, anchors: frozenset[str]) -> tuple[str, str] | None:
    """Return what is wrong with a target, and what to do; None for what works or cannot be told."""
    if not target:
        return "has no address", "write where it leads, or take the brackets away"
    if _DOUBLE.match(target):
        return "has two schemes", "write one address"
    return _of_fragment(target[1:], anchors) if target.startswith("#") else None


def anchors_of(sheet: Sheet) -> frozenset[str]:
    """Return every fragment that the page of a text answers to, in lower case."""
    found: set[str] = set()
    for block in sheet.blocks:
        if block.kind is BlockKind.HEADING:
            slug = slug_of(block.text.replace("`", ""))
            count, name = 0, slug
            while name in found:
                count += 1
                name = f"{slug}-{count}"
            found.add(name)
    text = sheet.data.decode("utf-8", "replace")
    found.update(match[1].lower() for match in _ID.finditer(text))
    found.update(match[1].lower() for match in _FOOTNOTE.finditer(text))
    return frozenset(found)


def _of_fragment(fragment: str, anchors: frozenset[str]) -> tuple[str, str] | None:
    wanted = _decoded(fragment).lower()
    if not wanted or wanted in anchors or wanted == "top":
        return None
    near = get_close_matches(wanted, sorted(anchors), n=1)
    return "leads to no heading", f"did you mean `#{near[0]}`?" if near else "correct it"


def _decoded(target: str) -> str:
    """Return an address with its percent signs read."""
    return _ESCAPED.sub(
        lambda found: bytes.fromhex(found[0].replace("%", "")).decode("utf-8", "replace"), target
    )


def _of_path(target: str, item: Judged, room: Room) -> tuple[str, str] | None:
    path = _decoded(re.split("[?#]", target, maxsplit=1)[0])
    if not path:
        return None
    places = _places(path, item.document.path)
    if any(place + ending in room.paths for place in places for ending in _ENDINGS):
        return None
    if path.startswith("/") and any(_ends_with(room, path, ending) for ending in _ENDINGS):
        return None
    if item.case.in_flight and not path.startswith("/"):
        return None
    name = path.rstrip("/").rpartition("/")[2]
    near = get_close_matches(name, _names_beside(places[0], room), n=1)
    return "does not exist at this commit", f"did you mean `{near[0]}`?" if near else "correct it"


def _places(path: str, document: str) -> list[str]:
    """Return where a path may lead: from the document's folder, or from the root."""
    if path.startswith("/"):
        return [normpath(path.strip("/"))]
    folder = document.rpartition("/")[0]
    return [normpath(f"{folder}/{path}"), normpath(path)]


def _ends_with(room: Room, path: str, ending: str) -> bool:
    """Whether a site's root lies in some folder: `/docs/a` may be `site/docs/a.mdx`."""
    wanted = path.rstrip("/") + ending
    return any(known.endswith(wanted) for known in room.paths)


def _names_beside(place: str, room: Room) -> list[str]:
    folder = place.rpartition("/")[0]
    return [p.rpartition("/")[2] for p in room.paths if p.rpartition("/")[0] == folder]


RULE = Rule(
    id="REF001",
    name="link-cannot-work",
    severity=Severity.WARNING,
    page=__doc__,
    in_text=find_in_text,
    in_room=find_in_room,
    is_authors=True,
)
