"""What can be wrong in the files of a built site; each check returns what it found."""

import gzip
import json
import re
import shutil
import subprocess
import tempfile
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

import jsonschema

PAGE_BYTES = 60_000
"""What a page may weigh with all that it loads, compressed, without the search index."""

E2E = Path(__file__).parents[1]
VALIDATOR = E2E / "node_modules" / ".bin" / "html-validate"
ATOM = "{http://www.w3.org/2005/Atom}"
_FILE_NAME = re.compile(r"[._]{0,2}[a-z0-9][a-z0-9._-]{0,110}|__\.json")

Found = list[tuple[str, str]]
"""Path below the site's root, and what is wrong there."""


@dataclass
class Page(HTMLParser):
    """One page's links, ids and what it loads."""

    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    inline: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append(tag)
        if found.get("id"):
            self.ids.append(found["id"] or "")
        is_inline = "style" in found or any(name.startswith("on") for name in found)
        if is_inline or tag == "style" or (tag == "script" and not found.get("src")):
            self.inline.append(tag)
        if tag in ("a", "form"):
            self.links.append(found.get("href") or found.get("action") or "")
        elif tag == "link" and found.get("rel") != "canonical":
            self.links.append(found.get("href") or "")
            if found.get("rel") in ("stylesheet", "icon"):
                self.loads.append(found.get("href") or "")
        elif found.get("src"):
            self.loads.append(found["src"] or "")


@cache
def pages_of(out: Path) -> dict[Path, Page]:
    """Return every page of a folder that does not change any more."""
    found = {}
    for path in sorted(out.rglob("*.html")):
        page = Page()
        page.feed(path.read_text("utf-8"))
        found[path] = page
    return found


def is_moved(path: Path) -> bool:
    """Whether a page does nothing but lead on to another one."""
    return b'http-equiv="refresh"' in path.read_bytes()[:4000]


def broken_links(out: Path, *, base: str = "") -> Found:
    """Return every link inside the site that leads to no file, or to no id of it."""
    pages = pages_of(out)
    ids = {path: frozenset(page.ids) for path, page in pages.items()}
    files = {path.resolve() for path in out.rglob("*") if path.is_file()}
    broken = []
    for path, page in pages.items():
        for link in dict.fromkeys(page.links):
            target = _target(out, path, link, base)
            if target is None:
                continue
            fragment = urlsplit(link).fragment
            if target not in files or (fragment and fragment not in ids.get(target, {fragment})):
                broken.append((path.relative_to(out).as_posix(), link))
    return broken


def _target(out: Path, path: Path, link: str, base: str) -> Path | None:
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return None
    place = unquote(parts.path)
    if place.startswith("/"):
        target = out / place.removeprefix(base).lstrip("/")
    else:
        target = (path.parent / place) if place else path
    target = target.resolve()
    return target / "index.html" if target.is_dir() else target


def loads_from_elsewhere(out: Path) -> Found:
    """Return what a page would ask of another host, and what would run inside it."""
    return [
        (path.relative_to(out).as_posix(), what)
        for path, page in pages_of(out).items()
        for what in (*(load for load in page.loads if urlsplit(load).netloc), *page.inline)
    ]


def heavy_pages(out: Path) -> Found:
    """Return the pages that weigh more than they may, with all that they load."""
    found = []
    for path, page in pages_of(out).items():
        weight = len(gzip.compress(path.read_bytes()))
        weight += sum(_weight((path.parent / load).resolve()) for load in dict.fromkeys(page.loads))
        if weight > PAGE_BYTES:
            found.append((path.relative_to(out).as_posix(), f"{weight} bytes"))
    return found


@cache
def _weight(path: Path) -> int:
    return len(gzip.compress(path.read_bytes())) if path.is_file() else 0


def bad_names(out: Path) -> Found:
    """Return names that are not ours, and names that are one on a disk that ignores case."""
    paths = [path.relative_to(out).as_posix() for path in out.rglob("*")]
    seen = Counter(unicodedata.normalize("NFC", path).casefold() for path in paths)
    return [
        (path, "a name like another one" if seen[path.casefold()] > 1 else "no name of ours")
        for path in paths
        if seen[unicodedata.normalize("NFC", path).casefold()] > 1
        or not _FILE_NAME.fullmatch(path.rsplit("/", 1)[-1])
    ]


def bad_feeds(out: Path) -> Found:
    """Return feeds that are not well formed or lack what RFC 4287 asks for."""
    found = []
    for path in sorted((out / "feeds").glob("*.atom")):
        try:
            feed = ET.fromstring(path.read_bytes())  # noqa: S314 - written by the build
        except ET.ParseError as error:
            found.append((path.name, str(error)))
            continue
        found += [
            (path.name, f"no {name} in {where.tag}")
            for where in (feed, *feed.findall(f"{ATOM}entry"))
            for name in ("id", "title", "updated")
            if not (where.findtext(f"{ATOM}{name}") or "").strip()
        ]
        ids = Counter(entry.findtext(f"{ATOM}id") for entry in feed.findall(f"{ATOM}entry"))
        found += [(path.name, f"{key} stands twice") for key, n in ids.items() if n > 1]
    return found


def bad_json(out: Path) -> Found:
    """Return JSON that does not parse, and facts that do not fit their schema."""
    found = []
    for path in sorted(out.rglob("*.json")):
        name = path.relative_to(out).as_posix()
        try:
            json.loads(path.read_bytes(), parse_constant=_refuse)
        except ValueError as error:
            found.append((name, str(error)))
    api = out / "api" / "v1"
    checks = [("register", api / "register.json")]
    checks += [("sep", path) for path in sorted((api / "sep").glob("*.json"))]
    for schema, path in checks:
        rules = json.loads((api / "schema" / f"{schema}.json").read_bytes())
        validator = jsonschema.Draft202012Validator(rules)
        errors = validator.iter_errors(json.loads(path.read_bytes()))
        found += [(path.relative_to(out).as_posix(), error.message[:200]) for error in errors]
    return found


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")


def invalid_html(out: Path) -> Found:
    """Return what html-validate objects to, over all pages at once."""
    node = shutil.which("node") or "node"
    command = [node, str(VALIDATOR), "--config", str(E2E / ".htmlvalidate.json"), "--formatter"]
    with tempfile.TemporaryFile() as answer:
        # Into a file: node leaves before a pipe has taken all of a long answer.
        subprocess.run(
            [*command, "json", str(out / "**" / "*.html")], stdout=answer, check=False, cwd=E2E
        )
        answer.seek(0)
        results = json.loads(answer.read() or b"[]")
    return [
        (
            Path(result["filePath"]).relative_to(out).as_posix(),
            f"{message['line']}: {message['ruleId']}: {message['message']}",
        )
        for result in results
        for message in result["messages"]
    ]


FILE_CHECKS = {
    "broken links": broken_links,
    "external requests, inline script or style": loads_from_elsewhere,
    f"pages over {PAGE_BYTES} bytes": heavy_pages,
    "names that collide or are not ours": bad_names,
    "faults in feeds": bad_feeds,
    "faults in JSON": bad_json,
    "faults in HTML": invalid_html,
}
"""Each looks at the whole output."""
