"""`sepkit route`."""

from pathlib import Path

import click

from sepkit.cli.local_files import text_of
from sepkit.cli.reading import Reading, reading_options
from sepkit.model import UsageError
from sepkit.publish.text.route import Routed, render_draft, render_routes

_DRAFT_SUFFIXES = (".md", ".mdx", ".markdown", ".rst", ".txt")


@click.command(
    epilog="""\b
Examples:
  sepkit route SEP-2575 --explain
  sepkit route ./draft.md            a text that is no pull request yet
  sepkit route - < draft.md"""
)
@click.argument("keys", nargs=-1, metavar="[KEY|FILE|-]...")
@click.option("--explain", is_flag=True, help="Show the sum: each piece of evidence, its line.")
@reading_options()
def route(keys: tuple[str, ...], explain: bool, reading: Reading) -> None:
    """Say whose a proposal is and why; also for a local draft file.

    Without an argument: all that are in flight. FILE is a draft on this machine, `-` one on
    standard input; the answer names the group, who decides, whom to talk to, and what resembles it.
    """
    drafts = [key for key in keys if _is_draft(key)]
    if drafts:
        if len(keys) > 1:
            raise UsageError("one draft at a time", help="run sepkit route once for each file")
        _route_draft(drafts[0], explain, reading)
        return
    register = reading.register
    if keys:
        proposals = [reading.proposal(key) for key in keys]
    else:
        proposals = [p for p in register.proposals if p.in_flight]
    routes = [Routed(proposal=p.key, route=p.route) for p in proposals]
    reading.print(routes, lambda: render_routes(register, proposals, has_sums=explain))


def _is_draft(key: str) -> bool:
    return key == "-" or "/" in key or key.lower().endswith(_DRAFT_SUFFIXES)


def _route_draft(place: str, explain: bool, reading: Reading) -> None:
    from sepkit.pipeline.drafts import read_desk, route_draft

    data = text_of(place)
    name = "draft.md" if place == "-" else Path(place).name
    desk = reading.told(read_desk)
    found = route_draft(desk, data, path=name)
    names = {group.id: group.name for group in desk.ownership.groups}
    reading.print(found, lambda: render_draft(found, names, has_sums=explain))
