"""A TypeScript schema to shapes, for revisions that have no JSON Schema."""

import re
from collections.abc import Iterator

from sepkit.markup.brackets import find_unbalanced
from sepkit.markup.typescript import BUILT_IN, Declaration, Member, read_typescript
from sepkit.model import BaseFile, Finding, Severity
from sepkit.spec.shapes import FieldShape, TypeShape


def read_ts_schema(file: BaseFile) -> tuple[tuple[TypeShape, ...], tuple[Finding, ...]]:
    """Read interfaces, types, enums and numeric constants; never raises.

    What an interface inherits is copied into it, as generators of JSON Schema do.
    """
    text = file.data.decode("utf-8", "replace")
    declarations = read_typescript(text)
    named = {item.name: item for item in declarations if item.name}
    constants = {
        item.name: item.literals[0]
        for item in declarations
        if item.kind == "const" and item.literals
    }
    shapes = tuple(
        _shape(item, named, constants) for item in named.values() if item.kind != "const"
    )
    return shapes, tuple(_problems(file, text, shapes))


def _problems(file: BaseFile, text: str, shapes: tuple[TypeShape, ...]) -> Iterator[Finding]:
    unbalanced = find_unbalanced(text)
    if unbalanced is not None:
        message = f"this TypeScript does not parse: {unbalanced.message}"
        yield _finding(file, message, "mend it; what was understood is used", unbalanced.line)
    if not shapes:
        message = "no interface and no type was found"
        yield _finding(file, message, "declare them as `export interface Name { … }`", 1)


def _finding(file: BaseFile, message: str, help_: str, line: int) -> Finding:
    return Finding(
        rule="spec-schema",
        severity=Severity.WARNING,
        subject=str(file.path),
        path=file.path,
        line=line,
        message=message,
        help=help_,
    )


def _shape(
    item: Declaration, named: dict[str, Declaration], constants: dict[str, str]
) -> TypeShape:
    members = {member.name: member for member in _inherited(item, named, frozenset())}
    is_object = item.kind in ("interface", "class") or bool(item.members)
    refers = () if is_object and item.kind != "type" else _named_words(item.words, constants)
    return TypeShape(
        name=item.name,
        line=item.line,
        shape="object" if is_object else _words_shape(item.words, item.literals),
        refers=refers,
        literals=item.literals,
        fields=tuple(_field(member, constants) for member in members.values()),
        is_deprecated=item.is_deprecated,
        words=_plain(item.comment),
    )


def _inherited(
    item: Declaration, named: dict[str, Declaration], seen: frozenset[str]
) -> Iterator[Member]:
    """Yield the members of what it extends first; a circle of `extends` ends where it closes."""
    if item.name in seen:
        return
    parents = [*item.extends, *(item.words if item.kind == "type" and item.members else ())]
    for name in parents:
        if name in named and name != item.name:
            yield from _inherited(named[name], named, seen | {item.name})
    yield from item.members


def _field(member: Member, constants: dict[str, str]) -> FieldShape:
    literals = (*member.literals, *(constants[w] for w in member.words if w in constants))
    shape = "object" if member.members else _words_shape(member.words, literals)
    return FieldShape(
        name=member.name,
        line=member.line,
        is_required=not member.is_optional,
        shape=shape,
        refers=_named_words(member.words, constants),
        literals=literals,
        fields=tuple(_field(inner, constants) for inner in member.members),
        is_deprecated=member.is_deprecated,
        words=_plain(member.comment),
    )


def _named_words(words: tuple[str, ...], constants: dict[str, str]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in BUILT_IN and word not in constants)


def _words_shape(words: tuple[str, ...], literals: tuple[str, ...]) -> str:
    quoted = [f'"{value}"' for value in literals]
    return "|".join(sorted({*quoted, *(w for w in words if w != "undefined")})) or "any"


_COMMENT_MARKS = re.compile(r"^[ \t]*(?:/\*\*?|\*/|//+|\*(?!/)) ?|[ \t]*\*/[ \t]*$", re.MULTILINE)


def _plain(comment: str) -> str:
    """Return a comment without its marks."""
    return _COMMENT_MARKS.sub("", comment).strip()
