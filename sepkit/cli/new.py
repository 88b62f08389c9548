"""`sepkit new`."""

from pathlib import Path

import click

from sepkit.cli.output import output_folder
from sepkit.cli.reading import Reading, reading_options
from sepkit.model import Date, UsageError
from sepkit.publish.text.route import render_draft


@click.command(epilog="Example: sepkit new --title 'Quiet lamps' --purpose 'Dim at dawn'")
@click.option("--title", prompt="Title", help="The title of the proposal.")
@click.option("--purpose", prompt="What is it for", help="The problem, in a sentence or two.")
@click.option("--author", default="Your Name (@handle)", help="As the process writes authors.")
@output_folder("The folder to write the file into.", "--folder")
@click.option("--dry-run", is_flag=True, help="Answer, and write nothing.")
@reading_options()
def new(
    title: str, purpose: str, author: str, output: Path, dry_run: bool, reading: Reading
) -> None:
    """Ask what a new proposal is for, say whose it would be, and write its file.

    Shows the group, who decides, whom to talk to and which proposals resemble it; then writes the
    process's template with what is known. An existing file is never overwritten.
    """
    from sepkit.pipeline.drafts import read_desk, route_draft
    from sepkit.publish.new_proposal import file_name, render_proposal

    desk = reading.told(read_desk)
    if desk.dialect.form != "list":
        raise UsageError(
            f"the preset `{desk.dialect.name}` has no template here",
            help="copy the repository's own template",
        )
    text = render_proposal(
        desk.dialect, title=title, purpose=purpose, author=author, today=_today()
    )
    name = file_name(desk.dialect, title)
    found = route_draft(desk, text.encode(), path=name)
    names = {group.id: group.name for group in desk.ownership.groups}
    reading.print(found, lambda: render_draft(found, names))
    if dry_run:
        return
    place = output / name
    try:
        with place.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError as error:
        raise UsageError(f"`{place}` is there already", help="choose another title") from error
    except OSError as error:
        raise UsageError(f"`{place}` cannot be written: {error.strerror}") from error
    click.echo(f"wrote {place}", err=True)


def _today() -> Date:
    from datetime import UTC, datetime

    return Date(datetime.now(UTC).date().isoformat())
