"""Pages of the build before, taken over byte by byte where nothing that they are made of changed.

A page is made of its names and context, of what its template asks the view, of the frame around it
and of the code that joins them. The first, the frame and the code are the page's key; questions are
kept beside it with digests of their answers. Where the key is known and every question has the same
answer, rendering would give the same bytes, and nothing is rendered to find that out. The bytes are
taken from the folder that the build before wrote, and only if they are still those that it wrote: a
file that somebody edited is made anew.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sepkit.publish.site.asked import Asked, Question
from sepkit.publish.writing import keep_json

VERSION = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What is known of one page."""

    key: str
    digest: str
    """Of its bytes."""
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What the build before kept: its pages, and the digest of each answer that they got."""

    pages: Mapping[str, Kept]
    answers: Mapping[Question, str]


class PageStore:
    """What the build before wrote into one folder, and what this one does."""

    def __init__(self, cache_folder: Path, out: Path) -> None:
        """Read what is known of a folder.

        Args:
            cache_folder: where it is kept between builds; a file there can be deleted at any time.
            out: the folder that the build before wrote.
        """
        name = hashlib.sha256(str(out).encode("utf-8", "surrogatepass")).hexdigest()[:16]
        self._path = cache_folder / f"pages-{VERSION}-{name}.json"
        self._out = out
        self._before = _read(self._path)
        self._same: dict[Question, bool] = {}
        self._now: dict[str, Kept] = {}
        self.reused = 0
        """How many pages were taken over."""

    def take(self, path: str, key: str, asked: Asked) -> bytes | None:
        """Return the bytes of a page that would come out as before; None where it has to be made.

        Args:
            path: of the file, below the site's root.
            key: see `page_key`.
            asked: answers the page's questions as they stand now.
        """
        known = self._before.pages.get(path)
        if known is None or known.key != key:
            return None
        if not all(self._is_same(question, asked) for question in known.questions):
            return None
        file = self._out / path
        try:
            data = None if file.is_symlink() else file.read_bytes()
        except OSError:
            return None
        if data is None or _digest(data) != known.digest:
            return None
        self._now[path] = known
        self.reused += 1
        return data

    def _is_same(self, question: Question, asked: Asked) -> bool:
        known = self._same.get(question)
        if known is None:
            known = asked.digest(question) == self._before.answers[question]
            self._same[question] = known
        return known

    def place(self, path: str) -> Path:
        """Return where the build before wrote a file."""
        return self._out / path

    def note(self, path: str, key: str, data: bytes, questions: tuple[Question, ...]) -> None:
        """Remember what a page that was made is made of, and its bytes."""
        self._now[path] = Kept(key=key, digest=_digest(data), questions=questions)

    def save(self, asked: Asked) -> None:
        """Keep what this build made and took over."""
        numbers: dict[Question, int] = {}
        pages = {
            path: [
                kept.key,
                kept.digest,
                [numbers.setdefault(question, len(numbers)) for question in kept.questions],
            ]
            for path, kept in self._now.items()
        }
        data = {"questions": [[q, asked.digest(q)] for q in numbers], "pages": pages}
        keep_json(self._path, data)


def page_key(digest: str, *, frame: str) -> str:
    """Return a digest of all that a page's bytes depend on, but for what its template asks.

    Args:
        digest: of the page: its names stand in the frame, its context in its content.
        frame: a digest of what all pages share; see `frame_key`.
    """
    return _digest(f"{frame} {digest}".encode())


def frame_key(shared: Mapping[str, Any], folders: Iterable[Path]) -> str:
    """Return a digest of what stands around every page.

    Args:
        shared: what the theme's templates print, and what tells one version of the code that joins
            page and frame from another, in plain values.
        folders: of the theme's templates and the pages'.
    """
    digest = hashlib.sha256(repr(sorted(shared.items())).encode("utf-8", "surrogatepass"))
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                digest.update(str(path.relative_to(folder)).encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _read(path: Path) -> Before:
    try:
        data = json.loads(path.read_text("utf-8"))
        questions = [(_question(q), str(digest)) for q, digest in data["questions"]]
        pages = {
            str(name): Kept(
                key=str(key),
                digest=str(digest),
                questions=tuple(questions[number][0] for number in numbers),
            )
            for name, (key, digest, numbers) in data["pages"].items()
        }
    except (OSError, ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError):
        return Before(pages={}, answers={})
    return Before(pages=pages, answers=dict(questions))


def _question(data: list[Any]) -> Question:
    return tuple(tuple(item) if isinstance(item, list) else item for item in data)
