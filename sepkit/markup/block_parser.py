"""Markdown to markdown-it's block tokens, asking of each line only the rules that can match it.

markdown-it asks every rule of every line, twice for lines of a paragraph. Which rule can match
follows from the first character that is no blank; the rules themselves are markdown-it's, in its
order, so that the result is its result in a third of the time.
"""

from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common import utils
from markdown_it.parser_block import ParserBlock
from markdown_it.rules_block import StateBlock

from sepkit.model import LIMITS

_BY_FIRST_CHARACTER = {
    "fence": "`~",
    "blockquote": ">",
    "hr": "*-_",
    "list": "*-+0123456789",
    "reference": "[",
    "html_block": "<",
    "heading": "#",
}
"""Rules that look at the first character of a line; `table`, `code` and text are asked apart."""

_DELIMITERS = "|-:"
_SETEXT = "-="
_BLANKS = (" ", "\t")
_CODE_INDENT = 4

# What `strip` takes off differs between versions of markdown-it by rare separators.
_trim = getattr(utils, "mdTrim", str.strip)


READ = frozenset(
    {
        *("inline", "fence", "code_block", "html_block", "heading_open", "heading_close"),
        *("blockquote_open", "blockquote_close", "list_item_open", "list_item_close"),
        *("thead_open", "thead_close", "tr_open", "tr_close"),
    }
)
"""The kinds of tokens that readers look at; the others are made for rules, and dropped."""


class LightToken:
    """What readers use of a token, without the cost of a dataclass with twelve fields."""

    map: list[int] | None = None
    content = ""
    info = ""
    children: list[Any] | None = None

    def __init__(self, kind: str, tag: str, level: int) -> None:
        self.type = kind
        self.tag = tag
        self.level = level


class _State(StateBlock):
    """Where the parser is; its tokens are light, and only those are kept that readers look at."""

    _dropped = LightToken("", "", 0)

    def __init__(self, text: str, parser: MarkdownIt) -> None:
        # An empty text sets what a state has; the marks of lines are found here.
        super().__init__("", parser, {}, [])
        self.src = text
        self._mark_lines(text)

    def _mark_lines(self, text: str) -> None:
        """Note where each line begins and ends, and how far it is indented."""
        begins, ends, blanks, indents = [], [], [], []
        begin = 0
        lines = text.split("\n")
        if not lines[-1].strip(" \t"):
            # As in markdown-it, what follows the last line break is a line only if it has words.
            lines.pop()
        for line in lines:
            begins.append(begin)
            end = begin + len(line)
            ends.append(end)
            begin = end + 1
            shift = len(line) - len(line.lstrip(" \t")) if line[:1] in _BLANKS else 0
            blanks.append(shift)
            indents.append(_width(line[:shift]) if shift and "\t" in line[:shift] else shift)
        # One more, so that looking at the next line needs no check.
        length = len(text)
        self.bMarks, self.eMarks = [*begins, length], [*ends, length]
        self.tShift, self.sCount = [*blanks, 0], [*indents, 0]
        self.bsCount = [0] * (len(begins) + 1)
        self.lineMax = len(begins)

    def push(self, ttype: str, tag: str, nesting: int) -> Any:
        if nesting < 0:
            self.level -= 1
        token = self._dropped
        if ttype in READ:
            token = LightToken(ttype, tag, self.level)
            self.tokens.append(token)  # type: ignore[arg-type] # stands in for markdown-it's own
        if nesting > 0:
            self.level += 1
        return token


