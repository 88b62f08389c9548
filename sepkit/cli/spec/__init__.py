"""`sepkit spec`: one question a file, listed here."""

import click

from sepkit.cli.spec.inventory import spec_list
from sepkit.cli.spec.requirements import spec_requirements
from sepkit.cli.spec.search import spec_search
from sepkit.cli.spec.show import spec_show
from sepkit.cli.spec.unexplained import spec_unexplained

QUESTIONS: tuple[click.Command, ...] = (
    spec_list,
    spec_search,
    spec_show,
    spec_unexplained,
    spec_requirements,
)
"""In the order of the help."""


@click.group(
    epilog="""\b
Examples:
  sepkit spec list --kind method --state deprecated
  sepkit spec search session
  sepkit spec show method:tools/call
  sepkit spec unexplained 2026-07-28
  sepkit spec requirements SEP-2575"""
)
def spec() -> None:
    """Ask what the specification holds, who brought it, what is tested.

    A surface is a nameable piece of the specification, written `kind:name`: `method:tools/call`,
    `type:CallToolResult`, `header:Mcp-Name`, `doc:basic/transports#security-warning`.
    """


for _question in QUESTIONS:
    spec.add_command(_question)
