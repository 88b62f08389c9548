"""One built site for all tests that look at it."""

import functools
import http.server
import threading
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from sepkit.model import ProposalKey, Register
from sepkit.publish.build import Built, build_site
from tests.publish.registers import register, texts


@dataclass(frozen=True)
class Reading:
    register: Register
    texts: dict[ProposalKey, str]


@pytest.fixture(scope="session")
def reading() -> Reading:
    found = register()
    return Reading(register=found, texts=texts(found))


@pytest.fixture(scope="session")
def built(reading: Reading, tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build_site(
        reading,
        tmp_path_factory.mktemp("site") / "out",
        site_url="https://site.example/below/",
    )


@pytest.fixture(scope="session")
def address(built: Built) -> Iterator[str]:
    """Serve the built site below a path of its own, as a forge's pages would."""

    class Handler(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            del format, args

        def translate_path(self, path: str) -> str:
            return super().translate_path(path.removeprefix("/below"))

    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Handler, directory=str(built.out))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/below/"
    server.shutdown()
    server.server_close()
