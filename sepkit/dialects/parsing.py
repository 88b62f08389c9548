"""A document taken apart: metadata, blocks, headings, title and groups of fields. One parse."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sepkit.dialects.layouts import find_groups
from sepkit.dialects.metadata import mail_group, yaml_group
from sepkit.dialects.notes import Notes
from sepkit.dialects.sections import Heading, find_headings
from sepkit.dialects.text import UnreadableError, decode_text
from sepkit.dialects.titles import Title, find_title
from sepkit.dialects.written import Group
from sepkit.markup import read_blocks, read_rst_blocks, split_front_matter
from sepkit.model import Block, BlockKind, Dialect, RepoPath


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """The parts of a document, before its fields are understood."""

    lines: tuple[str, ...]
    blocks: tuple[Block, ...]
    headings: tuple[Heading, ...]
    """Without the title."""
    title: Title
    groups: tuple[Group, ...]
    """The preamble first, then what looks like another one."""


def parse_document(
    text: str, *, path: RepoPath, dialect: Dialect, sidecar: bytes | None, notes: Notes
) -> Parsed:
    """Take a text apart.

    Args:
        text: with LF as line end.
        path: of the document, from which the sidecar's follows.
        dialect: where its preamble stands and which sections it has.
        sidecar: the metadata file beside it, where the process keeps one.
        notes: takes findings about the metadata.
    """
    metadata, body, first_line = _metadata(text, dialect, sidecar, path, notes)
    read = read_rst_blocks if dialect.markup == "rst" else read_blocks
    blocks = read(body, first_line=first_line)
    headings = find_headings(blocks, dialect)
    first = next((heading for heading in headings if heading.name), None)
    title = find_title(headings, first.index if first else len(blocks), dialect)
    lines = tuple(text.split("\n"))
    head = [block for block in _head(blocks, first) if block.line != title.line]
    groups = () if _is_complete(metadata, dialect) else find_groups(head, lines, dialect)
    return Parsed(
        lines=lines,
        blocks=blocks,
        headings=tuple(heading for heading in headings if heading.line != title.line),
        title=title,
        groups=_ordered(metadata, groups, dialect),
    )


def _head(blocks: Sequence[Block], first: Heading | None) -> list[Block]:
    """Return what stands above a heading; an HTML block can hold both."""
    if first is None:
        return list(blocks)
    head = list(blocks[: first.index])
    block = blocks[first.index]
    if block.kind is BlockKind.HTML and first.line > block.line:
        above = block.text.split("\n")[: first.line - block.line]
        head.append(replace(block, text="\n".join(above), end_line=first.line - 1))
    return head


def _metadata(
    text: str, dialect: Dialect, sidecar: bytes | None, path: RepoPath, notes: Notes
) -> tuple[Group | None, str, int]:
    """Return the metadata that stands apart from the text, the text, and its first line."""
    if dialect.form == "mail-headers":
        lines = text.split("\n")
        group, end = mail_group(lines)
        return group, "\n".join(lines[end:]), end + 1
    front, body, first_line = split_front_matter(text)
    found = yaml_group(front, first_line=2) if front else None
    if found is None or not found.known(dialect):
        # A rule at the very top is no front matter: everything below it is text.
        found, body, first_line = None, text, 1
    if dialect.form == "sidecar":
        found = _sidecar(sidecar, dialect, path, notes) or found
    return found, body, first_line


def _sidecar(data: bytes | None, dialect: Dialect, path: RepoPath, notes: Notes) -> Group | None:
    name = dialect.sidecar
    if data is None:
        notes.lose("no-sidecar", 0, f"`{name}` is missing beside it", help=f"add `{name}`")
        return None
    beside = f"{path.rpartition('/')[0]}/{name}".lstrip("/")
    try:
        text = decode_text(data).text
    except UnreadableError as error:
        notes.lose("no-sidecar", 0, str(error), help=f"mend `{name}`", path=beside)
        return None
    return yaml_group(text, first_line=1, path=beside)


def _is_complete(metadata: Group | None, dialect: Dialect) -> bool:
    """Whether the metadata is the preamble, so that none is sought in the text."""
    known = len(metadata.known(dialect)) if metadata else 0
    return known > (1 if dialect.form == "list" else 0)


def _ordered(
    metadata: Group | None, groups: Sequence[Group], dialect: Dialect
) -> tuple[Group, ...]:
    """Return the preamble first: the first group with two known labels, else with one."""
    everything = [metadata, *groups] if metadata else groups
    candidates = [group for group in everything if group.known(dialect)]
    plain = [group for group in candidates if not group.is_quoted]
    ranked = plain or candidates
    first = next((group for group in ranked if len(group.known(dialect)) > 1), None)
    first = first or next(iter(ranked), None)
    if first is None:
        return ()
    return (first, *(group for group in plain if group is not first))
