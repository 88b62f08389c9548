"""The fake over HTTP, on a port of this machine: what a real client, or the runner, talks to."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from sepkit.forge.requests import WireError
from tests.forge.fake.faults import FaultyWire


@contextmanager
def serving(wire: FaultyWire, *, prefix: str = "/api/v3") -> Iterator[str]:
    """Serve a world and yield the base address of its API.

    Args:
        wire: what answers.
        prefix: where REST stands: `/api/v3` on an Enterprise server, nothing on GitHub.com; GraphQL
            stands beside it, at `/api/graphql` or `/graphql`.
    """
    lock = threading.Lock()
    graphql = prefix.removesuffix("/v3") + "/graphql"

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base's name
            del format, args

        def _answer(self) -> None:
            length = int(self.headers.get("content-length") or 0)
            body = json.loads(self.rfile.read(length)) if length else None
            path = self.path.removeprefix(prefix)
            if self.path == graphql:
                path = "/graphql"
            elif path == "/graphql" or not self.path.startswith(prefix + "/"):
                path = "/no/such/address"
            wire.tokens.append(self.headers.get("authorization", ""))
            try:
                with lock:
                    etag = self.headers.get("if-none-match", "")
                    answer = wire.send(self.command, path, body, etag=etag)
            except WireError:
                self.connection.close()
                return
            data = answer.text.encode()
            self.send_response_only(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_POST = do_PATCH = do_DELETE = do_PUT = _answer  # noqa: N815 - the base's names

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
    )
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}{prefix}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
