"""Written fields to what they mean, by the dialect's rules."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sepkit.dialects.contradictions import compare
from sepkit.dialects.notes import Notes
from sepkit.dialects.people import parse_people
from sepkit.dialects.titles import plain_title
from sepkit.dialects.values import (
    bare_word,
    is_none,
    parse_date,
    parse_keys,
    parse_pull,
    parse_status,
    parse_track,
)
from sepkit.dialects.written import Group, Written, rule_of
from sepkit.model import LIMITS, Date, Dialect, Field, FieldRule, Person, RepoPath, Severity
from sepkit.model.addresses import parse_number

# A preamble of the real world has at most 25 fields.
_FIELDS = 200


@dataclass(slots=True, kw_only=True)
class Meaning:
    """What a preamble claims, field by field; names as in `Document`."""

    written: dict[str, Written] = field(default_factory=dict[str, Written])
    """By our name; a field that stands twice keeps its first value."""
    fields: tuple[Field, ...] = ()
    title: str = ""
    number: int | None = None
    status: str = ""
    status_written: str = ""
    track: str = ""
    created: Date | None = None
    authors: tuple[Person, ...] = ()
    sponsor: Person | None = None
    reviewers: tuple[Person, ...] = ()
    pull_request: int | None = None
    requires: tuple[int, ...] = ()
    supersedes: tuple[int, ...] = ()
    declared_groups: tuple[str, ...] = ()
    participating_groups: tuple[str, ...] = ()


def understand(groups: Sequence[Group], dialect: Dialect, notes: Notes) -> Meaning:
    """Read the first group as the preamble; the others only give findings.

    Args:
        groups: the preamble first; none where the document has no preamble.
        dialect: which labels mean what.
        notes: takes the findings.
    """
    meaning = Meaning()
    if not groups:
        required = ", ".join(f"`{rule.labels[0]}`" for rule in dialect.fields if rule.required)
        notes.lose(
            "no-preamble",
            1,
            "no field of a preamble was found above the first section",
            help=f"add {required} below the title",
        )
        return meaning
    _read(meaning, groups[0], dialect, notes)
    for rule in dialect.fields:
        # What is asked only since some day is no gap in an older proposal: a check tells.
        if rule.required and not rule.since and rule.name not in meaning.written:
            notes.lose(
                "missing-field",
                groups[0].line,
                f"`{rule.labels[0]}` is missing in the preamble",
                help=f"add `{rule.labels[0]}`",
                path=groups[0].path,
            )
    for group in groups[1:]:
        compare(meaning.written, group, dialect, notes)
    return meaning


def _read(meaning: Meaning, group: Group, dialect: Dialect, notes: Notes) -> None:
    for line, message, help_text in group.losses:
        notes.lose("broken-metadata", line, message, help=help_text, path=group.path)
    if len(group.fields) > _FIELDS:
        notes.lose(
            "too-many-fields",
            group.fields[_FIELDS].line,
            f"more than {_FIELDS} fields; the rest was not read",
            help="keep the preamble short",
            path=group.path,
        )
    fields: list[Field] = []
    for written in group.fields[:_FIELDS]:
        rule = rule_of(written.label, dialect)
        fields.append(_field(written, rule, group, notes))
        if rule is not None:
            _take(meaning, written, rule, group, dialect, notes)
    meaning.fields = tuple(fields)


def _field(written: Written, rule: FieldRule | None, group: Group, notes: Notes) -> Field:
    value = written.value
    if len(value) > LIMITS.field_characters:
        value = value[: LIMITS.field_characters - 1] + "…"
        notes.add(
            "long-field",
            written.line,
            f"`{written.label}` has {len(written.value)} characters and is shown cut",
            help=f"keep a field below {LIMITS.field_characters} characters",
            severity=Severity.INFO,
            path=RepoPath(group.path) if group.path else None,
        )
    return Field(
        name=rule.name if rule else "",
        label=written.label,
        value=value,
        line=written.line,
        path=RepoPath(group.path) if group.path else None,
    )


def _take(
    meaning: Meaning,
    written: Written,
    rule: FieldRule,
    group: Group,
    dialect: Dialect,
    notes: Notes,
) -> None:
    """Keep the first field of a name and read its value."""
    first = meaning.written.get(rule.name)
    if first is not None:
        if first.value != written.value:
            notes.add(
                "field-twice",
                written.line,
                f"`{written.label}` stands twice, first in line {first.line}, which counts",
                help="keep one of them",
                path=RepoPath(group.path) if group.path else None,
            )
        return
    meaning.written[rule.name] = written
    reader = _READERS.get(rule.name)
    if reader is not None:
        reader(meaning, written, rule, _Context(dialect=dialect, notes=notes, path=group.path))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Context:
    dialect: Dialect
    notes: Notes
    path: str

    def lose(self, rule: str, written: Written, message: str, *, help: str) -> None:  # noqa: A002
        self.notes.lose(rule, written.line, message, help=help, path=self.path)

    def add(self, rule: str, written: Written, message: str, *, help: str) -> None:  # noqa: A002
        path = RepoPath(self.path) if self.path else None
        self.notes.add(rule, written.line, message, help=help, path=path)


def _status(meaning: Meaning, written: Written, rule: FieldRule, context: _Context) -> None:
    meaning.status_written = bare_word(written.value)[: LIMITS.name_characters]
    meaning.status = parse_status(meaning.status_written, context.dialect)
    if not meaning.status_written or is_none(written.value, rule):
        context.lose("unknown-status", written, "the status is left open", help=_words_of(context))
    elif not meaning.status:
        context.add(
            "unknown-status",
            written,
            f"`{meaning.status_written[:60]}` is no status of this process",
            help=_words_of(context),
        )


def _words_of(context: _Context) -> str:
    return "known: " + ", ".join(rule.label for rule in context.dialect.statuses)


def _track(meaning: Meaning, written: Written, rule: FieldRule, context: _Context) -> None:
    del rule
    tracks = context.dialect.tracks
    meaning.track = parse_track(written.value, context.dialect)[: LIMITS.name_characters]
    if tracks and meaning.track not in tracks:
        context.add(
            "unknown-track",
            written,
            f"`{meaning.track[:60]}` is none of the kinds of proposals",
            help=f"known: {', '.join(tracks)}",
        )


def _created(meaning: Meaning, written: Written, rule: FieldRule, context: _Context) -> None:
    del rule
    meaning.created = parse_date(written.value, context.dialect.dates)
    if meaning.created is None:
        context.lose(
            "bad-date",
            written,
            f"`{written.value[:60]}` is no date that can be read without guessing",
            help=f"write it as {' or '.join(context.dialect.dates)}",
        )


def _people(written: Written, rule: FieldRule, context: _Context) -> tuple[Person, ...]:
    if is_none(written.value, rule) and "@" not in written.value:
        return ()
    people = tuple(
        person
        for person in parse_people(written.value)
        if person.handle or not is_none(person.name, rule)
    )
    if len(people) > LIMITS.authors:
        context.lose(
            "too-many-people",
            written,
            f"{len(people)} people in `{written.label}`; {LIMITS.authors} were read",
            help="name a group instead",
        )
    return people[: LIMITS.authors]


def _authors(meaning: Meaning, written: Written, rule: FieldRule, context: _Context) -> None:
    meaning.authors = _people(written, rule, context)
    pattern = context.dialect.group_pattern
    if pattern and not meaning.declared_groups:
        found = re.finditer(pattern, written.value[: LIMITS.line_characters])
        meaning.declared_groups = tuple(dict.fromkeys(match["name"] for match in found))
    if not meaning.authors:
        context.lose(
            "no-author", written, f"`{written.label}` names nobody", help="write `Name (@handle)`"
        )


def _sponsor(meaning: Meaning, written: Written, rule: FieldRule, context: _Context) -> None:
    people = _people(written, rule, context)
    meaning.sponsor = people[0] if people else None


def _reviewers(meaning: Meaning, written: Written, rule: FieldRule, context: _Context) -> None:
    people = tuple(dict.fromkeys((*meaning.reviewers, *_people(written, rule, context))))
    if len(people) > LIMITS.authors:
        context.lose(
            "too-many-people",
            written,
            f"{len(people)} reviewers in all; {LIMITS.authors} were read",
            help="name a group instead",
        )
    meaning.reviewers = people[: LIMITS.authors]


def _pull(meaning: Meaning, written: Written, rule: FieldRule, context: _Context) -> None:
    meaning.pull_request = parse_pull(written.value, written.targets, context.dialect)
    if meaning.pull_request is None and written.value and not is_none(written.value, rule):
        context.add(
            "unclear-pull-request",
            written,
            f"`{written.value[:80]}` names no pull request of this repository",
            help="write its address",
        )


def _requires(meaning: Meaning, written: Written, rule: FieldRule, context: _Context) -> None:
    meaning.requires = _keys(written, rule, context)


def _supersedes(meaning: Meaning, written: Written, rule: FieldRule, context: _Context) -> None:
    meaning.supersedes = _keys(written, rule, context)


def _keys(written: Written, rule: FieldRule, context: _Context) -> tuple[int, ...]:
    if is_none(written.value, rule):
        return ()
    numbers = parse_keys(written.value, context.dialect)
    if len(numbers) > LIMITS.relations:
        context.lose(
            "cap-reached",
            written,
            f"more than {LIMITS.relations} proposals in `{written.label}`; the rest was not read",
            help="name those that matter most",
        )
    if not numbers and written.value:
        context.add(
            "unclear-relation",
            written,
            f"`{written.label}` names no proposal: `{written.value[:60]}`",
            help=f"write {context.dialect.key.format(number='12')}",
        )
    return numbers[: LIMITS.relations]


def _group_names(written: Written, rule: FieldRule) -> tuple[str, ...]:
    if is_none(written.value, rule):
        return ()
    names = (bare_word(part) for part in re.split(r"[,;]", written.value))
    return tuple(name for name in dict.fromkeys(names) if name and not is_none(name, rule))


def _group(meaning: Meaning, written: Written, rule: FieldRule, context: _Context) -> None:
    del context
    meaning.declared_groups = _group_names(written, rule) or meaning.declared_groups


def _participating(meaning: Meaning, written: Written, rule: FieldRule, context: _Context) -> None:
    del context
    meaning.participating_groups = _group_names(written, rule)


def _title(meaning: Meaning, written: Written, rule: FieldRule, context: _Context) -> None:
    del rule, context
    meaning.title = plain_title(written.value)[: LIMITS.field_characters]


def _number(meaning: Meaning, written: Written, rule: FieldRule, context: _Context) -> None:
    del rule, context
    match = re.search(r"(?<![0-9])[0-9]{1,7}(?![0-9])", written.value[: LIMITS.name_characters])
    meaning.number = parse_number(match[0]) if match else None


_READERS: dict[str, Callable[[Meaning, Written, FieldRule, Any], None]] = {
    "title": _title,
    "number": _number,
    "status": _status,
    "track": _track,
    "created": _created,
    "authors": _authors,
    "sponsor": _sponsor,
    "reviewers": _reviewers,
    "approvers": _reviewers,
    "pull_request": _pull,
    "requires": _requires,
    "supersedes": _supersedes,
    "group": _group,
    "participating_groups": _participating,
}
"""Our names that `Document` has a place for; any other field is only kept as written."""
