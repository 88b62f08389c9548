"""Pages of the specification: MDX to blocks, headings to document sections."""

import re
from collections.abc import Iterator

from sepkit.markup import read_blocks, split_front_matter
from sepkit.markup.anchors import slug_of
from sepkit.model import (
    LIMITS,
    BaseFile,
    Block,
    BlockKind,
    Finding,
    RepoPath,
    Severity,
    SpecPage,
    Surface,
    SurfaceState,
)
from sepkit.spec.mdx import Unclosed, read_mdx

_TITLE = re.compile(r"^title:\s*[\"']?(.*?)[\"']?\s*$", re.MULTILINE)
_MAX_HEADING_LEVEL = 5


def read_page(file: BaseFile, name: str) -> tuple[SpecPage | None, tuple[Finding, ...]]:
    """Read one page; one above the cap for documents is left out with a finding.

    Args:
        file: Markdown or MDX.
        name: the page's name below its revision's folder.
    """
    if len(file.data) > LIMITS.file_bytes:
        return None, (_too_large(file),)
    text = file.data.decode("utf-8", "replace")
    matter, body, first_line = split_front_matter(text)
    title = _TITLE.search(matter)
    plain = read_mdx(body, first_line=first_line)
    blocks = read_blocks(plain.text, first_line=first_line)
    page = SpecPage(
        name=name,
        path=file.path,
        blob=file.blob,
        title=title.group(1) if title else name.rpartition("/")[2],
        blocks=blocks,
    )
    return page, tuple(_unclosed(file, item) for item in plain.unclosed)


def _too_large(file: BaseFile) -> Finding:
    return Finding(
        rule="spec-page",
        severity=Severity.WARNING,
        subject=str(file.path),
        path=file.path,
        line=1,
        message=f"a page of {len(file.data)} bytes is not read",
        help="split the page",
    )


def _unclosed(file: BaseFile, item: Unclosed) -> Finding:
    closing = item.name.replace("<", "</")
    is_code = not item.name.startswith("<")
    what = "a code block" if is_code else f"the component `{item.name}`"
    return Finding(
        rule="spec-page",
        severity=Severity.WARNING,
        subject=str(file.path),
        path=file.path,
        line=item.line,
        message=f"{what} begins here and is never closed",
        help=f"close it with `{closing}`; the rest of the page is taken to be in it",
    )


def find_sections(page: SpecPage) -> Iterator[SurfaceState]:
    """Yield the page and its headings as document surfaces, each with its own deprecation."""
    where = [(page.name, 1)]
    used: set[str] = set()
    for block in page.blocks:
        if block.kind is BlockKind.HEADING and block.level <= _MAX_HEADING_LEVEL:
            where.append((f"{page.name}#{_unused(slug_of(block.text), used)}", block.line))
    marked = {section for section, _ in _notices(page)}
    for name, line in where:
        yield SurfaceState(
            surface=Surface(f"doc:{name}"),
            kind="doc",
            path=page.path,
            line=line,
            is_deprecated=name in marked,
        )


def _unused(slug: str, used: set[str]) -> str:
    """Return the slug, or with `-1`, `-2` behind it where a heading above has it already."""
    name, count = slug, 0
    while name in used:
        count += 1
        name = f"{slug}-{count}"
    used.add(name)
    return name


def _notices(page: SpecPage) -> Iterator[tuple[str, Block]]:
    """Yield the sections that begin with a notice of deprecation."""
    section, used = page.name, set[str]()
    distance = 0
    for block in page.blocks:
        if block.kind is BlockKind.HEADING and block.level <= _MAX_HEADING_LEVEL:
            section, distance = f"{page.name}#{_unused(slug_of(block.text), used)}", 0
            continue
        distance += 1
        # A notice opens its section; further down it speaks of a part.
        if distance == 1 and block.strong.casefold().startswith("deprecated"):
            yield section, block


def section_names(page: SpecPage) -> dict[int, str]:
    """Return the section of each block, by the block's line."""
    section, used = page.name, set[str]()
    found: dict[int, str] = {}
    for block in page.blocks:
        if block.kind is BlockKind.HEADING and block.level <= _MAX_HEADING_LEVEL:
            section = f"{page.name}#{_unused(slug_of(block.text), used)}"
        found[block.line] = section
    return found


def page_name(path: RepoPath, folder: str) -> str:
    """Return a page's name below its folder, without ending; a folder's index has its name."""
    name = str(path)[len(folder) :].removesuffix(".mdx").removesuffix(".md")
    return name.removesuffix("/index")
