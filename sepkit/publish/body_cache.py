"""Rendered texts, kept between builds: a push renders the one text that it changed.

The cache is a plain JSON file. It is keyed by the bytes of a text and the renderer's version, it
can be deleted at any time, and one that cannot be read is built anew. What comes out of it passes
through the same clean-up as a fresh rendering, so that a tampered file cannot put script on a page.
"""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sepkit.publish.body import RENDERER_VERSION, Body, clean_body, render_body
from sepkit.publish.writing import keep_json

FILE = f"bodies-{RENDERER_VERSION}.json"


class BodyCache:
    """Renders texts, or remembers them."""

    def __init__(self, folder: Path | None) -> None:
        self._path = folder / FILE if folder is not None else None
        self._known: dict[str, Any] = self._read()
        self._used: dict[str, Any] = {}
        self._made: dict[str, Body] = {}
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
        key = text_key(text)
        if key in self._made:
            return self._made[key]
        body = self._kept(key)
        if body is None:
            self.rendered += 1
            body = render_body(text)
        self._made[key] = body
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

    def anchors(self, text: str) -> tuple[int, ...]:
        """Return the lines of the text that can be linked to."""
        key = text_key(text)
        try:
            return tuple(int(line) for line in self._known[key][3])
        except (KeyError, TypeError, ValueError, IndexError):
            return self.body(text).anchors

    def save(self, texts: Iterable[str]) -> None:
        """Keep what is known of these texts, and forget the rest."""
        for key in map(text_key, texts):
            if key in self._known:
                self._used.setdefault(key, self._known[key])
        if self._path is None or (not self.rendered and self._used.keys() == self._known.keys()):
            return
        keep_json(self._path, self._used)


def text_key(text: str) -> str:
    """Return the name that a text is kept under."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
