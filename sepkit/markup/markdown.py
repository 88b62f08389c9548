"""Markdown text to blocks with lines: one parse a document, shared by all readers.

markdown-it-py decides what is a fence, a comment or a list; nothing here looks for structure in raw
text. Its costs are not linear in hostile input (one paragraph of 256 kB of `[` takes 28 s), hence
the caps on paragraphs.
"""

from collections.abc import Sequence

from sepkit.markup.inline import Token, flatten, inline_parser, read_inline, runs_of
from sepkit.model import LIMITS, Block, BlockKind, Limits, Link


def split_lines(text: str) -> list[str]:
    """Split at LF, CR LF and CR only; `str.splitlines` also splits at U+2028 and form feed."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def split_front_matter(text: str) -> tuple[str, str, int]:
    """Split a document into front matter, body and the number of the body's first line.

    Returns:
        The YAML between the two `---` lines ("" where there is none), the rest, and the line.
    """
    lines = split_lines(text.removeprefix("\ufeff"))
    if lines and lines[0].rstrip() == "---":
        for number, line in enumerate(lines[1:], start=1):
            if line.rstrip() in ("---", "..."):
                return "\n".join(lines[1:number]), "\n".join(lines[number + 1 :]), number + 2
    return "", "\n".join(lines), 1


def read_blocks(text: str, *, first_line: int = 1, limits: Limits = LIMITS) -> tuple[Block, ...]:
    """Read Markdown into a flat run of blocks in the order of the text.

    Args:
        text: the Markdown, without front matter.
        first_line: the number of its first line in the file.
        limits: caps; a paragraph beyond them stands as plain text, rows and headings beyond them
            are left out (the dialect reports that).

    Returns:
        Headings, paragraphs, items, rows, code and HTML blocks. A comment is an HTML block.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    from sepkit.markup.block_parser import read_tokens

    tokens = read_tokens(text)
    return tuple(_Walker(tokens, first_line - 1, limits, text.split("\n")).walk())


def read_lines(source: str, *, first_line: int = 1, limits: Limits = LIMITS) -> tuple[Block, ...]:
    """Read the source of one paragraph line by line, which `read_blocks` joins.

    Args:
        source: the lines of one paragraph as they stand in the file.
        first_line: the number of the first of them.
        limits: caps, as in `read_blocks`.

    Returns:
        A paragraph block for each line that has words; a comment or a code span that runs over
        several lines belongs to the line it begins in.
    """
    if len(source) > limits.paragraph_characters or source.count("[") > limits.brackets:
        return ()
    [token] = inline_parser().parseInline(source)
    lines = source.split("\n")
    blocks: list[Block] = []
    at = 0
    for run in runs_of(token.children or []):
        text, links, strong = flatten(run)
        at += next((n for n, line in enumerate(lines[at:]) if _begins(line, text)), 0)
        line = at + first_line
        if text:
            blocks.append(
                Block(
                    kind=BlockKind.PARAGRAPH,
                    text=text,
                    line=line,
                    end_line=line,
                    links=links,
                    strong=strong,
                )
            )
        at += 1
    return tuple(blocks)


def _begins(line: str, text: str) -> bool:
    """Whether the source line can be where the text begins: its first word stands in it."""
    return text.partition(" ")[0].strip("`:") in line


