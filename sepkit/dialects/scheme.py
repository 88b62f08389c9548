"""YAML nodes to a `Dialect`: every key checked, every mistake named with file and line.

Presets and a repository's own overrides go the same way; an override is a preset that starts from
another one instead of from nothing.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from sepkit.dialects.mistakes import Mistakes
from sepkit.markup import Node, NodeKind
from sepkit.model import (
    CheckLevel,
    Dialect,
    Escalation,
    FieldRule,
    OwnershipSource,
    SectionRule,
    StatusRule,
    SurfaceTerms,
    Wait,
)

FIELD_KINDS = ("word", "text", "people", "date", "keys", "pull", "number", "list", "groups")
FORMS = ("list", "front-matter", "mail-headers", "sidecar")
MARKUPS = ("markdown", "rst")
ACTORS = ("author", "sponsor", "core-maintainers", "group", "maintainers", "editors")
READERS = ("workgroups", "charter", "maintainers", "codeowners", "sigs", "aliases", "pages")

Check = Callable[[Mistakes, Node, str], Any]

_SHAPES: dict[Check, dict[str, Any]] = {}
"""The JSON Schema of what each check takes; see `schema.py`."""


def shape_of(check: Check) -> dict[str, Any]:
    """Return the JSON Schema of what a check takes."""
    return _SHAPES[check]


def shape_of_keys(keys: Mapping[str, tuple[str, Check]], *needed: str) -> dict[str, Any]:
    """Return the JSON Schema of a mapping with these keys and no others."""
    properties = {key: shape_of(check) for key, (_, check) in keys.items()}
    shape = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**shape, "required": list(needed)} if needed else shape


def dialect_of(node: Node, *, file: str, base: Dialect | None, reserved: frozenset[str]) -> Dialect:
    """Build a dialect from a mapping, on top of another one where `base` is given.

    Args:
        node: the mapping.
        file: its name, for messages.
        base: what stands where the mapping says nothing.
        reserved: keys that somebody else reads.

    Raises:
        ConfigurationError: with file and line of every mistake.
    """
    mistakes = Mistakes(file)
    values = _values(mistakes, node, KEYS, reserved=reserved)
    merged = {name: _merged(name, value, base) for name, value in values.items()}
    for name in ("name", "title", "key", "path") if base is None else ():
        if name not in merged:
            mistakes.add(node.line, f"`{name}` is missing", f"add `{name}: …`")
    mistakes.raise_if_any()
    found = replace(base, **merged) if base else Dialect(**merged)
    _check_whole(mistakes, node, found)
    mistakes.raise_if_any()
    return found


def _merged(name: str, value: Any, base: Dialect | None) -> Any:
    """Join rules by name with those of the base; any other value replaces the base's."""
    if name not in _RULES:
        return value
    cls, key = _RULES[name]
    rules = {getattr(rule, key): rule for rule in getattr(base, name)} if base else {}
    for rule_name, given in value.items():
        old = rules.get(rule_name)
        rules[rule_name] = (
            replace(old, **given) if old else cls(**{**_told(name, rule_name), **given})
        )
    return tuple(rules.values())


def _told(name: str, rule_name: str) -> dict[str, Any]:
    """Return what a rule's name alone tells of it."""
    words = rule_name.replace("-", " ").replace("_", " ")
    if name == "fields":
        return {"name": rule_name, "labels": (words,)}
    if name == "statuses":
        return {"id": rule_name, "label": words.capitalize()}
    return {"name": rule_name, "titles": (words,)}


def _check_whole(mistakes: Mistakes, node: Node, dialect: Dialect) -> None:
    """Check what no single key can tell."""
    known = {rule.id for rule in dialect.statuses}
    named = (dialect.initial_status, dialect.settled_from)
    for status in (*named, *(wait.status for wait in dialect.waits)):
        if status and status not in known:
            mistakes.add(
                node.line, f"`{status}` is none of the statuses", f"known: {', '.join(known)}"
            )
    for name in ("key", "path"):
        if "{number}" not in getattr(dialect, name):
            mistakes.add(
                node.line, f"`{name}` has no `{{number}}`", "put it where the number stands"
            )


def _values(
    mistakes: Mistakes,
    node: Node,
    keys: Mapping[str, tuple[str, Check]],
    *,
    reserved: frozenset[str] = frozenset(),
) -> dict[str, Any]:
    """Check every entry of a mapping; unknown keys are mistakes with the nearest known one."""
    if node.kind is not NodeKind.MAPPING:
        mistakes.add(
            node.line,
            f"a mapping has to stand here, found a {node.kind.value}",
            "write `key: value` lines",
        )
        return {}
    values: dict[str, Any] = {}
    for key, value in node.entries:
        if key.text in keys:
            name, check = keys[key.text]
            values[name] = check(mistakes, value, key.text)
        elif key.text not in reserved:
            mistakes.add(key.line, f"`{key.text[:60]}` is no key here", _nearest(key.text, keys))
    return values


