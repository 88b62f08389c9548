"""Touches in TypeScript blocks: what is declared, and what of it the specification has already.

A known type that is printed again, whole or in part, is context: only members, values or marks of
its own make it a change.
"""

from collections.abc import Iterator

from sepkit.analysis.touches.place import Place, Voice
from sepkit.analysis.touches.prose import Context
from sepkit.markup.names import STANDARD_ERRORS, form_of
from sepkit.markup.typescript import BUILT_IN, Declaration, Member, read_typescript
from sepkit.model import Act, Surface, Touch

LANGUAGES = frozenset({"ts", "typescript", "tsx", "diff", "js", "javascript"})
MAX_MEMBERS = 80
"""Members of one type that get touches of their own."""

_GENERIC = BUILT_IN | {"Error", "Date"}
_CONVENTIONAL = frozenset({"jsonrpc", "id", "method", "params", "_meta", "result", "error"})
"""Members of every message: never a change of a type."""


def find_in_declarations(place: Place, context: Context) -> Iterator[Touch]:
    """Yield the touches of a block of TypeScript, or of a diff of one."""
    block = place.block
    is_diff = block.info == "diff"
    declarations = read_typescript(block.text, first_line=block.line + 1, is_diff=is_diff)
    if place.voice is Voice.REJECTING or block.quoted:
        return
    for declaration in declarations:
        if not declaration.name:
            continue
        if declaration.kind == "const":
            yield from _constant(declaration, context)
        else:
            yield from _type(declaration, context, is_told=place.voice is Voice.TELLING)


def _constant(item: Declaration, context: Context) -> Iterator[Touch]:
    for value in item.literals:
        if form_of(value) == "error" and value not in STANDARD_ERRORS:
            surface = Surface(f"error:{value}")
            act = Act.DEFINES if context.is_new(surface) else Act.MENTIONS
            yield context.touch(surface, act, item.line, f"const {item.name} = {value}")
        elif form_of(value) == "keyed":
            surface = Surface(f"meta:{value}")
            if not context.spec.surfaces_of(value):
                yield context.touch(surface, Act.DEFINES, item.line, f"const {item.name} = {value}")


def _type(item: Declaration, context: Context, *, is_told: bool) -> Iterator[Touch]:
    surface = Surface(f"type:{item.name}")
    if is_told:
        if not context.is_new(surface):
            yield context.touch(surface, Act.MENTIONS, item.line, _head(item))
        return
    if item.name.endswith("Capabilities"):
        yield from _capabilities(item, context)
    if context.is_new(surface):
        yield from _new_type(item, surface, context)
    else:
        yield from _known_type(item, surface, context)


def _head(item: Declaration) -> str:
    extends = f" extends {', '.join(item.extends)}" if item.extends else ""
    return f"{item.kind} {item.name}{extends}"


def _new_type(item: Declaration, surface: Surface, context: Context) -> Iterator[Touch]:
    if item.mark == "-":
        return
    yield context.touch(surface, Act.DEFINES, item.line, _head(item))
    for name in (*item.extends, *(item.words if item.kind == "type" else ())):
        yield from _reliance(name, item.line, _head(item), context)
    for member in item.members[:MAX_MEMBERS]:
        yield from _message(member, item, context)
        if member.name not in _CONVENTIONAL:
            quote = f"{item.name}.{member.name}"
            yield context.touch(
                Surface(f"field:{item.name}.{member.name}"), Act.DEFINES, member.line, quote
            )
        yield from _keys(member, context)
        for name in member.words:
            yield from _reliance(name, member.line, f"{item.name}.{member.name}: {name}", context)


def _reliance(name: str, line: int, quote: str, context: Context) -> Iterator[Touch]:
    surface = Surface(f"type:{name}")
    if name not in _GENERIC and not context.is_new(surface):
        yield context.touch(surface, Act.RELIES_ON, line, quote)


def _message(member: Member, item: Declaration, context: Context) -> Iterator[Touch]:
    """Yield the method or error code that the member fixes."""
    for value in member.literals[:1]:
        if member.name == "method" and len(member.literals) == 1:
            is_note = value.startswith("notifications/") or item.name.endswith("Notification")
            surface = Surface(f"{'notification' if is_note else 'method'}:{value}")
            act = Act.DEFINES if context.is_new(surface) else Act.CHANGES
            yield context.touch(surface, act, member.line, f'{item.name}.method: "{value}"')
        elif member.name == "code" and form_of(value) == "error" and value not in STANDARD_ERRORS:
            surface = Surface(f"error:{value}")
            act = Act.DEFINES if context.is_new(surface) else Act.RELIES_ON
            yield context.touch(surface, act, member.line, f"{item.name}.code: {value}")
    for inner in member.members:
        yield from _message(inner, item, context)


