"""A raw document to a `Document`, and one version of it to the claim it made."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, islice

from sepkit.dialects.caps import note_caps
from sepkit.dialects.citations import Citer, cite_blocks
from sepkit.dialects.meaning import Meaning, understand
from sepkit.dialects.notes import Notes
from sepkit.dialects.parsing import Parsed, parse_document
from sepkit.dialects.sections import abstract_of, section_name, section_names, sections_of
from sepkit.dialects.text import Text, UnreadableError, decode_text
from sepkit.dialects.values import number_in_path, parse_keys
from sepkit.dialects.written import Group, Written, rule_of
from sepkit.model import (
    LIMITS,
    Block,
    BlockKind,
    Citation,
    Dialect,
    Document,
    FieldRule,
    ObjectId,
    PastClaim,
    RepoPath,
    Section,
    Severity,
    key_of,
)

PARSER_VERSION = 1
"""Raised whenever the same bytes would give another `Document`: part of every cache key."""


def read_document(
    data: bytes,
    *,
    path: RepoPath,
    blob: ObjectId,
    dialect: Dialect,
    sidecar: bytes | None = None,
) -> Document:
    """Read one version of a proposal's file.

    Args:
        data: the file's bytes.
        path: where it stands; the number is read from it.
        blob: its object id, kept in the result.
        dialect: the process it belongs to.
        sidecar: the metadata file beside it, where the process keeps one.

    Returns:
        Everything the text claims. What is wrong with it stands in `findings`; `is_partial` says
        that something that should be there could not be read.

    Raises:
        UnreadableError: nothing could be read; its text is the reason.
    """
    text = decode_text(data)
    number = number_in_path(path, dialect)
    notes = Notes(path, key_of(dialect.key, number) if number is not None else path)
    _note_bytes(text, notes)
    parsed = parse_document(text.text, path=path, dialect=dialect, sidecar=sidecar, notes=notes)
    note_caps(parsed.blocks, notes)
    meaning = understand(parsed.groups, dialect, notes)
    return _document(parsed, meaning, blob=blob, number=number, dialect=dialect, notes=notes)


def read_claim(
    data: bytes,
    *,
    path: RepoPath,
    dialect: Dialect,
    sidecar: bytes | None = None,
    known: dict[str, PastClaim] | None = None,
) -> PastClaim:
    """Read only the status and the sponsor that one version of a file claims; never raises.

    Only the head of the file is parsed, up to the first section that the process names.

    Args:
        data: the version's bytes.
        path: where it stood.
        dialect: the process it belongs to.
        sidecar: the metadata file beside it, where the process keeps one.
        known: heads read before, to be filled; most commits leave the head as it was.
    """
    try:
        text = decode_text(data).text
    except UnreadableError:
        return PastClaim(status="")
    head = _head_of(text, dialect)
    if known is not None and sidecar is None and head in known:
        return known[head]
    meaning = _meaning_of(head, path=path, dialect=dialect, sidecar=sidecar)
    if not meaning.written and len(head) < len(text):
        # What looked like a section stood in a fence above the preamble.
        meaning = _meaning_of(text, path=path, dialect=dialect, sidecar=sidecar)
    sponsor = meaning.sponsor
    claim = PastClaim(
        status=meaning.status or meaning.status_written,
        sponsor=(sponsor.handle or sponsor.name) if sponsor else "",
    )
    if known is not None and sidecar is None:
        known[head] = claim
    return claim


def _meaning_of(text: str, *, path: RepoPath, dialect: Dialect, sidecar: bytes | None) -> Meaning:
    notes = Notes(path, path)
    parsed = parse_document(text, path=path, dialect=dialect, sidecar=sidecar, notes=notes)
    return understand(parsed.groups, dialect, notes)


_HEADING = re.compile(r"#{1,6}[ \t]+(?P<title>[^\n]{1,200})")


def _head_of(text: str, dialect: Dialect) -> str:
    """Cut a text below the first line that looks like the heading of a named section."""
    if dialect.form in ("mail-headers", "sidecar"):
        return text.partition("\n\n")[0]
    names = section_names(dialect)
    at = 0
    for line in text.split("\n"):
        match = _HEADING.match(line)
        if match and section_name(match["title"].rstrip("# "), names):
            return text[: at + len(line)]
        at += len(line) + 1
    return text


def _note_bytes(text: Text, notes: Notes) -> None:
    if text.broken_lines:
        where = ", ".join(str(line) for line in text.broken_lines[:10])
        notes.lose(
            "broken-bytes",
            text.broken_lines[0],
            f"bytes that are not UTF-8 stand in line {where}",
            help="save the file as UTF-8",
        )
    if text.is_cut:
        notes.lose(
            "too-many-lines",
            LIMITS.lines,
            f"more than {LIMITS.lines} lines; the rest was not read",
            help="split the document",
        )


def _document(
    parsed: Parsed,
    meaning: Meaning,
    *,
    blob: ObjectId,
    number: int | None,
    dialect: Dialect,
    notes: Notes,
) -> Document:
    last_line = len(parsed.lines) - (parsed.lines[-1] == "")
    sections = sections_of(parsed.headings, parsed.blocks, last_line)
    title = _title(parsed, meaning, number, dialect, notes)
    title_number = meaning.number if parsed.title.number is None else parsed.title.number
    _note_number(parsed, meaning, number, title_number, notes)
    own = frozenset(n for n in (number, title_number) if n is not None)
    citations = _citations(parsed, sections, meaning, own, dialect, notes)
    return Document(
        path=notes.path,
        blob=blob,
        number=number,
        title_number=title_number,
        title=title,
        fields=meaning.fields,
        status=meaning.status,
        status_written=meaning.status_written,
        track=meaning.track,
        created=meaning.created,
        authors=meaning.authors,
        sponsor=meaning.sponsor,
        reviewers=meaning.reviewers,
        pull_request=meaning.pull_request,
        requires=tuple(n for n in meaning.requires if n != number),
        supersedes=tuple(n for n in meaning.supersedes if n != number),
        declared_groups=meaning.declared_groups,
        participating_groups=meaning.participating_groups,
        sections=sections,
        citations=citations,
        abstract=abstract_of(sections, parsed.blocks, parsed.lines),
        blocks=parsed.blocks,
        findings=tuple(notes.findings),
        is_partial=notes.is_partial,
    )


def _title(
    parsed: Parsed, meaning: Meaning, number: int | None, dialect: Dialect, notes: Notes
) -> str:
    """Return the heading's title, the field's, or else the words of the file's name."""
    title = parsed.title.title or meaning.title
    if dialect.form != "list":
        title = meaning.title or title
    if title:
        return title
    if dialect.title_pattern or any(
        rule.name == "title" and rule.required and not rule.since for rule in dialect.fields
    ):
        key = dialect.key.format(number=dialect.placeholder if number is None else number)
        notes.lose(
            "no-title",
            1,
            "the text has no title, so the file's name stands for it",
            help=f"write a title, as in `{key}: …`",
        )
    return _words_of_path(notes.path, dialect)


