"""`sepkit serve`."""

import tempfile
import threading
import time
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import click

from sepkit.cli.reading import Reading, reading_options
from sepkit.model import SepkitError, UsageError
from sepkit.pipeline import ReadRequest, read_register
from sepkit.sources import refs_state

POLL_SECONDS = 2.0
"""How often the refs are looked at; a look costs a few milliseconds."""


@click.command(epilog="Example: sepkit serve --repo ../spec.git --port 8000")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, help="The port to listen on; 0: any.")
@reading_options("text")
def serve(host: str, port: int, reading: Reading) -> None:
    """Build the status site, serve it here and follow the repository.

    When a ref moves, the site is built again; reload the page to see it. Stop with Ctrl-C.
    """
    with tempfile.TemporaryDirectory(prefix="sepkit-") as folder:
        out = Path(folder) / "site"
        _build(reading.request, out)
        server = _server(host, port, out)
        click.echo(f"http://{host}:{server.server_address[1]}/  (Ctrl-C stops)")
        follower = threading.Thread(target=_follow, args=(reading.request, out), daemon=True)
        follower.start()
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            click.echo("stopped", err=True)
        finally:
            server.server_close()


def _server(host: str, port: int, out: Path) -> ThreadingHTTPServer:
    class Handler(SimpleHTTPRequestHandler):
        def __init__(self, *args: Any, **rest: Any) -> None:
            super().__init__(*args, directory=str(out), **rest)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base's name
            del format, args

    try:
        return ThreadingHTTPServer((host, port), Handler)
    except OSError as error:
        raise UsageError(
            f"cannot listen on {host}:{port}: {error.strerror}", help="choose another with --port"
        ) from error


def _build(request: ReadRequest, out: Path) -> None:
    from sepkit.publish.build import build_site

    build_site(read_register(request), out)


def _follow(request: ReadRequest, out: Path) -> None:
    """Build again whenever a ref moved; what cannot be read now is told and tried again."""
    state = refs_state(request.location)
    while True:
        time.sleep(POLL_SECONDS)
        now = refs_state(request.location)
        if now is None or now == state:
            continue
        state = now
        try:
            _build(request, out)
            click.echo("built again", err=True)
        except SepkitError as error:
            click.echo(f"error: {error}", err=True)
