"""`sepkit serve`."""

import re
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

POLL_SECONDS = 1.0
"""How often the refs are looked at; a look costs a few milliseconds."""

HOLD_SECONDS = 20.0
"""How long a page's question for a newer build is held before it is answered with "none"."""

_NUMBER = re.compile("[1-9][0-9]{0,18}")

LIVE = "/livereload/"
"""Where pages ask: `/livereload/<the build they show>/<anything>`, as with MkDocs' own server."""


@click.command(epilog="Example: sepkit serve --repo ../spec.git --port 8000")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65_535),
    default=8000,
    show_default=True,
    help="The port to listen on; 0: any.",
)
@reading_options("text")
def serve(host: str, port: int, reading: Reading) -> None:
    """Build the status site, serve it here and follow the repository.

    When a ref moves, the site is built again, and pages that are open load again by themselves.
    Stop with Ctrl-C.
    """
    with tempfile.TemporaryDirectory(prefix="sepkit-") as folder:
        preview = Preview(reading.request, Path(folder))
        preview.build()
        server = _server(host, port, preview)
        click.echo(f"http://{host}:{server.server_address[1]}/  (Ctrl-C stops)")
        follower = threading.Thread(target=preview.follow, daemon=True)
        follower.start()
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            click.echo("stopped", err=True)
        finally:
            server.server_close()


class Preview:
    """A site that is built again whenever a ref of its repository moves."""

    def __init__(self, request: ReadRequest, folder: Path) -> None:
        self._request = request
        self._cache = folder / "cache"
        self._changed = threading.Condition()
        self._seen = refs_state(request.location)
        self.out = folder / "site"
        self.number = 0
        """Number of the newest build; it only grows, also over restarts."""

    def build(self) -> None:
        """Build, then tell every page that waits for it."""
        from sepkit.publish.build import build_site

        result = read_register(self._request)
        build_site(result, self.out, cache_folder=self._cache, is_live=True)
        with self._changed:
            self.number = max(self.number + 1, time.time_ns() // 1_000_000)
            self._changed.notify_all()

    def follow(self) -> None:
        """Build again whenever a ref moved; what cannot be read now is told and tried again."""
        while True:
            time.sleep(POLL_SECONDS)
            now = refs_state(self._request.location)
            if now is None or now == self._seen:
                continue
            self._seen = now
            try:
                self.build()
                click.echo("built again", err=True)
            except SepkitError as error:
                click.echo(f"error: {error}", err=True)

    def wait_for_newer(self, number: int) -> int:
        """Return the number of a build newer than that, or after some time the newest there is."""
        with self._changed:
            self._changed.wait_for(lambda: self.number > number, timeout=HOLD_SECONDS)
            return self.number


def _server(host: str, port: int, preview: Preview) -> ThreadingHTTPServer:
    class Handler(SimpleHTTPRequestHandler):
        def __init__(self, *args: Any, **rest: Any) -> None:
            super().__init__(*args, directory=str(preview.out), **rest)

        def do_GET(self) -> None:
            if self.path.startswith(LIVE):
                self._answer_live()
            else:
                super().do_GET()

        def _answer_live(self) -> None:
            asked = self.path.removeprefix(LIVE).partition("/")[0]
            shown = int(asked) if _NUMBER.fullmatch(asked) else 0
            answer = str(preview.wait_for_newer(shown)).encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/plain")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def end_headers(self) -> None:
            self.send_header("Cache-Control", "no-store")
            super().end_headers()

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base's name
            del format, args

    try:
        return ThreadingHTTPServer((host, port), Handler)
    except OSError as error:
        raise UsageError(
            f"cannot listen on {host}:{port}: {error.strerror}", help="choose another with --port"
        ) from error
