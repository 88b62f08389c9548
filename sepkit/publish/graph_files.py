"""The graph for other tools: JSON, GraphML and DOT, all with the same nodes and lines."""

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from sepkit.publish import escape
from sepkit.publish.site.view import View

_NODE_FIELDS = ("title", "status", "owner", "state")


def graph_files(view: View) -> Iterator[tuple[str, bytes]]:
    """Yield each format's path and its bytes."""
    nodes = [
        {
            "id": p.key,
            "title": p.title,
            "status": p.status,
            "owner": p.route.owner or "",
            "state": "open" if view.is_open(p) else "unknown" if p.in_flight else "base",
        }
        for p in view.proposals
    ]
    edges = [{"from": a, "to": b, "kind": str(kind)} for a, b, kind in view.builds_on]
    edges += [
        {"from": c.proposals[0], "to": other, "kind": f"conflict-{c.severity}"}
        for c in view.sorted_conflicts
        for other in c.proposals[1:]
    ]
    facts = {"as_of": view.register.as_of, "revision": view.register.revision}
    content = escape.json_file({**facts, "nodes": nodes, "edges": edges}, indent=1)
    yield "api/v1/graph.json", (content + "\n").encode()
    yield "api/v1/graph.graphml", _graphml(nodes, edges)
    yield "api/v1/graph.dot", _dot(nodes, edges)


def _graphml(nodes: list[dict[str, str]], edges: list[dict[str, str]]) -> bytes:
    root = ET.Element("graphml", {"xmlns": "http://graphml.graphdrawing.org/xmlns"})
    for name in _NODE_FIELDS:
        key = {"id": name, "for": "node", "attr.name": name, "attr.type": "string"}
        ET.SubElement(root, "key", key)
    ET.SubElement(
        root, "key", {"id": "kind", "for": "edge", "attr.name": "kind", "attr.type": "string"}
    )
    graph = ET.SubElement(root, "graph", {"edgedefault": "directed"})
    for node in nodes:
        element = ET.SubElement(graph, "node", {"id": escape.xml(node["id"])})
        for name in _NODE_FIELDS:
            ET.SubElement(element, "data", {"key": name}).text = escape.xml(node[name])
    for edge in edges:
        ends = {"source": escape.xml(edge["from"]), "target": escape.xml(edge["to"])}
        element = ET.SubElement(graph, "edge", ends)
        ET.SubElement(element, "data", {"key": "kind"}).text = edge["kind"]
    ET.indent(root, " ")
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _dot(nodes: list[dict[str, str]], edges: list[dict[str, str]]) -> bytes:
    lines = ["digraph proposals {"]
    for node in nodes:
        label = escape.dot(f"{node['id']} {node['title'][:160]}")
        lines.append(f"  {escape.dot(node['id'])} [label={label}];")
    for edge in edges:
        ends = f"{escape.dot(edge['from'])} -> {escape.dot(edge['to'])}"
        lines.append(f"  {ends} [label={escape.dot(edge['kind'])}];")
    return ("\n".join([*lines, "}"]) + "\n").encode()
