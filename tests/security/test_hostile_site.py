"""Payloads in every field of real repositories, through the pipeline, into a site in Chromium."""

import functools
import http.server
import json
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from sepkit.model import Register
from sepkit.pipeline import ReadRequest, read_register
from sepkit.publish.build import Built, build_site
from tests.security.conftest import Read
from tests.security.proposals import BASE, sep
from tests.security.running import files_below
from tests.sources.builders import FILE, FOLDER, Builder

LISTED = json.loads(
    (Path(__file__).parents[1] / "publish" / "payloads.json").read_text(encoding="utf-8")
)
OWN = (
    "</script><script>window.__pwned=1</script>",
    "</title><script>window.__pwned=1</script>",
    "</textarea></style></noscript><img src=x onerror=window.__pwned=1>",
    "'\"><img src=x onerror=window.__pwned=1>",
    "{{ self.__init__.__globals__ }}{% raw %}<script>window.__pwned=1</script>",
    "javascript:window.__pwned=1",
    "data:text/html,<script>window.__pwned=1</script>",
    "[x](javascript:window.__pwned=1) ![x](https://evil.example/x.png)",
    "<https://evil.example/?q> <img src=https://evil.example/t.gif>",
    "x onmouseover=window.__pwned=1 autofocus onfocus=window.__pwned=1",
    "<!--><svg onload=window.__pwned=1>-->",
    "]]><script>window.__pwned=1</script>",
    "&lt;script&gt;window.__pwned=1&lt;/script&gt;",
    "\u202e</script>\u2066\u200b<script>window.__pwned=1</script>",
    "`</code><script>window.__pwned=1</script>`",
    "<a id=location name=cookie href=//evil.example>x</a>",
    "<style>*{background:url(https://evil.example/c)}</style>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<base href=https://evil.example/>",
    "../../../../tmp/pwned",
)
PAYLOADS: tuple[str, ...] = tuple(
    " ".join(payload.replace("\0", "").encode("utf-8", "replace").decode().split())
    for payload in (*OWN, *LISTED[:: len(LISTED) // 50])
)
"""As one line of text: half a surrogate pair cannot stand in a file that is UTF-8."""
FIRST = 200
STANDS = re.compile(r"window\.__pwned=1|onerror=|evil\.example")


def _proposal(number: int, payload: str) -> str:
    return (
        sep(
            number,
            payload,
            status=payload,
            track=payload,
            created=payload,
            authors=f"{payload} (@{payload})",
            sponsor=payload,
            pull=payload,
            more=f"- **{payload[:60]}**: {payload}\n- **Unknown**: {payload}\n",
            body=f"{payload}\n\n## {payload}\n\nServers MUST define `{payload}` as in SEP-10.",
        )
        + f"\n```html\n{payload}\n```\n\n| a | b |\n| --- | --- |\n| {payload} | x |\n"
    )


def _charter(payload: str) -> bytes:
    return (
        f"---\ntitle: {json.dumps(payload)}\n---\n# {payload} Working Group\n\n"
        f"## Mission\n\n{payload}\n\n## Leadership\n\n| Role | Name | GitHub |\n| --- | --- | --- |\n"  # noqa: E501
        f"| Lead | {payload} | @{payload} |\n\n## Scope\n\n### In Scope\n\n- {payload}\n"
    ).encode()


def _group(number: int, payload: str) -> bytes:
    words = json.dumps(payload)
    return (
        f"id: wg-hostile-{number}\nname: {words}\nkind: working-group\nstatus: active\n"
        f"summary: {words}\nleads: [{{name: {words}, role: {words}}}]\n"
        f"owns: {{topics: [{words}], surfaces: [{words}]}}\n"
    ).encode()


def _schema() -> bytes:
    return json.dumps(
        {
            "$defs": {
                p: {"type": "object", "description": p, "properties": {p: {"type": "string"}}}
                for p in PAYLOADS
            }
        }
    ).encode()


def _name(number: int, payload: str) -> bytes:
    kept = re.sub(r"[/\x00-\x1f\x7f]", "_", payload)
    return f"{number}-{kept[:80]}.md".encode()


@dataclass(frozen=True, kw_only=True)
class Site:
    register: Register
    built: Built
    around: Path
    """The folder that the site was built in; nothing else may be in it."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    builder = Builder(tmp_path_factory.mktemp("payloads") / "payloads.git")
    charters = {
        f"docs/community/working-groups/hostile-{n}.mdx": _charter(p)
        for n, p in enumerate(PAYLOADS[:20])
    }
    groups = {f"workgroups/hostile-{n}.yml": _group(n, p) for n, p in enumerate(PAYLOADS)}
    files = {
        **BASE,
        **charters,
        **groups,
        "schema/draft/schema.json": _schema(),
        "seps/10-first.md": sep(10, "First", status="Final").encode(),
    }
    main = builder.base(files)
    for number, payload in enumerate(PAYLOADS, start=FIRST):
        blob = builder.write("blob", _proposal(number, payload).encode())
        tree = builder.tree(
            [(FOLDER, "seps", builder.tree([(FILE, _name(number, payload), blob)]))]
        )
        author = payload.replace("<", "(").replace(">", ")").encode() + b" <x@example.org>"
        commit = builder.commit(tree, main, author=author, message=payload.encode())
        builder.ref(f"refs/pull/{number}/head", commit)
    around = tmp_path_factory.mktemp("around")
    result = read_register(ReadRequest(location=str(builder.folder)))
    built = build_site(result, around / "out", site_url="https://site.example/below/")
    return Site(register=result.register, built=built, around=around)


def test_there_are_enough_payloads() -> None:
    assert len(set(PAYLOADS)) >= 60


def test_every_payload_became_a_page(site: Site) -> None:
    assert site.register.counts.is_balanced
    assert site.register.counts.refused == 0
    assert len(site.register.proposals) == len(PAYLOADS) + 1


def test_nothing_is_written_beside_the_site_and_every_name_is_ours(site: Site) -> None:
    ours = re.compile(r"[A-Za-z0-9._/-]+")
    files = files_below(site.built.out)

    assert [path.name for path in site.around.iterdir()] == ["out"]
    assert all(ours.fullmatch(name) for name in files)
    assert len({name.casefold() for name in files}) == len(files)
    assert not any(path.is_symlink() for path in site.built.out.rglob("*"))


def test_no_file_holds_a_control_character(site: Site) -> None:
    active = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
    texts = (".html", ".json", ".xml", ".svg", ".txt")
    found = [
        name
        for name, data in files_below(site.built.out).items()
        if name.endswith(texts) and not name.endswith(".json") and active.search(data.decode())
    ]

    assert found == []


@pytest.fixture(scope="module")
def address(site: Site) -> Iterator[str]:
    class Handler(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
            del format, args

        def translate_path(self, path: str) -> str:
            return super().translate_path(path.removeprefix("/below"))

    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Handler, directory=str(site.built.out))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/below/"
    server.shutdown()
    server.server_close()


_REPORTS = """
window.__reports = [];
document.addEventListener("securitypolicyviolation",
  event => window.__reports.push(event.violatedDirective + " " + event.blockedURI));
"""


@pytest.mark.browser
def test_nothing_acts_in_a_real_browser(site: Site, address: str, browser: Any) -> None:
    seen: list[str] = []
    pages = sorted(site.built.out.rglob("*.html"))
    page = browser.new_page()
    page.add_init_script(_REPORTS)

    def dismiss(dialog: Any) -> None:
        seen.append(f"dialog {dialog.message}")
        dialog.dismiss()

    page.on("dialog", dismiss)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: seen.append(f"error {error}"))
    page.on("console", lambda message: seen.append(f"console {message.text}"))
    for file in pages:
        page.goto(address + file.relative_to(site.built.out).as_posix())
        seen += _state(page, file)
    page.close()
    seen += [url for url in asked if not url.startswith(address)]

    assert len(pages) > len(PAYLOADS)
    assert seen == []


def _state(page: Any, file: Path) -> list[str]:
    """Return what a page did by itself, and what on it would act when touched."""
    reports, pwned, active = page.evaluate(
        """() => [window.__reports, window.__pwned || 0, [...document.querySelectorAll("*")]
          .filter(e => [...e.attributes].some(a => /^on/i.test(a.name)
             || (/^(href|src|action|formaction|data)$/i.test(a.name)
                 && /^\\s*(javascript|data|vbscript):/i.test(a.value)
                 && !/^data:image/.test(a.value)))
             || ["IFRAME", "OBJECT", "EMBED", "BASE"].includes(e.tagName))
          .map(e => e.outerHTML.slice(0, 200))]"""
    )
    found = [*reports, *active] + ([f"pwned {pwned}"] if pwned else [])
    return [f"{file}: {what}" for what in found]


def test_the_site_of_all_hostile_entries_is_built_beside_nothing(
    hostile: Read, tmp_path: Path
) -> None:
    """Names that differ in case or composition, devices, dots and paths: pages of their own."""
    around = tmp_path / "around"
    around.mkdir()

    built = build_site(hostile.result, around / "out")
    files = files_below(built.out)

    assert [path.name for path in around.iterdir()] == ["out"]
    assert len({name.casefold() for name in files}) == len(files)
    pages = [name for name in files if re.fullmatch(r"sep/[^/]+/index\.html", name)]
    assert len(pages) >= len(hostile.register.proposals)
