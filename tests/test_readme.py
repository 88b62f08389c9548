"""What the first page says is so: figures are the measured ones, options and links exist."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from sepkit.learnt import MEASUREMENTS
from sepkit.model import Measurement, decode
from tests.cli.runner import sepkit

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


def measured(name: str) -> tuple[Measurement, dict[str, float]]:
    found = decode(Measurement, json.loads((MEASUREMENTS / f"{name}.json").read_text("utf-8")))
    return found, {figure.name: figure.value for figure in found.figures}


def rows() -> list[str]:
    """The table of figures as the measurements make it."""
    lines = []
    for name, who in (
        ("mcp-routes", "MCP, routes: the most probable group is right"),
        ("kep-routes", "KEP, routes: the newest three in ten, declarations taken away"),
        ("kep-routes-cold", "KEP, the same without reviewers and approvers"),
    ):
        found, value = measured(name)
        figure = (
            f"{value['first']:.2f} of {found.count}; given as .9 or surer: "
            f"{value['sure and right']:.0f} of {value['sure']:.0f}"
        )
        lines.append(f"| {who} | {figure} | `{found.command}` |")
    found, value = measured("mcp-conflicts")
    figure = (
        f"{value['recall in the best 200, all pairs']:.2f} of the known ones; AUC "
        f"{value['AUC']:.2f}, {found.count} judged pairs"
    )
    lines.append(f"| MCP, conflicts: known ones in the best 200 | {figure} | `{found.command}` |")
    found, value = measured("mcp-removed-names")
    figure = f"{value['recall']:.2f} of {found.count}; {value['accused']:.2f} accused wrongly"
    lines.append(f"| MCP, who relies on removed names | {figure} | `{found.command}` |")
    found, value = measured("mcp-requirements")
    figure = f"{value['recall']:.2f} of {found.count}; {value['traced']:.2f} of these traced"
    lines.append(f"| MCP, listed requirements found | {figure} | `{found.command}` |")
    return lines


def test_the_table_of_figures_is_what_was_measured(
    same_as_file: Callable[[Path, str], None],
) -> None:
    """`pytest --accept` writes the new figures."""
    before, heading, after = README.partition("| measured | figure | by |\n|---|---|---|\n")
    rest = after.partition("\n\n")[2]

    assert heading
    same_as_file(ROOT / "README.md", before + heading + "\n".join(rows()) + "\n\n" + rest)


def test_every_measurement_is_in_the_table() -> None:
    """A measurement that flatters less is not left out."""
    commands = [measured(path.stem)[0].command for path in sorted(MEASUREMENTS.glob("*.json"))]

    assert [command for command in commands if f"`{command}`" not in README] == []


def test_the_figure_without_topics_is_the_one_that_the_caveat_gives() -> None:
    found, _ = measured("mcp-routes")
    without = float(re.findall(r"first is ([0-9.]+)", found.caveat)[0])

    assert f"Without topics, MCP's routes are right in {without:.2f}" in README


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_of_a_page_leads_to_a_file_and_heading_of_the_tree(page: Path) -> None:
    broken = []
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8")):
        path, _, heading = target.partition("#")
        file = page.parent / path if path else page
        if "://" in target:
            continue
        if not file.exists() or (heading and heading not in _headings(file)):
            broken.append(target)

    assert broken == []


def _headings(file: Path) -> list[str]:
    titles = re.findall(r"^#+ (.+)$", file.read_text("utf-8"), re.MULTILINE)
    return [re.sub(r"[^a-z0-9 -]", "", title.lower()).replace(" ", "-") for title in titles]


@pytest.mark.parametrize(
    "page",
    [page for page in PAGES if page.name not in ("reference.md", "decisions.md")],
    ids=lambda page: page.name,
)
def test_every_option_that_a_page_writes_is_one_of_the_command(page: Path) -> None:
    """`sepkit COMMAND … --option`, in a block or in a line: the command's help has the option."""
    text = page.read_text("utf-8")
    calls = set(re.findall(r"sepkit ([a-z-]+)((?: [^`\n#]+)?)", text))
    unknown = []
    for command, rest in calls:
        options = re.findall(r"(?<=\s)(--?[a-z][a-z-]*)", rest)
        if not options:
            continue
        help_ = _help(command, rest)
        unknown += [f"{command} {o}" for o in options if not re.search(rf"\s{o}\b", help_)]

    assert unknown == []


def _help(command: str, rest: str) -> str:
    """Return a command's help; its part's, where it has parts."""
    part = rest.split(maxsplit=1)[0] if rest.split() else ""
    parts = ("evaluate", "train", "spec", "audit")
    return sepkit(command, *([part] if command in parts else []), "--help").out
