"""Strangers' YAML, read by events: text, lists and mappings with lines, and nothing else.

`yaml.safe_load` raises five kinds of errors on hostile input, resolves dates that do not exist, and
takes ten seconds for a 474-byte merge bomb; the C loader dies on 100 kB of brackets. So scalars
stay text, and anchors, aliases, tags, merges and further documents are problems, not features.
"""

import re
from dataclasses import dataclass, field
from enum import StrEnum

import yaml

from sepkit.model import LIMITS, Limits


class NodeKind(StrEnum):
    """What a node is."""

    TEXT = "text"
    LIST = "list"
    MAPPING = "mapping"


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One value with its place."""

    kind: NodeKind
    line: int
    column: int
    text: str = ""
    items: tuple["Node", ...] = ()
    entries: tuple[tuple["Node", "Node"], ...] = field(default=())
    """Keys and values in the order of the file; a key that stands twice keeps its first value."""

    def get(self, key: str) -> "Node | None":
        """Return the value under a key, or None."""
        return next((value for name, value in self.entries if name.text == key), None)

    def texts(self) -> tuple[str, ...]:
        """Return the texts of a list; a single text is a list of one, an empty one of none."""
        if self.kind is NodeKind.TEXT:
            return (self.text,) if self.text.strip() else ()
        return tuple(item.text for item in self.items if item.kind is NodeKind.TEXT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something in the YAML that is wrong or not allowed; what could be read is still there."""

    line: int
    column: int
    message: str
    help: str = ""


def read_yaml(
    text: str, *, first_line: int = 1, limits: Limits = LIMITS
) -> tuple[Node | None, tuple[Problem, ...]]:
    """Read one YAML document; never raises on what is in it.

    Args:
        text: the YAML.
        first_line: the number of its first line in the file.
        limits: caps on bytes, depth and nodes.

    Returns:
        The root node (None where nothing could be read) and all problems, in order of the text.
    """
    return _Reader(text, first_line - 1, limits).read()


_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


# Reading goes on behind a problem, and 256 kB have room for 80,000 aliases.
_MOST_PROBLEMS = 30


class _Stop(Exception):  # noqa: N818 - no error: reading ends here
    """Reading cannot go on; the problem is recorded."""


class _Reader:
    def __init__(self, text: str, offset: int, limits: Limits) -> None:
        self.text = _CONTROL.sub("\ufffd", text)
        self.offset = offset
        self.limits = limits
        self.problems: list[Problem] = []
        self.nodes = 0
        self.root: Node | None = None
        self.open: list[_Open] = []

    def read(self) -> tuple[Node | None, tuple[Problem, ...]]:
        if len(self.text.encode("utf-8", "replace")) > self.limits.yaml_bytes:
            self._problem(None, f"more than {self.limits.yaml_bytes} bytes of YAML", "split it")
            return None, tuple(self.problems)
        try:
            for event in yaml.parse(self.text, Loader=yaml.SafeLoader):
                self._take(event)
        except _Stop:
            pass
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            self._problem(mark, f"no valid YAML: {error.problem or error.context}", "mend the line")
        except (yaml.YAMLError, ValueError, RecursionError, IndexError) as error:
            self._problem(None, f"no valid YAML: {type(error).__name__}", "mend the file")
        while self.open:
            self._close()
        return self.root, tuple(self.problems)

    def _take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.ScalarEvent | yaml.SequenceStartEvent | yaml.MappingStartEvent):
            self._check(event)
        if isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
            self._problem(event.start_mark, "a second YAML document", "keep one document a file")
            raise _Stop
        if isinstance(event, yaml.ScalarEvent):
            self._put(self._node(NodeKind.TEXT, event, text=event.value))
        elif isinstance(event, yaml.AliasEvent):
            self._problem(event.start_mark, "an alias is not allowed", "write the value out")
            self._put(self._node(NodeKind.TEXT, event))
        elif isinstance(event, yaml.SequenceStartEvent | yaml.MappingStartEvent):
            kind = NodeKind.LIST if isinstance(event, yaml.SequenceStartEvent) else NodeKind.MAPPING
            self.open.append(_Open(self._node(kind, event)))
            if len(self.open) > self.limits.yaml_depth:
                self._problem(
                    event.start_mark, f"nested deeper than {self.limits.yaml_depth}", "flatten it"
                )
                raise _Stop
        elif isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
            self._close()

    def _check(self, event: yaml.NodeEvent) -> None:
        self.nodes += 1
        if self.nodes > self.limits.yaml_nodes:
            self._problem(
                event.start_mark, f"more than {self.limits.yaml_nodes} values", "split it"
            )
            raise _Stop
        if event.anchor is not None:
            self._problem(event.start_mark, "an anchor is not allowed", "take `&` away")
        tag = getattr(event, "tag", None)
        if tag is not None:
            self._problem(event.start_mark, "a tag is not allowed", "take `!` away")

    def _node(self, kind: NodeKind, event: yaml.Event, *, text: str = "") -> Node:
        mark = event.start_mark
        assert mark is not None  # noqa: S101 - the parser sets it on every event
        return Node(kind=kind, line=mark.line + 1 + self.offset, column=mark.column + 1, text=text)

    def _put(self, node: Node) -> None:
        if self.open:
            self.open[-1].children.append(node)
        elif self.root is None:
            self.root = node

    def _close(self) -> None:
        opened = self.open.pop()
        node = opened.node
        if node.kind is NodeKind.LIST:
            done = Node(
                kind=node.kind,
                line=node.line,
                column=node.column,
                items=tuple(opened.children),
            )
        else:
            done = Node(
                kind=node.kind,
                line=node.line,
                column=node.column,
                entries=self._pairs(opened.children),
            )
        self._put(done)

    def _pairs(self, children: list[Node]) -> tuple[tuple[Node, Node], ...]:
        pairs: dict[str, tuple[Node, Node]] = {}
        for key, value in zip(children[::2], children[1::2], strict=False):
            if key.kind is not NodeKind.TEXT:
                self._problem_at(key, "a key has to be text", "write a plain word before the colon")
            elif key.text == "<<":
                self._problem_at(key, "a merge key is not allowed", "write the values out")
            elif key.text in pairs:
                first = pairs[key.text][0].line
                self._problem_at(
                    key, f"`{key.text[:60]}` stands twice, first in line {first}", "keep one"
                )
            else:
                pairs[key.text] = (key, value)
        return tuple(pairs.values())

    def _problem(self, mark: object, message: str, help_text: str) -> None:
        line = getattr(mark, "line", 0) + 1 + self.offset
        column = getattr(mark, "column", 0) + 1
        self._tell(line, column, message, help_text)

    def _problem_at(self, node: Node, message: str, help_text: str) -> None:
        self._tell(node.line, node.column, message, help_text)

    def _tell(self, line: int, column: int, message: str, help_text: str) -> None:
        if len(self.problems) > _MOST_PROBLEMS:
            return
        if len(self.problems) == _MOST_PROBLEMS:
            message, help_text = f"more than {_MOST_PROBLEMS} problems", "mend the first ones first"
        self.problems.append(Problem(line=line, column=column, message=message, help=help_text))


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not come yet."""

    node: Node
    children: list[Node] = field(default_factory=list)
