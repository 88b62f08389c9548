"""Rendered texts, kept between builds: a push renders the one text that it changed.

The cache is a plain JSON file. It is keyed by the bytes of a text and the renderer's version, it
can be deleted at any time, and one that cannot be read is built anew. What comes out of it passes
through the same clean-up as a fresh rendering, so that a tampered file cannot put script on a page.
"""

import hashlib
import json
import os
from pathlib import Path
from typing import Any

from sepkit.publish.body import RENDERER_VERSION, Body, clean_body, render_body

FILE = f"bodies-{RENDERER_VERSION}.json"


class BodyCache:
    """Renders texts, or remembers them."""

    def __init__(self, folder: Path | None) -> None:
        self._path = folder / FILE if folder is not None else None
        self._known: dict[str, Any] = self._read()
        self._used: dict[str, Any] = {}
        self.rendered = 0
        """How many texts had to be rendered."""

    def _read(self) -> dict[str, Any]:
        if self._path is None:
            return {}
        try:
            data = json.loads(self._path.read_text("utf-8"))
        except (OSError, ValueError, RecursionError):
            return {}
        return data if isinstance(data, dict) else {}

    def body(self, text: str) -> Body:
        """Return the text as HTML."""
        key = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        body = self._kept(key)
        if body is None:
            self.rendered += 1
            body = render_body(text)
        self._used[key] = [str(body.html), body.cut_at, body.lines, list(body.anchors)]
        return body

    def _kept(self, key: str) -> Body | None:
        try:
            html, cut_at, lines, anchors = self._known[key]
            return Body(
                html=clean_body(html),
                cut_at=int(cut_at),
                lines=int(lines),
                anchors=tuple(int(line) for line in anchors),
            )
        except (KeyError, TypeError, ValueError):
            return None

    def save(self) -> None:
        """Keep what this build used, and forget the rest."""
        if self._path is None or (not self.rendered and self._used.keys() == self._known.keys()):
            return
        self._path.parent.mkdir(parents=True, exist_ok=True)
        temporary = self._path.with_name(f".{self._path.name}.{os.getpid()}")
        temporary.write_text(json.dumps(self._used), "utf-8")
        os.replace(temporary, self._path)  # noqa: PTH105 - atomic by contract
