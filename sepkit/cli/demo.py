"""`sepkit demo`."""

from pathlib import Path

import click

from sepkit.answers import cache_folder
from sepkit.cli.output import output_folder
from sepkit.cli.progress import ProgressLine


@click.command(epilog="Example: sepkit demo --output /tmp/try")
@output_folder(
    "Where to put the sample and its site; made anew if it is one of ours.",
    "--folder",
    default="sepkit-demo",
)
def demo(output: Path) -> None:
    """Build a sample repository and its site, and say where to look.

    The sample is a small fictional protocol with working groups that disagree, proposals in flight
    and files that have something wrong with them. Its commits are the same everywhere.
    """
    from sepkit.pipeline import ReadRequest, read_register
    from sepkit.publish.build import build_site
    from sepkit.publish.text.status import render_status
    from sepkit.sample import build_sample

    line = ProgressLine(enabled=True)
    line("building the sample", 0, 0)
    repository = build_sample(output / "repository")
    request = ReadRequest(location=str(repository), cache_folder=cache_folder())
    result = read_register(request, progress=line)
    site = output / "site"
    build_site(result, site, progress=line)
    line.clear()
    click.echo(render_status(result.register), nl=False)
    click.echo(f"""
Look at it:
  open {site / "index.html"}
  sepkit serve --repo {repository}
Ask it:
  sepkit queue --repo {repository}
  sepkit conflicts --across --repo {repository}""")