def _nearest(word: str, keys: Mapping[str, object]) -> str:
    import difflib

    near = difflib.get_close_matches(word, keys, n=1)
    return f"did you mean `{near[0]}`?" if near else f"known: {', '.join(keys)}"


def _text(mistakes: Mistakes, node: Node, key: str) -> str:
    if node.kind is not NodeKind.TEXT:
        mistakes.add(node.line, f"`{key}` has to be text", f"write `{key}: …` in one line")
    return node.text


def _texts(mistakes: Mistakes, node: Node, key: str) -> tuple[str, ...]:
    if node.kind is NodeKind.MAPPING or any(i.kind is not NodeKind.TEXT for i in node.items):
        mistakes.add(node.line, f"`{key}` has to be a list of texts", f"write `{key}: [one, two]`")
    return node.texts()


def _whole(mistakes: Mistakes, node: Node, key: str) -> int:
    if not re.fullmatch("[0-9]{1,6}", node.text, re.ASCII):
        mistakes.add(
            node.line, f"`{key}` has to be a whole number", f"found `{node.text[:40]}` instead"
        )
        return 0
    return int(node.text)


def _flag(mistakes: Mistakes, node: Node, key: str) -> bool:
    if node.text not in ("true", "false"):
        mistakes.add(node.line, f"`{key}` has to be true or false", f"found `{node.text[:40]}`")
    return node.text == "true"


_SHAPES[_text] = {"type": "string"}
_SHAPES[_texts] = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
_SHAPES[_whole] = {"type": "integer", "minimum": 0, "maximum": 999999}
_SHAPES[_flag] = {"type": "boolean"}


def _one_of(*words: str) -> Check:
    def check(mistakes: Mistakes, node: Node, key: str) -> str:
        if node.text not in words:
            mistakes.add(node.line, f"`{node.text[:40]}` is no {key}", f"known: {', '.join(words)}")
        return node.text

    _SHAPES[check] = {"enum": list(words)}
    return check


def _regex(*groups: str) -> Check:
    def check(mistakes: Mistakes, node: Node, key: str) -> str:
        _check_regex(mistakes, node, key, groups)
        return node.text

    _SHAPES[check] = {"type": "string", "format": "regex"}
    return check


def _regexes(*groups: str) -> Check:
    def check(mistakes: Mistakes, node: Node, key: str) -> tuple[str, ...]:
        for item in node.items:
            _check_regex(mistakes, item, key, groups)
        return _texts(mistakes, node, key)

    _SHAPES[check] = {"type": "array", "items": {"type": "string", "format": "regex"}}
    return check


def _check_regex(mistakes: Mistakes, node: Node, key: str, groups: tuple[str, ...]) -> None:
    try:
        missing = [name for name in groups if name not in re.compile(node.text).groupindex]
    except (re.error, OverflowError, RecursionError) as error:
        mistakes.add(node.line, f"`{key}` is no regular expression: {error}", "mend it")
        return
    if missing and node.text:
        mistakes.add(
            node.line, f"`{key}` has no group `{missing[0]}`", f"write `(?P<{missing[0]}>…)` in it"
        )


def _rules(keys: Mapping[str, tuple[str, Check]]) -> Check:
    """Check a mapping from a rule's name to what it says."""

    def check(mistakes: Mistakes, node: Node, key: str) -> dict[str, dict[str, Any]]:
        if node.kind is not NodeKind.MAPPING:
            mistakes.add(node.line, f"`{key}` has to be a mapping of names", "write `name: {…}`")
        return {name.text: _values(mistakes, value, keys) for name, value in node.entries}

    _SHAPES[check] = {"type": "object", "additionalProperties": shape_of_keys(keys)}
    return check


def _records(cls: type, keys: Mapping[str, tuple[str, Check]], *needed: str) -> Check:
    """Check a list of mappings, each to one noun."""

    def check(mistakes: Mistakes, node: Node, key: str) -> tuple[Any, ...]:
        if node.kind is not NodeKind.LIST:
            mistakes.add(node.line, f"`{key}` has to be a list", "begin each entry with `- `")
        made: list[Any] = []
        for item in node.items:
            values = _values(mistakes, item, keys)
            lacking = [name for name in needed if name not in values]
            for name in lacking:
                mistakes.add(item.line, f"`{name}` is missing", f"add `{name}: …`")
            if not lacking:
                made.append(cls(**values))
        return tuple(made)

    _SHAPES[check] = {"type": "array", "items": shape_of_keys(keys, *needed)}
    return check


def _day(mistakes: Mistakes, node: Node, key: str) -> str:
    if not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", node.text, re.ASCII):
        mistakes.add(node.line, f"`{key}` has to be a day", f"write `{key}: 2026-01-31`")
    return node.text


def _span(mistakes: Mistakes, node: Node, key: str) -> tuple[int, ...]:
    found = node.texts()
    if len(found) != 2 or not all(re.fullmatch("-?[0-9]{1,6}", n, re.ASCII) for n in found):  # noqa: PLR2004 - first and last
        mistakes.add(
            node.line, f"`{key}` has to be two whole numbers", f"write `{key}: [first, last]`"
        )
        return ()
    return tuple(int(number) for number in found)


