"""Every page of a built site in a real browser: axe, what it asks for, and whether it fits."""

import functools
import http.server
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.e2e.site.output import E2E, Found, is_moved

AXE = E2E / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "wcag2aaa", "best-practice"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mode:
    """One way of looking."""

    scheme: str
    width: int


MODES = tuple(
    Mode(scheme=scheme, width=width) for scheme in ("light", "dark") for width in (1280, 320)
)


@contextmanager
def served(out: Path) -> Iterator[str]:
    """Serve a folder and yield its address."""

    class Handler(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
            del format, args

    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Handler, directory=str(out))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def look(
    browser: Any,
    address: str,
    paths: list[str],
    mode: Mode,
    *,
    told: Callable[[str], None] = lambda _: None,
) -> Found:
    """Open pages one after the other and return everything that is wrong with them.

    Args:
        browser: a started Chromium.
        address: where the site is served, ending in `/`.
        paths: of pages, below the address.
        mode: colours and width.
        told: called with each path before it is opened.
    """
    found: Found = []
    context = browser.new_context(
        viewport={"width": mode.width, "height": 900},
        color_scheme=mode.scheme,
        reduced_motion="reduce",
        bypass_csp=True,
    )
    page = context.new_page()
    place = [""]
    page.on("dialog", lambda d: _note_dialog(found, place[0], d))
    page.on("console", lambda m: found.append((place[0], f"console: {m.text}")))
    page.on("pageerror", lambda e: found.append((place[0], f"error: {e}")))
    page.on("request", lambda r: _note_outside(found, place[0], r.url, address))
    script = AXE.read_text("utf-8")
    options = json.dumps(
        {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
    )
    for path in paths:
        told(path)
        place[0] = path
        page.goto(address + path)
        over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if over > 0:
            found.append((path, f"{over} px wider than {mode.width}"))
        page.evaluate(script)
        result = page.evaluate(f"axe.run(document, {options})")
        found += [
            (path, f"{mode.scheme} {mode.width} {v['id']}: {v['nodes'][0]['html'][:160]}")
            for v in result["violations"]
        ]
    context.close()
    return found


def _note_dialog(found: Found, path: str, dialog: Any) -> None:
    found.append((path, f"dialog: {dialog.message}"))
    dialog.dismiss()


def _note_outside(found: Found, path: str, url: str, address: str) -> None:
    if not url.startswith((address, "data:")):
        found.append((path, f"request: {url}"))


def page_paths(out: Path) -> list[str]:
    """Return the addresses of all pages below the site's root that stay where they are."""
    pages = sorted(path for path in out.rglob("*.html") if not is_moved(path))
    files = [path.relative_to(out).as_posix() for path in pages]
    return [path.removesuffix("index.html") for path in files]
