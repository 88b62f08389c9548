"""`sepkit graph`."""

import click

from sepkit.cli.queue import find_group
from sepkit.cli.reading import Reading, reading_options
from sepkit.model import UsageError, encode
from sepkit.publish.text.graph import render_graph_text


@click.command(
    epilog="""\b
Examples:
  sepkit graph --format svg > graph.svg
  sepkit graph --impact SEP-2356"""
)
@click.option("--group", metavar="GROUP", help="Only this group's proposals and what they join.")
@click.option(
    "--impact", metavar="KEY", help="What else moves if this one is accepted, rejected or delayed."
)
@reading_options("text", "json", "graphml", "dot", "mermaid", "svg")
def graph(group: str | None, impact: str | None, reading: Reading) -> None:
    """Print what depends on what, its cycles and the land order.

    `text` lists relations, cycles and the order; the other formats hold the whole graph.
    """
    if impact is not None:
        _print_impact(reading, impact)
        return
    register = reading.register
    only = find_group(register, group).id if group else None
    if reading.format == "text":
        click.echo(render_graph_text(register, group=only), nl=False)
        return
    if reading.format == "svg":
        from sepkit.publish.graph_svg import render_graph

        click.echo(render_graph(register, group=only))
        return
    from sepkit.publish.graph_formats import render_graph_format

    click.echo(render_graph_format(register, reading.format, group=only), nl=False)


def _print_impact(reading: Reading, written: str) -> None:
    """Print one proposal's impact as text or JSON.

    Raises:
        UsageError: no such proposal, or a format that draws the whole graph.
    """
    from sepkit.analysis.graph import find_impact
    from sepkit.publish.escape import json_file
    from sepkit.publish.text.impact import render_impact

    if reading.format not in ("text", "json"):
        raise UsageError(
            f"an impact is no graph to print as `{reading.format}`",
            help="leave --format away, or ask for --format json",
        )
    register = reading.register
    likely = [conflict for conflict in register.conflicts if conflict.worth_a_look]
    found = find_impact(reading.key(written), register.proposals, likely)
    text = (
        json_file(encode(found), indent=2)
        if reading.format == "json"
        else render_impact(register, found)
    )
    click.echo(text, nl=False)
