"""The drawing: the same every time, nothing on top of anything, readable without colour."""

from itertools import combinations
from xml.etree import ElementTree as ET

from sepkit.publish.graph_svg import Drawing, Link, draw_all, draw_group
from sepkit.publish.site.view import View
from tests.publish.registers import register


def drawing() -> Drawing:
    view = View(register())
    return draw_all(view, view.proposals)


def tree(link: Link) -> ET.Element:
    return ET.fromstring(str(drawing().svg(link)))  # noqa: S314 - our own bytes


def assert_no_boxes_touch(found: Drawing) -> None:
    for a, b in combinations(found.nodes, 2):
        apart = (
            a.right <= b.left or b.right <= a.left or abs(a.y - b.y) >= (a.height + b.height) / 2
        )
        assert apart, (a.proposal.key, b.proposal.key)


def test_no_two_boxes_touch() -> None:
    view = View(register())

    assert_no_boxes_touch(drawing())
    for group in view.register.groups:
        own = [p for p in view.proposals if p.route.owner == group.id]
        assert_no_boxes_touch(draw_group(view, group.name, own, view.perhaps(group.id)))


def test_every_box_stands_inside_the_drawing_and_in_its_row() -> None:
    found = drawing()

    for node in found.nodes:
        assert node.left >= 0
        assert node.right <= found.width
        assert any(r.top <= node.y - 10 and node.y + 10 <= r.top + r.height for r in found.rows)


def test_the_same_register_gives_the_same_drawing() -> None:
    assert drawing().svg(str) == drawing().svg(str)


def test_every_node_is_a_link_with_a_title_and_lines_are_hidden() -> None:
    root = tree(lambda path: f"../{path}")
    links = root.findall("a")

    assert len(links) == len(register().proposals)
    assert all(
        link.findtext("title") and link.get("href", "").startswith("../sep/") for link in links
    )
    assert [g.get("aria-hidden") for g in root.findall("g")] == ["true"]
    assert root.findtext("title")
    assert root.findtext("desc")


def test_kinds_of_lines_have_classes_of_their_own() -> None:
    kinds = {edge.kind for edge in drawing().edges}

    assert kinds == {"high", "medium", "low", "builds-on"}


def test_nothing_in_a_drawing_acts() -> None:
    root = tree(str)

    for node in root.iter():
        assert node.tag in {
            "svg",
            "title",
            "desc",
            "defs",
            "marker",
            "path",
            "rect",
            "text",
            "tspan",
            "g",
            "a",
        }
        assert not [name for name in node.attrib if name.startswith("on") or name == "style"]
