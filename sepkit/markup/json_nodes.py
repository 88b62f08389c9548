"""JSON in proposals, read tolerantly: comments, trailing commas, `...` and missing ends.

An example is written for people; `json.loads` reads two in three of them and gives no lines.
"""

from dataclasses import dataclass, field

from sepkit.markup.tokens import Token, read_tokens, split_marks
from sepkit.markup.yaml_nodes import Node, NodeKind

MAX_DEPTH = 40


def read_json(text: str, *, first_line: int = 1, is_diff: bool = False) -> tuple[Node, ...]:
    """Read the objects and lists of a JSON text; never raises.

    Args:
        text: JSON, several values of JSON one after the other, or something close to it.
        first_line: the number of its first line in the file.
        is_diff: whether lines may be marked `+` and `-`.

    Returns:
        One node for each outermost object or list. Numbers, `true` and `null` are text.
    """
    plain, _ = split_marks(text, is_diff=is_diff)
    tokens = [t for t in read_tokens(plain, first_line=first_line) if t.kind != "comment"]
    return tuple(_Reader(tokens).read())


@dataclass(slots=True)
class _Open:
    kind: NodeKind
    line: int
    items: list[Node] = field(default_factory=list)
    entries: list[tuple[Node, Node]] = field(default_factory=list)
    key: Token | None = None
    scalar: Token | None = None
    """A value that turns into a key when `:` follows."""


class _Reader:
    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.roots: list[Node] = []
        self.open: list[_Open] = []
        self.sign = ""

    def read(self) -> list[Node]:
        for token in self.tokens:
            if token.kind == "mark":
                self._take_mark(token)
            elif self.open and token.kind != "dots":
                self._put_scalar(token)
        while self.open:
            self._close()
        return self.roots

    def _take_mark(self, token: Token) -> None:
        match token.text:
            case "{" | "[":
                if len(self.open) < MAX_DEPTH:
                    kind = NodeKind.MAPPING if token.text == "{" else NodeKind.LIST
                    self.open.append(_Open(kind, token.line))
            case "}" | "]" if self.open:
                self._close()
            case ":" if self.open:
                top = self.open[-1]
                top.key, top.scalar = top.scalar, None
            case "," | ";" if self.open:
                self._flush(self.open[-1])

    def _put_scalar(self, token: Token) -> None:
        top = self.open[-1]
        if top.scalar is not None:
            self._flush(top)
        top.scalar = token

    def _flush(self, top: _Open) -> None:
        if top.scalar is not None:
            node = _text(top.scalar)
            top.scalar = None
            self._add(top, node)
        top.key = None

    def _add(self, top: _Open, node: Node) -> None:
        if top.kind is NodeKind.LIST:
            top.items.append(node)
        elif top.key is not None:
            top.entries.append((_text(top.key), node))
            top.key = None

    def _close(self) -> None:
        top = self.open.pop()
        self._flush(top)
        node = Node(
            kind=top.kind,
            line=top.line,
            column=0,
            items=tuple(top.items),
            entries=tuple(top.entries),
        )
        if self.open:
            self._add(self.open[-1], node)
        else:
            self.roots.append(node)


def _text(token: Token) -> Node:
    return Node(kind=NodeKind.TEXT, line=token.line, column=0, text=token.text)
