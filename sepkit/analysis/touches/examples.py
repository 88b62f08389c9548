"""Touches in JSON examples: messages walked along the types that the specification gives them."""

from collections.abc import Iterator

from sepkit.analysis.touches.place import Place, Voice
from sepkit.analysis.touches.prose import Context
from sepkit.markup import Node, NodeKind
from sepkit.markup.json_nodes import read_json
from sepkit.markup.names import STANDARD_ERRORS, form_of
from sepkit.model import Act, Surface, Touch

LANGUAGES = frozenset({"json", "jsonc", "json5", "jsonl"})
MAX_DEPTH = 12
_SIDES = ("client", "server")
_MIN_KNOWN = 2
"""Keys of a type that an object must have before its other keys count as new fields of it."""


def find_in_examples(place: Place, context: Context) -> Iterator[Touch]:
    """Yield the touches of a block of JSON."""
    block = place.block
    if place.voice is Voice.REJECTING or block.quoted:
        return
    for node in read_json(block.text, first_line=block.line + 1):
        reader = _Reader(context, place)
        yield from reader.walk(node, "", 0)


class _Reader:
    def __init__(self, context: Context, place: Place) -> None:
        self.context = context
        self.spec = context.spec
        self.is_told = place.voice is Voice.TELLING
        self.words = " ".join((place.lead, *place.headings)).lower()

    def _touch(self, surface: Surface, line: int, quote: str, *, is_new: bool) -> Iterator[Touch]:
        if self.is_told:
            if not is_new:
                yield self.context.touch(surface, Act.MENTIONS, line, quote)
            return
        act = Act.DEFINES if is_new else Act.RELIES_ON
        yield self.context.touch(surface, act, line, quote)

    def walk(self, node: Node, key: str, depth: int) -> Iterator[Touch]:
        """Yield the touches of a value that stands under a key."""
        if depth > MAX_DEPTH:
            return
        for item in node.items:
            yield from self.walk(item, key, depth + 1)
        if node.kind is not NodeKind.MAPPING:
            return
        method = node.get("method")
        if method is not None and method.kind is NodeKind.TEXT and form_of(method.text):
            yield from self._message(node, method)
        for name, value in node.entries:
            yield from self._entry(name, value, key)
            if name.text not in ("arguments", "structuredContent", "inputSchema", "outputSchema"):
                yield from self.walk(value, name.text, depth + 1)

    def _entry(self, name: Node, value: Node, key: str) -> Iterator[Touch]:
        if name.text == "code" and form_of(value.text) == "error":
            yield from self._error(value)
        elif key == "extensions" and form_of(name.text) == "keyed":
            yield from self._keyed("extension", name)
        elif form_of(name.text) == "keyed":
            yield from self._keyed("extension" if key == "capabilities" else "meta", name)
        if value.kind is not NodeKind.MAPPING:
            return
        if name.text == "result":
            yield from self._result(value)
        word = name.text.rpartition("/")[2].lower()
        if word.endswith("capabilities"):
            yield from self._capabilities(word.removesuffix("capabilities"), value)

    def _error(self, value: Node) -> Iterator[Touch]:
        if value.text in STANDARD_ERRORS:
            return
        surface = Surface(f"error:{value.text}")
        is_new = self.context.is_new(surface)
        yield from self._touch(surface, value.line, f'"code": {value.text}', is_new=is_new)

    def _keyed(self, kind: str, name: Node) -> Iterator[Touch]:
        known = self.spec.surfaces_of(name.text)
        surface = known[0] if known else Surface(f"{kind}:{name.text}")
        # Addresses of examples (`com.example/key`) are nobody's.
        if not known and ".example" in name.text:
            return
        is_new = self.context.is_new(surface)
        yield from self._touch(surface, name.line, f'"{name.text}"', is_new=is_new)

    def _message(self, node: Node, method: Node) -> Iterator[Touch]:
        known = self.spec.surfaces_of(method.text, ("method", "notification"))
        if not known and form_of(method.text) != "call":
            return
        kind = "notification" if method.text.startswith("notifications/") else "method"
        surface = known[0] if known else Surface(f"{kind}:{method.text}")
        is_new = self.context.is_new(surface)
        quote = f'"method": "{method.text}"'
        yield from self._touch(surface, method.line, quote, is_new=is_new)
        params = node.get("params")
        if params is not None and not is_new:
            yield from self._fields(params, self._params_types(surface))

    def _params_types(self, surface: Surface) -> tuple[str, ...]:
        entry = self.spec.entries.get(surface)
        requests = entry.refers if entry else ()
        found = [type_ for name in requests for type_ in self.spec.types_of(name, "params")]
        return tuple(dict.fromkeys(found))

    def _result(self, node: Node) -> Iterator[Touch]:
        keys = {name.text for name, _ in node.entries} - {"_meta", "resultType"}
        best, most = "", 0
        for owner, fields in self.spec.results.items():
            if (count := len(keys & fields)) > most:
                best, most = owner, count
        if best:
            yield from self._fields(node, (best,), least=1)

    def _fields(
        self, node: Node, types: tuple[str, ...], depth: int = 0, least: int = _MIN_KNOWN
    ) -> Iterator[Touch]:
        """Walk an object that is of one of these types; a key that none of them has is new."""
        if depth > MAX_DEPTH or not types:
            return
        for item in node.items:
            yield from self._fields(item, types, depth + 1, least)
        keys = [name.text for name, _ in node.entries]
        owner = max(types, key=lambda t: sum(k in self.spec.members.get(t, {}) for k in keys))
        fields = self.spec.members.get(owner, {})
        is_sure = sum(key in fields for key in keys) >= least
        for name, value in node.entries:
            surface = Surface(f"field:{owner}.{name.text}")
            if name.text in fields:
                if self.spec.is_fading(surface):
                    yield from self._touch(surface, name.line, f'"{name.text}"', is_new=False)
                inner = self.spec.types_of(owner, name.text)
                yield from self._fields(value, inner, depth + 1)
            elif is_sure and form_of(name.text) == "word":
                quote = f'{owner}: "{name.text}"'
                yield from self._touch(surface, name.line, quote, is_new=True)
                if not self.is_told:
                    owning = Surface(f"type:{owner.partition('.')[0]}")
                    yield self.context.touch(owning, Act.CHANGES, name.line, quote)

    def _capabilities(self, side: str, node: Node) -> Iterator[Touch]:
        if side not in _SIDES:
            side = self._side(node)
        for name, value in node.entries:
            yield from self._capability(f"{side}.{name.text}" if side else "", name, value, 0)

    def _side(self, node: Node) -> str:
        """Return whose capabilities these are, by the names in them, then by the words around."""
        names = [name.text for name, _ in node.entries]
        found = [
            s for s in _SIDES for n in names if Surface(f"capability:{s}.{n}") in self.spec.entries
        ]
        if found and found.count(found[0]) == len(found):
            return found[0]
        said = [side for side in _SIDES if side in self.words]
        return said[0] if len(said) == 1 else ""

    def _capability(self, path: str, name: Node, value: Node, depth: int) -> Iterator[Touch]:
        if not path or depth > 3 or form_of(name.text) != "word":  # noqa: PLR2004 - as deep as real ones
            return
        surface = Surface(f"capability:{path}")
        is_new = self.context.is_new(surface)
        yield from self._touch(surface, name.line, f'"{name.text}": …', is_new=is_new)
        # What stands inside a new capability is its own affair.
        if is_new or path.endswith((".extensions", ".experimental")):
            return
        for inner, below in value.entries:
            yield from self._capability(f"{path}.{inner.text}", inner, below, depth + 1)
