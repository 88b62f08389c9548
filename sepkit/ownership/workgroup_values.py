"""Values under the keys of one mapping, checked against their shapes; each mistake is a finding."""

import re
from collections.abc import Iterator
from difflib import get_close_matches

from sepkit.markup import Node, NodeKind
from sepkit.model import GroupId, Handle
from sepkit.ownership.format import Key, Shape
from sepkit.ownership.handles import parse_date, parse_handle
from sepkit.ownership.part import Notes

_ID = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?", re.ASCII)
_KIND_WORDS = {
    NodeKind.TEXT: "a text",
    NodeKind.LIST: "a list",
    NodeKind.MAPPING: "keys with values",
}
_LIST_SHAPES = frozenset((Shape.TEXTS, Shape.IDS, Shape.HANDLES))
_MAPPING_LISTS = frozenset((Shape.EXCLUDES, Shape.DECIDES))


def parse_id(written: str) -> GroupId | None:
    """Return the id that a text is: lower-case letters, digits, inner hyphens; at most 64."""
    return GroupId(written) if _ID.fullmatch(written) else None


def plain(node: Node) -> str:
    """Say what a node is, for a message."""
    if node.kind is NodeKind.TEXT:
        return f"`{node.text[:40]}`" if node.text else "nothing"
    return _KIND_WORDS[node.kind]


