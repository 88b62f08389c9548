"""The graph as SVG, laid out when the site is built: the same register gives the same drawing.

Rows are groups, proposals stand left to right by number; nothing moves. Every node is a link with
a title of its own. Lines are told apart by their dashes and width, so colour is not needed, and
they are hidden from screen readers: each page repeats them as tables. All coordinates are whole
numbers or halves, so that no platform rounds them differently.
"""

import textwrap
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from xml.etree import ElementTree as ET

from markupsafe import Markup

from sepkit.model import Conflict, Proposal, Register
from sepkit.publish import escape
from sepkit.publish.site.view import View
from sepkit.publish.site.words import group_name

Link = Callable[[str], str]
"""From a page's path to its address as seen from the page that shows the drawing."""

WIDTH = 1182
LINES_DRAWN = 70
"""More conflicts than these stand in tables only."""
GROUP_LINES_DRAWN = 40
_LABEL_WIDTH = 150
_NODE_HEIGHT = 20
_LANE = 25
_ROW_PADDING = 5
_TOP = 10
_GAP = 5
_SWEEPS = 12
_BOX = (250, 46)
_LINE = 14
_LABEL_LETTERS = 20
_HEAD_LETTERS = 34
_NAME_LETTERS = 80
"""A group's name is wrapped, and cut beyond this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A proposal in a drawing: the middle of its box, and the box's size."""

    proposal: Proposal
    x: float
    y: float
    width: float
    height: float = _NODE_HEIGHT
    path: str
    """Of the proposal's page; "" where it has none."""
    state: str
    """f | o | u: on the base branch, open, not known."""
    label: str
    note: str = ""
    """A word behind the key: `perhaps`."""

    @property
    def left(self) -> float:
        """The box's left edge."""
        return self.x - self.width / 2

    @property
    def right(self) -> float:
        """The box's right edge."""
        return self.x + self.width / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """One line of a drawing: its ends, and the class that gives it its dashes."""

    begin: Node
    end: Node
    kind: str
    """high | medium | low | builds-on"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A group's band."""

    words: str
    top: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A layout that can be written for any page."""

    title: str
    description: str
    width: int
    height: int
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    rows: tuple[Row, ...] = ()
    headings: tuple[tuple[float, str], ...] = ()
    id: str = "g"
    is_boxed: bool = False
    current: frozenset[str] = frozenset()

    def svg(self, link: Link) -> Markup:
        """Write the drawing; links are relative to the page that `link` speaks for."""
        return escape.trusted_html(ET.tostring(self._tree(link), encoding="unicode"))

    def _tree(self, link: Link) -> ET.Element:
        root = ET.Element(
            "svg",
            {
                "class": "gr big" if self.is_boxed else "gr",
                "viewBox": f"0 0 {self.width} {self.height}",
                "width": str(self.width),
                "height": str(self.height),
                "role": "group",
                "aria-labelledby": f"{self.id}-t {self.id}-d",
            },
        )
        _text(root, "title", self.title, {"id": f"{self.id}-t"})
        _text(root, "desc", self.description, {"id": f"{self.id}-d"})
        self._marker(root)
        self._bands(root)
        lines = ET.SubElement(root, "g", {"aria-hidden": "true"})
        for edge in sorted(self.edges, key=lambda e: e.kind != "builds-on"):
            self._line(lines, edge)
        for node in self.nodes:
            self._node(root, node, link)
        return root

    def _marker(self, root: ET.Element) -> None:
        definitions = ET.SubElement(root, "defs")
        marker = ET.SubElement(
            definitions,
            "marker",
            {
                "id": f"{self.id}-a",
                "viewBox": "0 0 8 8",
                "refX": "7",
                "refY": "4",
                "markerWidth": "7",
                "markerHeight": "7",
                "orient": "auto",
            },
        )
        ET.SubElement(marker, "path", {"d": "M0 0 8 4 0 8Z", "class": "ah"})

    def _bands(self, root: ET.Element) -> None:
        for index, row in enumerate(self.rows):
            box = {"x": "0", "y": _n(row.top), "width": str(self.width), "height": _n(row.height)}
            ET.SubElement(root, "rect", {**box, "class": "ln alt" if index % 2 else "ln"})
            middle = row.top + row.height / 2 + 4
            _lines(root, _wrapped(row.words, _LABEL_LETTERS), {"x": "12", "class": "lt"}, middle)
        for x, words in self.headings:
            _lines(root, _wrapped(words, _HEAD_LETTERS), {"x": _n(x), "class": "hd"}, 26.0)

    def _line(self, parent: ET.Element, edge: Edge) -> None:
        attributes = {"d": _path(edge, is_boxed=self.is_boxed)}
        ends = f"{edge.begin.proposal.key} {edge.end.proposal.key}"
        if edge.kind == "builds-on":
            attributes |= {"class": "rel", "marker-end": f"url(#{self.id}-a)", "data-ends": ends}
        else:
            attributes |= {"class": f"e {edge.kind}", "data-ends": ends}
        ET.SubElement(parent, "path", attributes)

    def _node(self, root: ET.Element, node: Node, link: Link) -> None:
        proposal = node.proposal
        mark = " cur" if proposal.key in self.current else ""
        anchor = ET.SubElement(
            root,
            "a",
            {
                "href": link(node.path),
                "class": f"nd {node.state}{mark}",
                "data-key": escape.xml(proposal.key),
            },
        )
        _text(anchor, "title", f"{proposal.key} {proposal.title[:200]}")
        radius = "10" if node.state == "f" else "4"
        ET.SubElement(
            anchor,
            "rect",
            {
                "x": _n(node.left),
                "y": _n(node.y - node.height / 2),
                "width": _n(node.width),
                "height": _n(node.height),
                "rx": radius,
            },
        )
        if not self.is_boxed:
            place = {"x": _n(node.x), "y": _n(node.y + 4), "text-anchor": "middle"}
            _text(anchor, "text", node.label, place)
            return
        inner = {"x": _n(node.left + 12), "class": "b1"}
        key = f"{proposal.key} · {node.note}" if node.note else proposal.key
        _text(anchor, "text", key, {**inner, "y": _n(node.y - 4)})
        width = int((node.width - 24) / 7.2)
        words = {**inner, "class": "b2", "y": _n(node.y + 13)}
        _text(anchor, "text", _short(proposal.title, width), words)


def _text(parent: ET.Element, tag: str, words: str, attributes: Mapping[str, str] = {}) -> None:
    ET.SubElement(parent, tag, dict(attributes)).text = escape.xml(words)


def _lines(
    parent: ET.Element, lines: Sequence[str], attributes: Mapping[str, str], middle: float
) -> None:
    """Write words in lines below each other; `middle` is the base line that one line has."""
    top = middle - (len(lines) - 1) * _LINE / 2
    # A blank at a line's end is not seen, and parts the words for those who hear or copy them.
    first, *rest = (f"{words} " for words in lines)
    text = ET.SubElement(parent, "text", {**attributes, "y": _n(top)})
    text.text = escape.xml(first if rest else lines[0])
    for number, words in enumerate(rest, start=1):
        place = {"x": attributes["x"], "y": _n(top + number * _LINE)}
        _text(text, "tspan", words if number < len(rest) else lines[-1], place)


def _wrapped(words: str, letters: int) -> list[str]:
    """Return a name in lines of so many letters at most; only an absurd one is cut."""
    return textwrap.wrap(_short(words, _NAME_LETTERS), letters) or [""]


def _n(value: float) -> str:
    rounded = round(value * 2) / 2
    return str(int(rounded)) if rounded == int(rounded) else str(rounded)


def _short(words: str, length: int) -> str:
    words = " ".join(words.split())
    return words if len(words) <= length else words[: length - 1].rstrip() + "…"


def _label(view: View, proposal: Proposal) -> str:
    return view.slug(proposal.key) or proposal.key


def _state(view: View, proposal: Proposal) -> str:
    if not proposal.in_flight:
        return "f"
    return "o" if view.is_open(proposal) else "u"


def _node(
    view: View, proposal: Proposal, x: float, y: float, width: float, height: float = _NODE_HEIGHT
) -> Node:
    return Node(
        proposal=proposal,
        x=x,
        y=y,
        width=width,
        height=height,
        path=view.path(proposal.key),
        state=_state(view, proposal),
        label=_label(view, proposal),
    )


def _path(edge: Edge, *, is_boxed: bool) -> str:
    a, b = edge.begin, edge.end
    if is_boxed:
        return _boxed_path(a, b, is_back=edge.kind == "builds-on")
    if a.y == b.y:
        lift = a.y - min(34.0, 12 + abs(a.x - b.x) / 14)
        return f"M{_n(a.x)} {_n(a.y)}C{_n(a.x)} {_n(lift)} {_n(b.x)} {_n(lift)} {_n(b.x)} {_n(b.y)}"
    middle = (a.y + b.y) / 2
    end = b.y - 11 if b.y > a.y else b.y + 11
    end = end if edge.kind == "builds-on" else b.y
    return f"M{_n(a.x)} {_n(a.y)}C{_n(a.x)} {_n(middle)} {_n(b.x)} {_n(middle)} {_n(b.x)} {_n(end)}"


def _boxed_path(a: Node, b: Node, *, is_back: bool) -> str:
    if a.x == b.x:
        side = a.left if is_back else a.right
        bulge = side + (-40 if is_back else 24 + abs(a.y - b.y) / 6)
        end = b.left - 3 if is_back else b.right
        return (
            f"M{_n(side)} {_n(a.y)}C{_n(bulge)} {_n(a.y)} {_n(bulge)} {_n(b.y)} {_n(end)} {_n(b.y)}"
        )
    begin, end = (a.right, b.left) if a.x < b.x else (a.left, b.right + (4 if is_back else 0))
    middle = (begin + end) / 2
    return (
        f"M{_n(begin)} {_n(a.y)}C{_n(middle)} {_n(a.y)} {_n(middle)} {_n(b.y)} {_n(end)} {_n(b.y)}"
    )


# the whole graph


def draw_all(view: View, proposals: Sequence[Proposal]) -> Drawing:
    """Lay out proposals in rows of their groups, left to right by number.

    Boxes never overlap: one that would touch its left neighbour goes one lane down.
    """
    members: dict[str | None, list[Proposal]] = {}
    for proposal in proposals:
        members.setdefault(proposal.route.owner, []).append(proposal)
    edges = _edges(view, proposals, drawn_conflicts(view))
    places = _ranks(proposals)
    rows: list[Row] = []
    nodes: dict[str, Node] = {}
    top = float(_TOP)
    for owner in _row_order(members, edges):
        lanes = _lanes(view, members[owner], places)
        group = view.by_group.get(owner or "")
        words = group_name(group) if group else owner or "No clear owner"
        tall = len(_wrapped(words, _LABEL_LETTERS)) * _LINE
        height = max(len(lanes) * _LANE, tall) + 2 * _ROW_PADDING
        for index, lane in enumerate(lanes):
            y = top + _ROW_PADDING + index * _LANE + _LANE / 2
            for proposal, x, width in lane:
                nodes[proposal.key] = _node(view, proposal, x, y, width)
        rows.append(Row(words=words, top=top, height=height))
        top += height
    return Drawing(
        title="Proposals by group, with conflicts and dependencies",
        description=(
            f"{len(rows)} rows, one for each group, hold {len(nodes)} proposals from left to right "
            "by number. Lines join conflicting proposals and lead from a proposal to what it "
            "builds on. The tables below say the same."
        ),
        width=WIDTH,
        height=int(top + _TOP),
        nodes=tuple(nodes[p.key] for p in proposals),
        edges=tuple(Edge(begin=nodes[a], end=nodes[b], kind=kind) for a, b, kind in edges),
        rows=tuple(rows),
    )


def drawn_conflicts(view: View) -> tuple[Conflict, ...]:
    """Return the conflicts that the whole graph shows as lines; all of them stand in its tables.

    A few hundred lines are a tangle that nobody reads. Those with an open side come first, then
    the more severe and the surer ones, as on the page of all conflicts.
    """
    return view.live_conflicts[:LINES_DRAWN]


def _edges(
    view: View, proposals: Iterable[Proposal], conflicts: Iterable[Conflict]
) -> list[tuple[str, str, str]]:
    keys = {p.key for p in proposals}
    found = [(a, b, "builds-on") for a, b, _ in view.builds_on if a in keys and b in keys]
    for conflict in conflicts:
        inside = [key for key in conflict.proposals if key in keys]
        found += [(inside[0], other, str(conflict.severity)) for other in inside[1:]]
    return list(dict.fromkeys(found))


def _ranks(proposals: Sequence[Proposal]) -> Mapping[str, float]:
    """Spread the proposals over the width by rank, so that gaps between numbers cost nothing."""
    room = WIDTH - _LABEL_WIDTH - 60
    step = room / max(1, len(proposals) - 1)
    return {
        proposal.key: round(_LABEL_WIDTH + 30 + index * step)
        for index, proposal in enumerate(proposals)
    }


def _lanes(
    view: View, members: Sequence[Proposal], places: Mapping[str, float]
) -> list[list[tuple[Proposal, float, float]]]:
    lanes: list[list[tuple[Proposal, float, float]]] = []
    for proposal in members:
        x, width = places[proposal.key], len(_label(view, proposal)) * 8 + 12
        x = min(x, WIDTH - width / 2 - 4)
        for lane in lanes:
            _, last_x, last_width = lane[-1]
            if x - width / 2 >= last_x + last_width / 2 + _GAP:
                lane.append((proposal, x, width))
                break
        else:
            lanes.append([(proposal, x, width)])
    return lanes


def _row_order(
    members: Mapping[str | None, Sequence[Proposal]], edges: Sequence[tuple[str, str, str]]
) -> list[str | None]:
    """Order rows so that lines are short: barycentre sweeps from the order of the register."""
    home: dict[str, str | None] = {p.key: owner for owner, items in members.items() for p in items}
    order = sorted(members, key=lambda owner: (owner is None, owner or ""))
    best, best_cost = list(order), _length(order, edges, home)
    for _ in range(_SWEEPS):
        place = {owner: index for index, owner in enumerate(order)}
        pull: dict[str | None, list[int]] = {owner: [place[owner]] for owner in order}
        for a, b, _kind in edges:
            pull[home[a]].append(place[home[b]])
            pull[home[b]].append(place[home[a]])
        order = sorted(order, key=lambda o: (sum(pull[o]) / len(pull[o]), place[o]))
        cost = _length(order, edges, home)
        if cost < best_cost:
            best, best_cost = list(order), cost
    return best


def _length(
    order: Sequence[str | None],
    edges: Sequence[tuple[str, str, str]],
    home: Mapping[str, str | None],
) -> int:
    place = {owner: index for index, owner in enumerate(order)}
    return sum(abs(place[home[a]] - place[home[b]]) for a, b, _ in edges)


# one group


def draw_group(
    view: View, name: str, own: Sequence[Proposal], perhaps: Sequence[Proposal]
) -> Drawing:
    """Lay out one group: what its proposals build on, they themselves, what they clash with."""
    middle = [*own, *perhaps]
    keys: set[str] = {p.key for p in middle}
    ours: set[str] = {p.key for p in own}
    left = _joined(view, keys, [(a, b) for a, b, _ in view.builds_on if a in ours])
    conflicts = [c for c in view.live_conflicts if ours.intersection(c.proposals)]
    conflicts = conflicts[:GROUP_LINES_DRAWN]
    pairs = [
        (key, other)
        for c in conflicts
        for key in c.proposals
        for other in c.proposals
        if key in ours
    ]
    right = [p for p in _joined(view, keys, pairs) if p not in left]
    nodes: dict[str, Node] = {}
    tallest = max(len(left), len(middle), len(right), 1)
    height = 50 + tallest * 62
    for x, column in ((145.0, left), (591.0, middle), (1037.0, right)):
        _stack(view, nodes, x, column, height)
    for proposal in perhaps:
        nodes[proposal.key] = replace(nodes[proposal.key], note="perhaps")
    drawn = [p for p in view.proposals if p.key in nodes]
    edges = [
        e
        for e in _edges(view, drawn, conflicts)
        if e[0] in ours or e[1] in ours or {e[0], e[1]} <= keys
    ]
    return Drawing(
        title=f"{name}: what its proposals build on and clash with",
        description=(
            "Left: what they build on. Middle: the group’s proposals. Right: proposals of others "
            "that they are in conflict with. The table below gives every line."
        ),
        width=WIDTH,
        height=height,
        nodes=tuple(nodes.values()),
        edges=tuple(Edge(begin=nodes[a], end=nodes[b], kind=kind) for a, b, kind in edges),
        headings=((20, "Builds on"), (466, name), (912, "In conflict with others")),
        is_boxed=True,
    )


def _joined(view: View, inside: set[str], pairs: Sequence[tuple[str, str]]) -> list[Proposal]:
    keys = {b for a, b in pairs if a in inside and b not in inside}
    return [p for p in view.proposals if p.key in keys]


def _stack(
    view: View, nodes: dict[str, Node], x: float, column: Sequence[Proposal], height: int
) -> None:
    width, tall = _BOX
    room = height - 50
    step = room / max(1, len(column))
    for index, proposal in enumerate(column):
        y = 40 + step * index + step / 2
        nodes[proposal.key] = _node(view, proposal, x, y, width, tall)


# a cluster of conflicts


def draw_cluster(
    view: View,
    members: Sequence[Proposal],
    conflicts: Sequence[Conflict],
    *,
    current: Iterable[str],
) -> Drawing:
    """Lay out the conflicts between a few proposals in two columns."""
    half = (len(members) + 1) // 2
    nodes: dict[str, Node] = {}
    height = 24 + half * 66
    for x, column in ((150.0, members[:half]), (610.0, members[half:])):
        for index, proposal in enumerate(column):
            y = 45 + index * 66 + (33 if x > 400 and len(members) % 2 else 0)  # noqa: PLR2004
            nodes[proposal.key] = _node(view, proposal, x, y, *_BOX)
    keys = set(nodes)
    edges = [(a, b, "builds-on") for a, b, _ in view.builds_on if a in keys and b in keys]
    for conflict in conflicts:
        first = conflict.proposals[0]
        edges += [(first, other, str(conflict.severity)) for other in conflict.proposals[1:]]
    return Drawing(
        title=f"{len(members)} proposals and the conflicts between them",
        description=(
            "The pair of this page is drawn with a thick outline. Lines are conflicts; a thin line "
            "leads to what a proposal builds on. The table below says the same."
        ),
        width=800,
        height=height,
        nodes=tuple(nodes.values()),
        edges=tuple(
            Edge(begin=nodes[a], end=nodes[b], kind=kind) for a, b, kind in dict.fromkeys(edges)
        ),
        id="c",
        is_boxed=True,
        current=frozenset(current),
    )


def render_graph(register: Register, *, group: str | None = None) -> str:
    """Return the drawing as a file of its own: all proposals, or one group's with what they join.

    Args:
        register: what to draw.
        group: id of the group; None draws all.
    """
    view = View(register)
    if group is None:
        drawing = draw_all(view, register.proposals)
    else:
        own = [p for p in register.proposals if p.route.owner == group]
        drawing = draw_group(view, group, own, [])
    return str(drawing.svg(lambda key: f"#{key}"))
