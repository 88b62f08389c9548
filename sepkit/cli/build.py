"""`sepkit build`."""

from pathlib import Path

import click

from sepkit.cli.output import output_folder
from sepkit.cli.progress import ProgressLine
from sepkit.cli.reading import Reading, reading_options
from sepkit.model import UsageError
from sepkit.publish.build import Built, build_site


@click.command(epilog="Example: sepkit build --repo ../spec.git --output public")
@output_folder(
    "The folder for the site; it is replaced as a whole, if it is one of ours or empty.",
    "--out",
    default="public",
)
@click.option("--site-url", default="", metavar="URL", help="Where the site will be published.")
@reading_options()
def build(output: Path, site_url: str, reading: Reading) -> None:
    """Build the status site.

    The result is plain files: no server, no request to anywhere else. The same commit gives the
    same bytes.
    """
    from sepkit.pipeline.keeping import state_of
    from sepkit.publish.stamp import stamp_of

    cache = reading.request.cache_folder
    # Asked again after the build: what moved while it ran is in no stamp.
    state = state_of(reading.request)
    stamp = stamp_of(state, [site_url], output, cache)
    built = stamp.current() if stamp is not None else None
    is_new = built is None
    if built is None:
        built = _build(output, site_url, reading)
        if stamp is not None and state_of(reading.request) == state:
            stamp.keep(built)
    reading.print(
        built,
        lambda: (
            f"{built.pages} pages, {built.bytes // 1024} kB in {output}"
            f"{'' if is_new else ', as the build before left them: nothing changed'}\n"
            f"Next: open {output / 'index.html'}, or sepkit serve\n"
        ),
    )


def _build(output: Path, site_url: str, reading: Reading) -> Built:
    result = reading.result
    line = ProgressLine(enabled=True)
    try:
        return build_site(
            result,
            output,
            repository=_folder_of(reading.request.location),
            site_url=site_url,
            cache_folder=reading.request.cache_folder,
            progress=line,
        )
    except OSError as error:
        raise UsageError(
            f"the site cannot be written to `{output}`: {error.strerror}",
            help="name a folder of yours: -o FOLDER",
        ) from error
    finally:
        line.clear()


def _folder_of(location: str) -> Path | None:
    """Return the repository's folder on this machine, into which no site is built."""
    place = Path(location)
    return place if place.is_dir() else None