def _keys(member: Member, context: Context) -> Iterator[Touch]:
    """Yield the keys with a reversed domain, wherever in the member they stand."""
    if form_of(member.name) == "keyed":
        known = context.spec.surfaces_of(member.name)
        surface = known[0] if known else Surface(f"meta:{member.name}")
        act = Act.DEFINES if context.is_new(surface) else Act.RELIES_ON
        yield context.touch(surface, act, member.line, f'"{member.name}"')
    for inner in member.members:
        yield from _keys(inner, context)


def _known_type(item: Declaration, surface: Surface, context: Context) -> Iterator[Touch]:
    if item.mark == "-":
        yield context.touch(surface, Act.REMOVES, item.line, _head(item))
        return
    changes = list(_member_changes(item.name, item.members, context))
    changes += _value_changes(item.name, item, context)
    if item.is_deprecated:
        yield context.touch(surface, Act.DEPRECATES, item.line, f"@deprecated {item.name}")
    if not changes:
        yield context.touch(surface, Act.MENTIONS, item.line, _head(item))
        return
    yield context.touch(surface, Act.CHANGES, changes[0].line, changes[0].quote)
    yield from changes


def _member_changes(owner: str, members: tuple[Member, ...], context: Context) -> Iterator[Touch]:
    known = context.spec.members.get(owner, {})
    for member in members[:MAX_MEMBERS]:
        name = f"{owner}.{member.name}"
        surface = Surface(f"field:{name}")
        if member.mark == "-" and member.name in known:
            yield context.touch(surface, Act.REMOVES, member.line, f"- {name}")
        elif member.name not in known or context.is_new(surface):
            if member.name not in _CONVENTIONAL:
                yield context.touch(surface, Act.DEFINES, member.line, name)
                for word in member.words:
                    yield from _reliance(word, member.line, f"{name}: {word}", context)
        elif member.is_deprecated:
            yield context.touch(surface, Act.DEPRECATES, member.line, f"@deprecated {name}")
        elif member.members and context.spec.members.get(name):
            yield from _member_changes(name, member.members, context)
        else:
            yield from _field_changes(surface, name, member, context)
        yield from (t for t in _keys(member, context) if t.act is Act.DEFINES)


def _field_changes(
    surface: Surface, name: str, member: Member, context: Context
) -> Iterator[Touch]:
    """Yield values that the field did not take before, and a field that came to be required."""
    entry = context.spec.entries.get(surface)
    values = context.spec.values.get(name, frozenset())
    fresh = [value for value in member.literals if values and value not in values]
    if fresh:
        yield context.touch(surface, Act.CHANGES, member.line, f"{name}: {member.literals}")
    for value in fresh:
        quote = f'{name}: "{value}"'
        yield context.touch(Surface(f"enum:{name}.{value}"), Act.DEFINES, member.line, quote)
    if entry and entry.is_required == member.is_optional and not entry.changes:
        word = "optional" if member.is_optional else "required"
        yield context.touch(surface, Act.CHANGES, member.line, f"{name} is {word}")


def _value_changes(name: str, item: Declaration, context: Context) -> list[Touch]:
    values = context.spec.values.get(name, frozenset())
    return [
        context.touch(Surface(f"enum:{name}.{value}"), Act.DEFINES, item.line, f'{name}: "{value}"')
        for value in item.literals
        if values and value not in values
    ]


def _capabilities(item: Declaration, context: Context) -> Iterator[Touch]:
    side = item.name.removesuffix("Capabilities").lower()
    for member in item.members:
        yield from _capability(f"{side}.{member.name}", member, context)


def _capability(name: str, member: Member, context: Context) -> Iterator[Touch]:
    surface = Surface(f"capability:{name}")
    if context.is_new(surface):
        yield context.touch(surface, Act.DEFINES, member.line, name)
    elif member.mark == "-":
        yield context.touch(surface, Act.REMOVES, member.line, f"- {name}")
    elif member.is_deprecated:
        yield context.touch(surface, Act.DEPRECATES, member.line, f"@deprecated {name}")
    for inner in member.members:
        if not context.is_new(surface) or form_of(inner.name) != "keyed":
            yield from _capability(f"{name}.{inner.name}", inner, context)
