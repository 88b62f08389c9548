"""`sepkit graph`."""

import click

from sepkit.cli.queue import find_group
from sepkit.cli.reading import Reading, reading_options
from sepkit.publish.text.graph import render_graph_text


@click.command(epilog="Example: sepkit graph --format svg > graph.svg")
@click.option("--group", metavar="GROUP", help="Only this group's proposals and what they join.")
@reading_options("text", "json", "graphml", "dot", "mermaid", "svg")
def graph(group: str | None, reading: Reading) -> None:
    """Print what depends on what, its cycles and the land order.

    `text` lists relations, cycles and the order; the other formats hold the whole graph.
    """
    register = reading.register
    if reading.format == "text":
        click.echo(render_graph_text(register), nl=False)
        return
    only = find_group(register, group).id if group else None
    if reading.format == "svg":
        from sepkit.publish.graph_svg import render_graph

        click.echo(render_graph(register, group=only))
        return
    from sepkit.publish.graph_formats import render_graph_format

    click.echo(render_graph_format(register, reading.format, group=only), nl=False)
