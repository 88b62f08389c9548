"""`sepkit build`."""

from pathlib import Path

import click

from sepkit.cli.progress import ProgressLine
from sepkit.cli.reading import Reading, reading_options


@click.command(epilog="Example: sepkit build --repo ../spec.git --out public")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("public"),
    show_default=True,
    help="The folder for the site; it is replaced as a whole, if it is one of ours or empty.",
)
@click.option("--site-url", default="", metavar="URL", help="Where the site will be published.")
@reading_options()
def build(out: Path, site_url: str, reading: Reading) -> None:
    """Build the status site.

    The result is plain files: no server, no request to anywhere else. The same commit gives the
    same bytes.
    """
    from sepkit.publish.build import build_site

    result = reading.result
    line = ProgressLine(enabled=True)
    try:
        built = build_site(
            result,
            out,
            repository=_folder_of(reading.request.location),
            site_url=site_url,
            cache_folder=reading.request.cache_folder,
            progress=line,
        )
    finally:
        line.clear()
    reading.print(
        built,
        lambda: (
            f"{built.pages} pages, {built.bytes // 1024} kB in {out}\n"
            f"Next: open {out / 'index.html'}, or sepkit serve\n"
        ),
    )


def _folder_of(location: str) -> Path | None:
    """Return the repository's folder on this machine, into which no site is built."""
    place = Path(location)
    return place if place.is_dir() else None
