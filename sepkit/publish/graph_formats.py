"""The whole graph for other tools: node-link JSON, GraphML, DOT and Mermaid.

Nodes are proposals, the groups that own them, and the surfaces that at least two of them bind;
lines are what texts say of one another, conflicts worth a look, ownership and touches. All formats
hold the same nodes and lines in the same order; Mermaid, which people read, leaves surfaces out.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from sepkit.model import GroupId, Proposal, ProposalKey, Register, RelationKind
from sepkit.publish import escape

_RELATIONS = (RelationKind.REQUIRES, RelationKind.SUPERSEDES, RelationKind.EXTENDS)
_LABEL_CHARACTERS = 60

FILE_FORMATS = ("json", "graphml", "dot")
"""What the site offers as files; Mermaid is for a page of somebody's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A proposal, a group or a surface."""

    id: str
    kind: str
    """proposal | group | surface"""
    label: str
    status: str = ""
    owner: str = ""
    state: str = ""
    """Of a proposal: open | closed | base | unknown, where nothing tells whether it is open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the graph; a conflict's ends stand in the order of its id."""

    source: str
    target: str
    kind: str
    """requires | supersedes | extends | conflicts | owned-by | defines | changes | …"""
    weight: float = 1.0
    """Of a conflict its score, else 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """What the formats write."""

    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]


def graph_of(register: Register, *, group: GroupId | None = None) -> Graph:
    """Collect nodes and lines.

    Args:
        register: everything known.
        group: only proposals of this group and what they are joined with.
    """
    known = {proposal.key: proposal for proposal in register.proposals}
    lines = sorted(_between_proposals(register), key=_order)
    kept = _kept(known.values(), lines, group)
    lines = [line for line in lines if line.source in kept and line.target in kept]
    proposals = [proposal for proposal in register.proposals if proposal.key in kept]
    owners = {p.route.owner for p in proposals if p.route.owner is not None}
    surfaces = _shared_surfaces(proposals)
    states = _states(register)
    lines += _to_groups(proposals)
    lines += [line for line in _to_surfaces(proposals) if line.target in surfaces]
    return Graph(
        nodes=(
            *(_proposal_node(proposal, states) for proposal in proposals),
            *(
                Node(id=item.id, kind="group", label=item.name)
                for item in register.groups
                if item.id in owners
            ),
            *(Node(id=name, kind="surface", label=name) for name in sorted(surfaces)),
        ),
        lines=tuple(lines),
    )


def _order(line: Line) -> tuple[str, str, str]:
    return line.source, line.target, line.kind


def _states(register: Register) -> dict[ProposalKey, str]:
    return {
        **{proposal.key: "open" for proposal in register.open_proposals()},
        **{proposal.key: "unknown" for proposal in register.unknown_proposals()},
    }


def _proposal_node(proposal: Proposal, states: Mapping[ProposalKey, str]) -> Node:
    return Node(
        id=proposal.key,
        kind="proposal",
        label=proposal.title,
        status=proposal.status,
        owner=proposal.route.owner or "",
        state=states.get(proposal.key, "closed" if proposal.in_flight else "base"),
    )


def _between_proposals(register: Register) -> Iterator[Line]:
    known = {proposal.key for proposal in register.proposals}
    for proposal in register.proposals:
        told: set[tuple[str, str]] = set()
        for relation in proposal.relations:
            kind = relation.kind.value
            is_new = relation.to in known and (relation.to, kind) not in told
            if is_new and relation.kind in _RELATIONS and relation.to != proposal.key:
                told.add((relation.to, kind))
                yield Line(source=proposal.key, target=relation.to, kind=kind)
    for conflict in register.conflicts:
        is_refuted = (
            conflict.acknowledged is not None and conflict.acknowledged.verdict == "refuted"
        )
        first, *others = conflict.proposals
        for other in others:
            is_shown = conflict.worth_a_look and not is_refuted
            if is_shown and first in known and other in known:
                yield Line(source=first, target=other, kind="conflicts", weight=conflict.score)


def _kept(
    proposals: Iterable[Proposal], lines: Iterable[Line], group: GroupId | None
) -> frozenset[str]:
    if group is None:
        return frozenset(proposal.key for proposal in proposals)
    mine = {proposal.key for proposal in proposals if proposal.route.owner == group}
    near = {
        end
        for line in lines
        if {line.source, line.target} & mine
        for end in (line.source, line.target)
    }
    return frozenset(mine | near)


def _shared_surfaces(proposals: Iterable[Proposal]) -> frozenset[str]:
    holders: dict[str, set[str]] = {}
    for line in _to_surfaces(proposals):
        holders.setdefault(line.target, set()).add(line.source)
    return frozenset(surface for surface, keys in holders.items() if len(keys) > 1)


def _to_groups(proposals: Iterable[Proposal]) -> list[Line]:
    return [
        Line(source=proposal.key, target=proposal.route.owner, kind="owned-by")
        for proposal in proposals
        if proposal.route.owner is not None
    ]


def _to_surfaces(proposals: Iterable[Proposal]) -> list[Line]:
    found = {
        (proposal.key, touch.surface, touch.act.value): None
        for proposal in proposals
        for touch in proposal.touches
        if touch.is_binding
    }
    return [Line(source=key, target=surface, kind=act) for key, surface, act in found]


def render_graph_format(register: Register, name: str, *, group: GroupId | None = None) -> str:
    """Write the graph in one format.

    Args:
        register: everything known.
        name: json | graphml | dot | mermaid.
        group: only proposals of this group and what they are joined with.

    Raises:
        ValueError: there is no such format.
    """
    writers = {"json": _json, "graphml": _graphml, "dot": _dot, "mermaid": _mermaid}
    if name not in writers:
        raise ValueError(f"no graph format `{name}`")
    return writers[name](graph_of(register, group=group), register)


def _json(graph: Graph, register: Register) -> str:
    """Node-link JSON, as `networkx.node_link_graph(data, edges="edges")` reads it."""
    data = {
        "directed": True,
        "multigraph": True,
        "graph": {"as_of": register.as_of, "revision": register.revision},
        "nodes": [
            {
                "id": node.id,
                "kind": node.kind,
                "label": node.label,
                "status": node.status,
                "owner": node.owner,
                "state": node.state,
            }
            for node in graph.nodes
        ],
        "edges": [
            {
                "source": line.source,
                "target": line.target,
                "key": line.kind,
                "kind": line.kind,
                "weight": line.weight,
            }
            for line in graph.lines
        ],
    }
    return escape.json_file(data, indent=1) + "\n"


_KEYS = (
    ("kind", "node", "string"),
    ("label", "node", "string"),
    ("status", "node", "string"),
    ("owner", "node", "string"),
    ("state", "node", "string"),
    ("relation", "edge", "string"),
    ("weight", "edge", "double"),
)


def _graphml(graph: Graph, _register: Register) -> str:
    root = ET.Element("graphml", {"xmlns": "http://graphml.graphdrawing.org/xmlns"})
    for name, where, kind in _KEYS:
        ET.SubElement(root, "key", {"id": name, "for": where, "attr.name": name, "attr.type": kind})
    body = ET.SubElement(root, "graph", {"edgedefault": "directed"})
    for node in graph.nodes:
        element = ET.SubElement(body, "node", {"id": escape.xml(node.id)})
        for name, value in (
            ("kind", node.kind),
            ("label", node.label),
            ("status", node.status),
            ("owner", node.owner),
            ("state", node.state),
        ):
            ET.SubElement(element, "data", {"key": name}).text = escape.xml(value)
    for line in graph.lines:
        ends = {"source": escape.xml(line.source), "target": escape.xml(line.target)}
        element = ET.SubElement(body, "edge", ends)
        ET.SubElement(element, "data", {"key": "relation"}).text = escape.xml(line.kind)
        ET.SubElement(element, "data", {"key": "weight"}).text = f"{line.weight:g}"
    ET.indent(root, " ")
    return ET.tostring(root, encoding="unicode", xml_declaration=False) + "\n"


_SHAPES = {"proposal": "box", "group": "folder", "surface": "ellipse"}
_STYLES = {"conflicts": "dashed", "supersedes": "bold", "owned-by": "dotted"}
"""Lines are told apart without colour."""


def _dot(graph: Graph, _register: Register) -> str:
    lines = ["digraph proposals {", "  rankdir=LR;"]
    for node in graph.nodes:
        label = escape.dot(node.label if node.kind != "proposal" else f"{node.id} {node.label}")
        shape = _SHAPES[node.kind]
        lines.append(f"  {escape.dot(node.id)} [label={label}, shape={shape}];")
    for line in graph.lines:
        style = _STYLES.get(line.kind, "solid")
        ends = f"{escape.dot(line.source)} -> {escape.dot(line.target)}"
        arrow = ", dir=none" if line.kind == "conflicts" else ""
        lines.append(f"  {ends} [label={escape.dot(line.kind)}, style={style}{arrow}];")
    return "\n".join([*lines, "}"]) + "\n"


_ARROWS = {"conflicts": "-.-", "supersedes": "==>"}


def _mermaid(graph: Graph, _register: Register) -> str:
    """A flowchart with one box a group; proposals that nothing joins stand in no line."""
    joined = {end for line in graph.lines for end in (line.source, line.target)}
    proposals = [node for node in graph.nodes if node.kind == "proposal" and node.id in joined]
    names = {node.id: f"n{place}" for place, node in enumerate(proposals)}
    groups = {node.id: node.label for node in graph.nodes if node.kind == "group"}
    text = ["flowchart LR"]
    for owner in (*groups, ""):
        members = [node for node in proposals if node.owner == owner]
        if not members:
            continue
        title = escape.mermaid(groups.get(owner, "no clear owner")[:_LABEL_CHARACTERS])
        text.append(f"  subgraph g{len(text)}{title}")
        for node in members:
            label = escape.mermaid(f"{node.id} {node.label}"[:_LABEL_CHARACTERS])
            text.append(f"    {names[node.id]}{label}")
        text.append("  end")
    for line in graph.lines:
        if line.source in names and line.target in names:
            arrow = _ARROWS.get(line.kind, "-->")
            text.append(f"  {names[line.source]} {arrow}|{line.kind}| {names[line.target]}")
    return "\n".join(text) + "\n"
