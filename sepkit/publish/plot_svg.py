"""Plots as SVG, made when the site is built: bars, and cases on a line with their middle half.

Each has a title and a description, and its page shows the same numbers as a table. Labels are 12
pixels at the size drawn; colours come from the style sheet by class.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from markupsafe import Markup

from sepkit.publish import escape

WIDTH = 560
_LEFT, _RIGHT = 24, 10


def bar_plot(
    plot_id: str,
    title: str,
    description: str,
    bars: Sequence[tuple[str, Sequence[int]]],
) -> Markup:
    """Draw groups of bars, each with its number on top; two series stand side by side.

    Args:
        plot_id: a name of ours, unique on the page.
        title: what is shown.
        description: what can be seen, in a sentence.
        bars: label and one value for each series; values are 0 or more.
    """
    height, ground = 190, 158
    root = _root(plot_id, title, description, height)
    highest = max([value for _, values in bars for value in values] or [1]) or 1
    step = (WIDTH - _LEFT - _RIGHT) / max(1, len(bars))
    series = max([len(values) for _, values in bars] or [1])
    width = round(min(26.0, step * 0.72 / series), 1)
    line = {"class": "axl", "x1": str(_LEFT), "y1": f"{ground}.5", "x2": str(WIDTH - _RIGHT)}
    ET.SubElement(root, "line", {**line, "y2": f"{ground}.5"})
    for index, (label, values) in enumerate(bars):
        middle = _LEFT + step * (index + 0.5)
        _label(root, middle, ground + 20, label)
        for number, value in enumerate(values):
            x = middle - width * len(values) / 2 + number * width
            tall = round(value / highest * 120, 1)
            if not value:
                continue
            place = {"x": f"{x:.1f}", "y": f"{ground - tall:.1f}", "height": f"{tall:.1f}"}
            kind = "bar2" if number else "bar"
            ET.SubElement(root, "rect", {**place, "width": f"{width - 2:.1f}", "class": kind})
            _label(root, x + width / 2 - 1, ground - tall - 6, str(value))
    return escape.trusted_html(ET.tostring(root, encoding="unicode"))


def strip_plot(plot_id: str, title: str, description: str, values: Sequence[int]) -> Markup:
    """Draw each case as a dot on a line of days, the middle half shaded, the median marked.

    Args:
        plot_id: a name of ours, unique on the page.
        title: what is shown.
        description: what can be seen, in a sentence.
        values: at least one, 0 or more, in days.
    """
    root = _root(plot_id, title, description, 110)
    ordered = sorted(values)
    scale = (WIDTH - _LEFT - 40) / max(1, ordered[-1])
    low, middle, high = quartiles(ordered)
    box = {"class": "track", "y": "34", "height": "28", "rx": "2"}
    span = {"x": f"{_LEFT + low * scale:.1f}", "width": f"{max(2.0, (high - low) * scale):.1f}"}
    ET.SubElement(root, "rect", {**box, **span})
    for value in ordered:
        dot = {"class": "bar", "cx": f"{_LEFT + value * scale:.1f}", "cy": "48", "r": "4"}
        ET.SubElement(root, "circle", {**dot, "fill-opacity": "0.6"})
    x = f"{_LEFT + middle * scale:.1f}"
    ET.SubElement(root, "line", {"class": "axl", "x1": x, "x2": x, "y1": "28", "y2": "68"})
    _label(root, max(60.0, _LEFT + middle * scale), 20, f"median {middle:g}")
    line = {"class": "axl", "x1": str(_LEFT), "x2": str(WIDTH - _RIGHT), "y1": "76.5"}
    ET.SubElement(root, "line", {**line, "y2": "76.5"})
    for mark in _marks(ordered[-1]):
        _label(root, _LEFT + mark * scale, 96, str(mark))
    return escape.trusted_html(ET.tostring(root, encoding="unicode"))


def quartiles(ordered: Sequence[int]) -> tuple[float, float, float]:
    """Return first quartile, median and third quartile of sorted values, at least one."""

    def at(share: float) -> float:
        place = share * (len(ordered) - 1)
        low = int(place)
        high = min(low + 1, len(ordered) - 1)
        return ordered[low] + (ordered[high] - ordered[low]) * (place - low)

    return at(0.25), at(0.5), at(0.75)


def _marks(highest: int) -> list[int]:
    for step in (10, 25, 50, 100, 200, 500, 1000):
        if highest / step <= 6:  # noqa: PLR2004 - more labels than six would touch
            return list(range(0, highest + 1, step))
    return [0, highest]


def _root(plot_id: str, title: str, description: str, height: int) -> ET.Element:
    attributes: Mapping[str, str] = {
        "viewBox": f"0 0 {WIDTH} {height}",
        "width": str(WIDTH),
        "height": str(height),
        "role": "img",
        "aria-labelledby": f"{plot_id}-t {plot_id}-d",
    }
    root = ET.Element("svg", dict(attributes))
    ET.SubElement(root, "title", {"id": f"{plot_id}-t"}).text = escape.xml(title)
    ET.SubElement(root, "desc", {"id": f"{plot_id}-d"}).text = escape.xml(description)
    return root


def _label(root: ET.Element, x: float, y: float, words: str) -> None:
    text = ET.SubElement(root, "text", {"class": "ax", "x": f"{x:.1f}", "y": f"{y:.1f}"})
    text.text = escape.xml(words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """How often what was given with about one probability turned out right."""

    promised: float
    """Mean probability, in [0, 1]."""
    kept: float
    """Share that was right, in [0, 1]."""
    cases: int


def reliability_plot(plot_id: str, points: Sequence[Kept]) -> Markup:
    """Draw promised against kept; a point on the diagonal promised what it kept.

    Args:
        plot_id: a name of ours, unique on the page.
        points: at least one; larger dots stand for more cases.
    """
    said = "; ".join(f"{p.promised:.0%} promised, {p.kept:.0%} kept, {p.cases}" for p in points)
    root = _root(plot_id, "How often a probability was kept", f"{said} cases.", 300)
    left, top, size = 60, 16, 230

    def place(promised: float, kept: float) -> tuple[str, str]:
        return f"{left + promised * size:.1f}", f"{top + (1 - kept) * size:.1f}"

    for (x1, y1), (x2, y2) in (
        (place(0, 0), place(1, 0)),
        (place(0, 0), place(0, 1)),
        (place(0, 0), place(1, 1)),
    ):
        ET.SubElement(root, "line", {"class": "axl", "x1": x1, "y1": y1, "x2": x2, "y2": y2})
    most = max(point.cases for point in points)
    for point in points:
        x, y = place(point.promised, point.kept)
        radius = f"{3 + 6 * (point.cases / most) ** 0.5:.1f}"
        dot = {"class": "bar", "cx": x, "cy": y, "r": radius, "fill-opacity": "0.75"}
        ET.SubElement(root, "circle", dot)
    for share in (0.0, 0.5, 1.0):
        x, y = place(share, share)
        _label(root, float(x), top + size + 18, f"{share:.0%}")
        _label(root, left - 22, float(y) + 4, f"{share:.0%}")
    _label(root, left + size / 2, top + size + 38, "promised")
    _label(root, left + size + 70, top + 14, "kept as promised")
    return escape.trusted_html(ET.tostring(root, encoding="unicode"))