_SHAPES[_day] = {"type": "string", "format": "date"}
_SHAPES[_span] = {"type": "array", "items": {"type": "integer"}, "minItems": 2, "maxItems": 2}

_FIELD_KEYS: dict[str, tuple[str, Check]] = {
    "labels": ("labels", _texts),
    "is": ("kind", _one_of(*FIELD_KINDS)),
    "required": ("required", _flag),
    "none": ("none_words", _texts),
    "expected": ("expected", _flag),
    "since": ("since", _day),
    "tracks": ("tracks", _texts),
    "pattern": ("pattern", _regex()),
    "example": ("example", _text),
    "instead": ("instead", _texts),
}
_STATUS_KEYS: dict[str, tuple[str, Check]] = {
    "label": ("label", _text),
    "spellings": ("spellings", _texts),
    "open": ("is_open", _flag),
    "needs_sponsor": ("needs_sponsor", _flag),
    "step": ("step", _whole),
    "elsewhere": ("is_elsewhere", _flag),
}
_SECTION_KEYS: dict[str, tuple[str, Check]] = {
    "titles": ("titles", _texts),
    "required": ("required", _flag),
    "expected": ("expected", _flag),
    "tracks": ("tracks", _texts),
    "instead": ("instead", _texts),
    "since": ("since", _day),
    "purpose": ("purpose", _text),
}
_LEVEL_KEYS: dict[str, tuple[str, Check]] = {
    "rule": ("rule", _text),
    "level": ("level", _one_of("default", "off", "info", "warning", "error")),
}
_WAIT_KEYS: dict[str, tuple[str, Check]] = {
    "status": ("status", _text),
    "sponsored": ("sponsored", _flag),
    "actor": ("actor", _one_of(*ACTORS)),
    "action": ("action", _text),
    "days": ("days", _whole),
    "source": ("source", _text),
}
_ESCALATION_KEYS: dict[str, tuple[str, Check]] = {
    "matter": ("matter", _one_of("cross-group", "in-group")),
    "by": ("by", _text),
    "to": ("to", _text),
    "days": ("days", _whole),
    "unit": ("unit", _text),
    "source": ("source", _text),
}
_OWNERSHIP_KEYS: dict[str, tuple[str, Check]] = {
    "reader": ("reader", _one_of(*READERS)),
    "pattern": ("pattern", _text),
}
_TERM_KEYS: dict[str, tuple[str, Check]] = {
    "surface": ("surface", _text),
    "words": ("words", _texts),
}
_RULES: dict[str, tuple[type, str]] = {
    "fields": (FieldRule, "name"),
    "statuses": (StatusRule, "id"),
    "sections": (SectionRule, "name"),
}
KEYS: dict[str, tuple[str, Check]] = {
    **{
        name: (name, _text)
        for name in (
            *("name", "title", "noun", "key", "path", "sidecar", "placeholder", "in_flight"),
            *("merge_hint", "pull_url", "initial_status", "fallback_owner", "schema_path"),
            *(
                "docs_path",
                "extensions_path",
                "docs_url",
                "settled_from",
                "draft_revision",
                "roadmap",
            ),
            "meetings",
        )
    },
    **{
        name: (name, _texts)
        for name in (
            *("ignore", "dates", "repositories", "tracks", "governance_tracks"),
            *("author_statuses", "normative_tracks", "conformance"),
        )
    },
    "number_is_pull": ("number_is_pull", _flag),
    "numbers_follow_pulls": ("numbers_follow_pulls", _flag),
    "shipped_groups": ("shipped_groups", _flag),
    "form": ("form", _one_of(*FORMS)),
    "markup": ("markup", _one_of(*MARKUPS)),
    "title_pattern": ("title_pattern", _regex("title")),
    "roadmap_area": ("roadmap_area", _regex("title")),
    "group_pattern": ("group_pattern", _regex("name")),
    "citations": ("citations", _regexes("number")),
    "citation_links": ("citation_links", _regexes("number")),
    "citation_references": ("citation_references", _regexes("number")),
    "fields": ("fields", _rules(_FIELD_KEYS)),
    "statuses": ("statuses", _rules(_STATUS_KEYS)),
    "sections": ("sections", _rules(_SECTION_KEYS)),
    "waits": ("waits", _records(Wait, _WAIT_KEYS, "status", "actor", "action")),
    "escalations": (
        "escalations",
        _records(Escalation, _ESCALATION_KEYS, "matter", "to"),
    ),
    "terms": ("terms", _records(SurfaceTerms, _TERM_KEYS, "surface", "words")),
    "checks": ("checks", _records(CheckLevel, _LEVEL_KEYS, "rule", "level")),
    "legacy_errors": ("legacy_errors", _span),
    "free_errors": ("free_errors", _span),
    "reserved_prefixes": ("reserved_prefixes", _regex()),
    "stale_days": ("stale_days", _whole),
    "ownership": (
        "ownership",
        _records(OwnershipSource, _OWNERSHIP_KEYS, "reader", "pattern"),
    ),
}
