"""`sepkit export`."""

from pathlib import Path

import click

from sepkit.cli.output import output_file, write_text
from sepkit.cli.reading import PRINTED, Reading, reading_options
from sepkit.publish.export import render_register


@click.command(epilog="Example: sepkit export --repo ../spec.git -o register.json")
@output_file()
@reading_options("json")
def export(output: Path | None, reading: Reading) -> None:
    """Write the register, everything sepkit knows, as JSON.

    The result is valid against `sepkit schema register`. The export fails if what was seen is not
    what was read, read in part or refused.
    """
    text = render_register(reading.register)
    if output is None:
        click.echo(text, nl=False)
        click.get_current_context().find_root().meta[PRINTED] = text
    else:
        write_text(text, output)
        counts = reading.register.counts
        click.echo(f"{output}: {counts.seen} seen, {counts.refused} refused", err=True)