class Values:
    """The values of one mapping by key; only what has the right shape is handed out."""

    def __init__(
        self, node: Node, keys: tuple[Key, ...], notes: Notes, *, subject: str = ""
    ) -> None:
        self.node = node
        self.subject = subject
        self._notes = notes
        self._keys = {key.name: key for key in keys}
        self._nodes: dict[str, tuple[Node, Node]] = {}
        for name, value in node.entries:
            if name.text not in self._keys:
                self._unknown(name)
            elif self._has_shape(value, self._keys[name.text]):
                self._nodes[name.text] = (name, value)

    @property
    def stated(self) -> set[str]:
        """The keys that stand there with a value of the right shape."""
        return set(self._nodes)

    def is_complete(self) -> bool:
        """Whether all required keys are there; each that is not becomes a finding."""
        missing = [k for k in self._keys.values() if k.is_required and k.name not in self._nodes]
        for key in missing:
            if self.node.get(key.name) is None:
                self._note("ownership-required", self.node, f"`{key.name}` is missing", "add it")
        return not missing

    def line(self, key: str) -> int:
        """Return the line of a key."""
        return self._nodes[key][0].line

    def text(self, key: str) -> str:
        """Return the text under a key, "" where none stands."""
        return self._nodes[key][1].text.strip() if key in self._nodes else ""

    def id(self, key: str) -> GroupId | None:
        """Return the group's id under a key."""
        return parse_id(self.text(key))

    def items(self, key: str) -> tuple[Node, ...]:
        """Return the text nodes of the list under a key that are what the key asks for."""
        if key not in self._nodes:
            return ()
        shape = self._keys[key].shape
        node = self._nodes[key][1]
        listed = (node,) if node.kind is NodeKind.TEXT and node.text else node.items
        return tuple(
            item
            for item in listed
            if item.kind is NodeKind.TEXT and item.text.strip() and _is_valid(item.text, shape)
        )

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the texts of the list under a key."""
        return tuple(item.text.strip() for item in self.items(key))

    def ids(self, key: str) -> tuple[GroupId, ...]:
        """Return the ids of the list under a key."""
        return tuple(GroupId(item.text) for item in self.items(key))

    def handles(self, key: str) -> tuple[Handle, ...]:
        """Return the accounts of the list under a key."""
        found = (parse_handle(item.text) for item in self.items(key))
        return tuple(handle for handle in found if handle is not None)

    def handle(self, key: str) -> Handle | None:
        """Return the account under a key."""
        return parse_handle(self.text(key)) if key in self._nodes else None

    def handle_of(self, node: Node) -> Handle | None:
        """Return the account that a node is; what is none becomes a finding."""
        handle = parse_handle(node.text)
        if handle is None:
            self._no_handle(node)
        return handle

    def mapping(self, key: str) -> Node | None:
        """Return the mapping under a key."""
        return self._nodes[key][1] if key in self._nodes else None

    def nodes(self, key: str) -> tuple[Node, ...]:
        """Return the nodes of the list under a key, of whatever kind; a single one is a list."""
        if key not in self._nodes:
            return ()
        node = self._nodes[key][1]
        if node.kind is NodeKind.LIST:
            return node.items
        return (node,) if node.kind is NodeKind.MAPPING or node.text else ()

    def mappings(self, key: str) -> Iterator[Node]:
        """Yield the mappings of the list under a key; other items become findings."""
        for node in self.nodes(key):
            if node.kind is NodeKind.MAPPING:
                yield node
            else:
                self.wrong(node, "keys with values")

    def wrong(self, node: Node, expected: str) -> None:
        """Record that a node is not what stands in its place elsewhere."""
        self._note(
            "ownership-type", node, f"expected {expected}, found {plain(node)}", "mend the value"
        )

    def _unknown(self, name: Node) -> None:
        near = get_close_matches(name.text.lower(), self._keys, n=1, cutoff=0.6)
        known = ", ".join(self._keys)
        self._note(
            "ownership-unknown-key",
            name,
            f"unknown key `{name.text[:60]}`",
            f"did you mean `{near[0]}`?" if near else f"known here: {known}",
        )

    def _has_shape(self, node: Node, key: Key) -> bool:
        match key.shape:
            case Shape.TEXTS | Shape.IDS | Shape.HANDLES:
                return self._is_list_of_texts(node, key)
            case Shape.OWNS:
                return self._is_kind(node, NodeKind.MAPPING, "keys such as `surfaces:`", key)
            case Shape.LEADS | Shape.EXCLUDES | Shape.DECIDES:
                return self._is_list(node, key)
            case _:
                return self._is_text(node, key)

    def _is_kind(self, node: Node, kind: NodeKind, expected: str, key: Key) -> bool:
        if node.kind is kind:
            return True
        self._note(
            "ownership-type",
            node,
            f"`{key.name}` takes {expected}, found {plain(node)}",
            "mend the value",
        )
        return False

    def _is_list(self, node: Node, key: Key) -> bool:
        if node.kind is NodeKind.TEXT and not node.text and not node.items:
            return True
        return self._is_kind(node, NodeKind.LIST, "a list", key)

    def _is_list_of_texts(self, node: Node, key: Key) -> bool:
        if not self._is_list(node, key):
            return False
        for item in node.items:
            if item.kind is not NodeKind.TEXT or not item.text.strip():
                self.wrong(item, "a text")
            elif not _is_valid(item.text, key.shape):
                self._invalid(item, key.shape)
        return True

    def _is_text(self, node: Node, key: Key) -> bool:
        if not self._is_kind(node, NodeKind.TEXT, "a text", key):
            return False
        if key.choices and node.text not in key.choices:
            near = get_close_matches(node.text.lower(), key.choices, n=1, cutoff=0.5)
            self._note(
                "ownership-type",
                node,
                f"`{key.name}` cannot be {plain(node)}",
                (f"did you mean `{near[0]}`? " if near else "")
                + f"one of: {', '.join(key.choices)}",
            )
            return False
        if not _is_valid(node.text, key.shape):
            self._invalid(node, key.shape)
            return False
        return True

    def _invalid(self, node: Node, shape: Shape) -> None:
        if shape in (Shape.HANDLE, Shape.HANDLES):
            self._no_handle(node)
        elif shape is Shape.DATE:
            self._note(
                "ownership-date",
                node,
                f"{plain(node)} is no day",
                "write YYYY-MM-DD, or put words such as `ongoing` under `term`",
            )
        else:
            self._note(
                "ownership-id",
                node,
                f"{plain(node)} is no id of a group",
                "use lower-case letters, digits and hyphens, at most 64: `wg-example`",
            )

    def _no_handle(self, node: Node) -> None:
        self._note(
            "ownership-handle",
            node,
            f"{plain(node)} is no account's handle",
            "write the account as in its profile's address; put a person's name under `name`",
        )

    def _note(self, rule: str, node: Node, message: str, help_text: str) -> None:
        self._notes.add(
            rule,
            message,
            line=node.line,
            column=node.column,
            help=help_text,
            subject=self.subject,
        )


def _is_valid(text: str, shape: Shape) -> bool:
    if shape in (Shape.ID, Shape.IDS):
        return parse_id(text) is not None
    if shape in (Shape.HANDLE, Shape.HANDLES):
        return parse_handle(text) is not None
    if shape is Shape.DATE:
        return parse_date(text) is not None
    return True