def _words_of_path(path: RepoPath, dialect: Dialect) -> str:
    """Return the part of a path that names the proposal, as words."""
    parts = path.split("/")
    is_fixed = "{" not in dialect.path.rpartition("/")[2]
    name = parts[-2] if is_fixed and len(parts) > 1 else parts[-1]
    words = re.sub(r"^[0-9]+-+|\.[A-Za-z]{1,5}$", "", name[: LIMITS.name_characters])
    return " ".join(words.replace("-", " ").split()) or name or path


def _note_number(
    parsed: Parsed,
    meaning: Meaning,
    number: int | None,
    title_number: int | None,
    notes: Notes,
) -> None:
    """Note where the text's number is not the file's; which one is right, history tells."""
    written = meaning.written.get("number")
    line = parsed.title.line or (written.line if written else 1)
    if number is None:
        return
    if title_number is not None and number != title_number:
        notes.add(
            "title-number",
            line,
            f"the title says {title_number}, the file's name says {number}",
            help="give both the same number",
        )
    elif parsed.title.is_placeholder:
        notes.add(
            "title-number",
            line,
            f"the title still has a placeholder where the file's name says {number}",
            help="put the number into the title",
            severity=Severity.INFO,
        )


def _citations(
    parsed: Parsed,
    sections: tuple[Section, ...],
    meaning: Meaning,
    own: frozenset[int],
    dialect: Dialect,
    notes: Notes,
) -> tuple[Citation, ...]:
    citer = Citer(notes.path, dialect, own, parsed.lines)
    everywhere = chain(
        _field_citations(citer, parsed, dialect),
        cite_blocks(citer, tuple(_text_blocks(parsed)), sections),
    )
    counted = (c for c in everywhere if c.by == "key" or c.number != meaning.pull_request)
    found = tuple(islice(counted, LIMITS.mentions + 1))
    if len(found) > LIMITS.mentions:
        notes.lose(
            "too-many-citations",
            found[-1].line,
            f"more than {LIMITS.mentions} citations; the rest was not read",
            help="split the document",
        )
    return found[: LIMITS.mentions]


def _field_citations(citer: Citer, parsed: Parsed, dialect: Dialect) -> Iterator[Citation]:
    """Yield the citations in the preamble; a field of keys cites every number it lists."""
    for group in parsed.groups[:1]:
        for written in group.fields:
            rule = rule_of(written.label, dialect)
            if rule is None or rule.kind not in ("pull", "number", "people", "date"):
                for citation in _citations_of_field(citer, written, rule, dialect):
                    yield _placed(citation, written, group)


def _placed(citation: Citation, written: Written, group: Group) -> Citation:
    """Move a citation to the metadata file that its field stands in."""
    if not group.path:
        return citation
    return replace(citation, path=RepoPath(group.path), line=written.line)


def _citations_of_field(
    citer: Citer, written: Written, rule: FieldRule | None, dialect: Dialect
) -> Iterator[Citation]:
    name = rule.name if rule else ""
    if rule is None or rule.kind != "keys":
        yield from citer.of_field(written, name)
        return
    # A plain number is a proposal only where the field says so; elsewhere it may be an issue.
    by = "key" if name in ("requires", "supersedes") else "link"
    numbers = dict.fromkeys(parse_keys(written.value, dialect)[: LIMITS.relations], by)
    numbers.update({citation.number: citation.by for citation in citer.of_field(written, name)})
    for number, how in numbers.items():
        if number not in citer.own:
            yield citer.field_citation(number, written, name, by="key" if by == "key" else how)


def _text_blocks(parsed: Parsed) -> Iterator[Block]:
    """Yield the blocks of the text: no title, no preamble."""
    spans = [(group.line, group.end_line) for group in parsed.groups if not group.path]
    for block in parsed.blocks:
        is_title = block.kind is BlockKind.HEADING and block.line == parsed.title.line
        if not is_title and not any(a <= block.line <= b for a, b in spans):
            yield block