class _Walker:
    """Turns markdown-it's nested tokens into flat blocks."""

    def __init__(
        self, tokens: Sequence[Token], offset: int, limits: Limits, lines: list[str]
    ) -> None:
        self.tokens = tokens
        self.lines = lines
        self.offset = offset
        self.limits = limits
        self.blocks: list[Block] = []
        self.quotes = 0
        self.items: list[int] = []
        """Lines of the list items that are open and have no block yet; 0 once they have one."""
        self.containers: list[tuple[Token, int]] = []
        """Open quotations and items, each with the number of blocks in front of it."""
        self.heading = 0
        self.row: list[Token] | None = None
        self.is_header = False
        self.rows = 0
        self.cells = 0

    def walk(self) -> list[Block]:
        for token in self.tokens:
            self._take(token)
        return self.blocks

    def _take(self, token: Token) -> None:
        match token.type:
            case "blockquote_open":
                self.quotes += 1
                self.containers.append((token, len(self.blocks)))
            case "blockquote_close":
                self._close_container()
                self.quotes -= 1
            case "list_item_open":
                self.items.append(1)
                self.containers.append((token, len(self.blocks)))
            case "list_item_close":
                self._close_container()
                self.items.pop()
            case "heading_open":
                self.heading = int(token.tag[1])
            case "heading_close":
                self.heading = 0
            case "thead_open":
                self.is_header = True
            case "thead_close":
                self.is_header = False
            case "tr_open":
                self.row = []
            case "tr_close":
                self._end_row()
            case "inline":
                self._take_inline(token)
            case "fence" | "code_block":
                self._add(token, BlockKind.CODE, token.content, info=_language(token.info))
            case "html_block":
                self._add(token, BlockKind.HTML, token.content)
            case _:
                pass

    def _close_container(self) -> None:
        """Keep the words of a container that the parser skipped because it stands too deep."""
        token, before = self.containers.pop()
        if len(self.blocks) > before or token.level < self.limits.nesting - 2:
            return
        begin, end = token.map or [0, 0]
        words = " ".join(" ".join(self.lines[begin:end]).split())
        if words.strip("->*+0123456789. "):
            self._add(token, BlockKind.PARAGRAPH, words[: self.limits.paragraph_characters])

    def _take_inline(self, token: Token) -> None:
        if self.row is not None:
            self.row.append(token)
            return
        text, links, strong = self._inline(token.content)
        if self.heading:
            kind, level = BlockKind.HEADING, self.heading
        elif self.items and self.items[-1]:
            self.items[-1] = 0
            kind, level = BlockKind.ITEM, len(self.items)
        else:
            kind, level = BlockKind.PARAGRAPH, 0
        self._add(token, kind, text, level=level, links=links, strong=strong)

    def _end_row(self) -> None:
        cells = self.row or []
        self.row = None
        self.rows += 1
        self.cells += len(cells)
        if not cells or self.rows > self.limits.table_rows or self.cells > self.limits.table_cells:
            return
        parsed = [self._inline(cell.content) for cell in cells]
        self._add(
            cells[0],
            BlockKind.ROW,
            " | ".join(text for text, _, _ in parsed),
            info="header" if self.is_header else "",
            cells=tuple(text for text, _, _ in parsed),
            links=tuple(link for _, links, _ in parsed for link in links),
            strong=parsed[0][2],
        )

    def _add(
        self,
        token: Token,
        kind: BlockKind,
        text: str,
        *,
        level: int = 0,
        info: str = "",
        cells: tuple[str, ...] = (),
        links: tuple[Link, ...] = (),
        strong: str = "",
    ) -> None:
        begin, end = token.map or [0, 1]
        self.blocks.append(
            Block(
                kind=kind,
                text=text,
                line=begin + 1 + self.offset,
                end_line=max(end, begin + 1) + self.offset,
                level=level,
                info=info,
                quoted=self.quotes > 0,
                cells=cells,
                links=links,
                strong=strong,
            )
        )

    def _inline(self, source: str) -> tuple[str, tuple[Link, ...], str]:
        """Return plain text, links, and the bold run that the source begins with."""
        if not _MARKUP.intersection(source):
            return source.replace("\n", " ").strip(), (), ""
        if (
            len(source) > self.limits.paragraph_characters
            or source.count("[") > self.limits.brackets
        ):
            return source.replace("\n", " ").strip(), (), ""
        return read_inline(source)


_MARKUP = frozenset("*_`[]<>\\&!~")


def _language(info: str) -> str:
    return info.strip().split(" ", 1)[0].lower()[:40]