class _Blocks(ParserBlock):
    """markdown-it's block parser with a choice of rules by the first character of a line."""

    def __init__(self, like: ParserBlock) -> None:
        super().__init__()
        self.ruler = like.ruler
        names = self.ruler.get_active_rules()
        rules: dict[str, Any] = dict(zip(names, self.ruler.getRules(""), strict=True))
        self.table: Any = rules["table"]
        self.code: Any = rules["code"]
        ends = {id(rule) for rule in self.ruler.getRules("paragraph")}
        self.rules: dict[str, list[Any]] = {}
        self.ends: dict[str, list[Any]] = {}
        """Rules that end a paragraph, by the first character of the line that may end it."""
        for name in names:
            for first in _BY_FIRST_CHARACTER.get(name, ""):
                self.rules.setdefault(first, []).append(rules[name])
                if id(rules[name]) in ends:
                    self.ends.setdefault(first, []).append(rules[name])

    def tokens(self, text: str, parser: MarkdownIt) -> list[Any]:
        """Return the tokens of a text."""
        state = _State(text, parser)
        if text:
            self.tokenize(state, 0, state.lineMax)
        return state.tokens

    def tokenize(self, state: StateBlock, startLine: int, endLine: int) -> None:  # noqa: N803 - as there
        """Read lines up to `endLine`; the frame is `ParserBlock.tokenize` of markdown-it."""
        line, has_empty_lines = startLine, False
        while line < endLine:
            state.line = line = state.skipEmptyLines(line)
            if line >= endLine or state.sCount[line] < state.blkIndent:
                break
            if state.level >= state.md.options.maxNesting:
                state.line = endLine
                break
            self._read(state, line, endLine)
            state.tight = not has_empty_lines
            line = state.line
            if line - 1 < endLine and state.isEmpty(line - 1):
                has_empty_lines = True
            if line < endLine and state.isEmpty(line):
                has_empty_lines = True
                line += 1
                state.line = line

    def _read(self, state: StateBlock, line: int, end: int) -> None:
        """Read the block that begins in a line."""
        if state.sCount[line] - state.blkIndent >= _CODE_INDENT:
            self.code(state, line, end, silent=False)
            return
        if self._has_delimiters(state, line + 1) and self.table(state, line, end, silent=False):
            return
        first = state.src[state.bMarks[line] + state.tShift[line]]
        for rule in self.rules.get(first, ()):
            if rule(state, line, end, silent=False):
                return
        self._read_text(state, line, end)

    @staticmethod
    def _has_delimiters(state: StateBlock, line: int) -> bool:
        """Whether a line may be the one below a table's header."""
        begin = state.bMarks[line] + state.tShift[line] if line < state.lineMax else 0
        return line < state.lineMax and state.src[begin : begin + 1] in _DELIMITERS

    def _read_text(self, state: StateBlock, start: int, end: int) -> None:
        """Read a paragraph, or a heading that is underlined: its rules `lheading`, `paragraph`."""
        line, level = start + 1, 0
        src, margin = state.src, state.blkIndent
        state.parentType = "paragraph"
        while line < state.lineMax and not state.isEmpty(line):
            indent = state.sCount[line]
            if indent - margin >= _CODE_INDENT:
                line += 1
                continue
            begin = state.bMarks[line] + state.tShift[line]
            first = src[begin]
            if first in _SETEXT and line < end and indent >= margin:
                level = _underlined(src[begin : state.eMarks[line]], first)
                if level:
                    break
            if indent >= 0 and self._is_end(state, line, first):
                break
            line += 1
        begin, after = start, line + (level > 0)
        content = _trim(state.getLines(start, line, margin, keepLastLF=False))
        state.line = after
        self._push_text(state, content, level, (begin, after))

    def _is_end(self, state: StateBlock, line: int, first: str) -> bool:
        """Whether a line ends the paragraph above it."""
        if self._has_delimiters(state, line + 1) and self.table(
            state, line, state.lineMax, silent=True
        ):
            return True
        return any(
            rule(state, line, state.lineMax, silent=True) for rule in self.ends.get(first, ())
        )

    @staticmethod
    def _push_text(state: StateBlock, content: str, level: int, lines: tuple[int, int]) -> None:
        if level:
            state.push("heading_open", f"h{level}", 1)
        token = state.push("inline", "", 0)
        token.content = content
        token.map = [lines[0], lines[1] - (level > 0)]
        if level:
            state.push("heading_close", f"h{level}", -1)


def _width(blanks: str) -> int:
    """Return the columns that blanks take, a tab up to the next multiple of four."""
    width = 0
    for character in blanks:
        width += 4 - width % 4 if character == "\t" else 1
    return width


def _underlined(line: str, mark: str) -> int:
    """Return the level of the heading that a line of `=` or `-` makes of the text above, or 0."""
    if line.lstrip(mark).strip(" \t"):
        return 0
    return 1 if mark == "=" else 2


@cache
def block_parser() -> MarkdownIt:
    """Return the parser of blocks, made once; it leaves their inline content alone."""
    parser = MarkdownIt("commonmark", {"maxNesting": LIMITS.nesting, "html": True})
    parser.enable("table")
    parser.disable("inline")
    parser.block = _Blocks(parser.block)
    return parser


def read_tokens(text: str) -> list[Any]:
    """Return markdown-it's block tokens of a text with LF as line end."""
    parser = block_parser()
    blocks = parser.block
    assert isinstance(blocks, _Blocks)  # noqa: S101 - narrows what the line above made
    return blocks.tokens(text.replace("\0", "\ufffd"), parser)
