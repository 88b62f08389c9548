"""What pages name that no schema holds: headers, error codes, keys, addresses, extensions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sepkit.markup.json_nodes import read_json
from sepkit.markup.names import Name, find_names, form_of, header_id
from sepkit.markup.sentences import sentence_spans
from sepkit.markup.yaml_nodes import Node, NodeKind
from sepkit.model import Block, BlockKind, SpecPage, Surface, SurfaceState

_GONE = re.compile(
    r"\b(?:no longer|removed|former(?:ly)?|replaced by|replaces the|earlier (?:versions?|revisions?"
    r"|protocol)|prior (?:versions?|revisions?)|previous(?:ly)?|older|legacy|and earlier"
    r"|not supported"
    r"|backwards? compatib\w*|20\d\d-\d\d-\d\d only)\b",
    re.IGNORECASE,
)
_EARLIER_SECTION = re.compile(
    r"backwards? compatib|legacy|earlier|previous|migrat|changes? since|compatibility with",
    re.IGNORECASE,
)
_HEADER_LINE = re.compile(r"^([A-Z][A-Za-z0-9]*(?:-[A-Z][A-Za-z0-9]*)*): ?\S", re.MULTILINE)
_HEADER_WORD = re.compile(r"\bheaders?\b", re.IGNORECASE)
_SIMPLE_HEADER = re.compile(
    r"`([A-Z][a-z]+)`(?: and `[A-Z][a-z]+`)? (?:HTTP )?(?:request |response )?headers?\b"
)
_EXTENSION_WORD = re.compile(r"\bextensions?\b", re.IGNORECASE)
_RANGE = re.compile(r"\b(?:to|through|and)\b|\u2013|\.\.")
MAX_WORDS_OF_AN_ITEM = 14
"""A longer item explains; `Resource not found: -32002` defines."""
_HTTP = frozenset({"http", "https", "rest"})
_JSON = frozenset({"json", "jsonc", "json5", "jsonl"})


def find_page_surfaces(page: SpecPage) -> Iterator[SurfaceState]:
    """Yield the names that a page establishes; a name that it only calls removed is none.

    One name comes as often as the page has it.
    """
    is_past: list[bool] = []
    keys = _KeyTable()
    for block in page.blocks:
        if block.kind is BlockKind.HEADING:
            is_past = _enter(is_past, block)
        in_table = keys.names_of(block)
        if not any(is_past):
            for kind, name, line in (*in_table, *_names_of(block)):
                yield SurfaceState(
                    surface=Surface(f"{kind}:{name}"),
                    kind=kind,
                    path=page.path,
                    line=line,
                    part="extension" if kind == "extension" else "core",
                )


@dataclass(slots=True)
class _KeyTable:
    """Knows whether the rows at hand list keys of `_meta`: the words above and the head say so."""

    lead: str = ""
    is_open: bool = False

    def names_of(self, block: Block) -> list[tuple[str, str, int]]:
        if block.kind is not BlockKind.ROW:
            self.is_open = False
            self.lead = block.text if block.kind is BlockKind.PARAGRAPH else ""
        elif block.info == "header":
            head = block.cells[0] if block.cells else ""
            self.is_open = "`_meta`" in self.lead and bool(_KEY_COLUMN.search(head))
        elif self.is_open and block.cells:
            return [("meta", name, block.line) for name in _CODE_WORD.findall(block.cells[0])]
        return []


_KEY_COLUMN = re.compile(r"\bkeys?\b", re.IGNORECASE)
_CODE_WORD = re.compile(r"`([A-Za-z][\w./-]*)`")


def _enter(open_: list[bool], heading: Block) -> list[bool]:
    """Return, for each level of headings, whether the one now open speaks of earlier revisions."""
    upper = (open_ + [False] * heading.level)[: heading.level - 1]
    return [*upper, bool(_EARLIER_SECTION.search(heading.text))]


def _names_of(block: Block) -> Iterator[tuple[str, str, int]]:
    if block.kind is BlockKind.CODE:
        yield from _names_of_code(block)
    elif block.kind is not BlockKind.HTML and _HINT.search(block.text):
        for begin, end in sentence_spans(block.text):
            sentence = block.text[begin:end]
            if _HINT.search(sentence) and not _GONE.search(sentence):
                yield from _names_of_sentence(sentence, block)


_HINT = re.compile(r"-3\d|-[A-Z{]|\.[a-z0-9-]+/|header")
"""What every name that counts has in it: most sentences are done after this one look."""


def _names_of_sentence(sentence: str, block: Block) -> Iterator[tuple[str, str, int]]:
    for name in find_names(sentence):
        kind = surface_kind(name, sentence)
        if kind == "header" and not _HEADER_WORD.search(block.text):
            continue
        if kind == "error" and not _gives_code(block, sentence, name):
            continue
        if kind:
            text = header_id(name.text) if kind == "header" else name.text
            yield kind, text, block.line
    for match in _SIMPLE_HEADER.finditer(sentence):
        yield "header", match.group(1), block.line


def _gives_code(block: Block, sentence: str, name: Name) -> bool:
    """Whether a code stands in a table or a short item, and is no end of a range."""
    if block.kind is not BlockKind.ROW and (
        block.kind is not BlockKind.ITEM or block.text.count(" ") > MAX_WORDS_OF_AN_ITEM
    ):
        return False
    around = sentence[max(0, name.start - 6) : name.start + len(name.text) + 6]
    return not _RANGE.search(around)


def surface_kind(name: Name, sentence: str) -> str:
    """Return the kind of surface that a name is by its form and the sentence around it, or ""."""
    match name.kind:
        case "error" | "uri":
            return name.kind
        case "header" if name.is_code or _HEADER_WORD.search(sentence):
            return "header"
        case "keyed" if name.is_code:
            return "extension" if _EXTENSION_WORD.search(sentence) else "meta"
    return ""


_ADDRESS = re.compile(r"/\.well-known/[a-z0-9-]+(?:/[a-z0-9._-]+)*")


def _names_of_code(block: Block) -> Iterator[tuple[str, str, int]]:
    for match in _ADDRESS.finditer(block.text):
        yield "uri", match.group(), block.line + 1 + block.text.count("\n", 0, match.start())
    if block.info in _HTTP:
        for match in _HEADER_LINE.finditer(block.text):
            line = block.line + 1 + block.text.count("\n", 0, match.start())
            yield "header", header_id(match.group(1)), line
    if block.info in _JSON:
        for node in read_json(block.text, first_line=block.line + 1):
            yield from _names_of_json(node, "")


def _names_of_json(node: Node, key: str) -> Iterator[tuple[str, str, int]]:
    for name, value in node.entries:
        if key == "_meta" and form_of(name.text) == "keyed":
            yield "meta", name.text, name.line
        elif key == "extensions" and form_of(name.text) == "keyed":
            yield "extension", name.text, name.line
        elif name.text == "code" and form_of(value.text) == "error":
            yield "error", value.text, name.line
        if value.kind is not NodeKind.TEXT:
            yield from _names_of_json(value, name.text)
    for item in node.items:
        yield from _names_of_json(item, key)
