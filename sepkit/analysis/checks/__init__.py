"""What is wrong with proposals: one check a file, all in one order.

Checks of one text run when it is read and are kept with it; those that need the other proposals,
history or base files run with the analysis. What a process asks for is data of its preset.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from sepkit.analysis.checks import (
    abstract_missing,
    author_is_no_person,
    author_without_handle,
    blob_not_permalink,
    copies_differ,
    created_invalid,
    created_year_slip,
    decision_unrecorded,
    draft_without_sponsor,
    encoding,
    error_code_legacy,
    expected_section_missing,
    extension_identifier,
    field_alias,
    field_contradicts,
    field_unknown,
    file_name_form,
    first_mention_unlinked,
    image_without_text,
    implementation_without_link,
    invisible_characters,
    json_example_broken,
    key_word_malformed,
    key_words_undefined,
    link_cannot_work,
    link_text_and_address_differ,
    markup_broken,
    number_in_title,
    number_not_pull_request,
    number_placeholder,
    number_taken,
    open_on_base,
    open_questions_at_review,
    placeholder_left,
    pr_not_a_number,
    preamble_form,
    proposal_unknown,
    repository_renamed,
    required_field_missing,
    required_section_missing,
    requirement_compound,
    requires_broken,
    requires_cycle,
    reserved_prefix,
    rule_unknown,
    section_level,
    section_renamed,
    section_stub,
    security_silent,
    spec_link_revision,
    specification_not_normative,
    sponsor_is_author,
    sponsor_not_maintainer,
    sponsor_or_pr_missing,
    sponsor_without_handle,
    stale,
    status_beyond_authority,
    status_unknown,
    supersedes_one_sided,
    suppression_not_allowed,
    suppression_unused,
    suppression_without_reason,
    surface_deprecated,
    surface_removed,
    title_form,
    todo_left,
    too_large_to_review,
    type_unknown,
    typescript_example_broken,
    unsafe_html,
    value_markup,
)
from sepkit.analysis.checks.comments import flaws_of_comments
from sepkit.analysis.checks.judging import (
    finding_of,
    judged,
    level_of,
    split_set_aside,
    without_echoes,
)
from sepkit.analysis.checks.room import Room
from sepkit.analysis.checks.rule import Edit, Fix, Flaw, Rule
from sepkit.analysis.checks.sections import missing_sections
from sepkit.analysis.checks.set_aside import read_set_aside
from sepkit.analysis.checks.sheet import Sheet
from sepkit.analysis.judging import Judged
from sepkit.model import LIMITS, Dialect, Document, Finding, SetAside, Severity

RULES: tuple[Rule, ...] = (
    required_field_missing.RULE,
    sponsor_or_pr_missing.RULE,
    preamble_form.RULE,
    field_contradicts.RULE,
    field_alias.RULE,
    field_unknown.RULE,
    placeholder_left.RULE,
    created_invalid.RULE,
    created_year_slip.RULE,
    type_unknown.RULE,
    value_markup.RULE,
    pr_not_a_number.RULE,
    extension_identifier.RULE,
    file_name_form.RULE,
    number_placeholder.RULE,
    number_not_pull_request.RULE,
    number_taken.RULE,
    number_in_title.RULE,
    title_form.RULE,
    abstract_missing.RULE,
    required_section_missing.RULE,
    expected_section_missing.RULE,
    section_renamed.RULE,
    section_level.RULE,
    section_stub.RULE,
    security_silent.RULE,
    specification_not_normative.RULE,
    implementation_without_link.RULE,
    open_questions_at_review.RULE,
    key_words_undefined.RULE,
    key_word_malformed.RULE,
    requirement_compound.RULE,
    todo_left.RULE,
    unsafe_html.RULE,
    invisible_characters.RULE,
    encoding.RULE,
    too_large_to_review.RULE,
    markup_broken.RULE,
    json_example_broken.RULE,
    typescript_example_broken.RULE,
    link_cannot_work.RULE,
    proposal_unknown.RULE,
    first_mention_unlinked.RULE,
    link_text_and_address_differ.RULE,
    requires_cycle.RULE,
    requires_broken.RULE,
    supersedes_one_sided.RULE,
    spec_link_revision.RULE,
    blob_not_permalink.RULE,
    image_without_text.RULE,
    repository_renamed.RULE,
    surface_removed.RULE,
    surface_deprecated.RULE,
    error_code_legacy.RULE,
    reserved_prefix.RULE,
    status_unknown.RULE,
    status_beyond_authority.RULE,
    draft_without_sponsor.RULE,
    open_on_base.RULE,
    decision_unrecorded.RULE,
    copies_differ.RULE,
    stale.RULE,
    author_without_handle.RULE,
    author_is_no_person.RULE,
    sponsor_not_maintainer.RULE,
    sponsor_is_author.RULE,
    sponsor_without_handle.RULE,
    rule_unknown.RULE,
    suppression_unused.RULE,
    suppression_without_reason.RULE,
    suppression_not_allowed.RULE,
)
"""By family, then by number: the order of reports."""

BY_ID = {rule.id: rule for rule in RULES}
_ADOPTED = {note: rule for rule in RULES for note in rule.adopts}
_ORDER = {rule.id: at for at, rule in enumerate(RULES)}


def check_text(document: Document, data: bytes, dialect: Dialect) -> Document:
    """Return a document with what the checks of one text find in it, and what it sets aside.

    The reader's notes become findings of the checks that adopt them.

    Args:
        document: as the reader made it, its notes still under their own names.
        data: the bytes it was read from.
        dialect: its process.
    """
    sheet = Sheet(document=document, dialect=dialect, data=data)
    found = [
        finding_of(flaw, rule, dialect=dialect, path=document.path, subject=document.path)
        for rule, flaw in flaws_in(sheet)
        if not (flaw.since and document.created and document.created < flaw.since)
    ]
    adopted = (_adopted(note, dialect) for note in document.findings)
    return replace(
        document,
        findings=(*(note for note in adopted if note is not None), *found),
        set_aside=tuple(read_set_aside(sheet)),
        paths=tuple(islice(link_cannot_work.paths_in(sheet), LIMITS.mentions)),
    )


def flaws_in(sheet: Sheet) -> Iterator[tuple[Rule, Flaw]]:
    """Yield what the checks of one text find, with the edits that mend it."""
    for rule in RULES:
        if rule.in_text is None or level_of(rule, sheet.dialect.checks) is None:
            continue
        for flaw in rule.in_text(sheet):
            yield rule, flaw


def _adopted(note: Finding, dialect: Dialect) -> Finding | None:
    """Return a reader's note as a finding of a check; None where the check finds it itself."""
    rule = _ADOPTED.get(note.rule)
    if rule is None:
        return note
    severity = level_of(rule, dialect.checks)
    if severity is None or note.rule in rule.retold:
        return None
    if note.severity is Severity.INFO:
        severity = note.severity
    return replace(note, rule=rule.id, severity=severity)


def check_proposal(item: Judged, room: Room) -> tuple[Finding, ...]:
    """Return everything that is wrong with a proposal, by check and line.

    Args:
        item: the proposal; its document holds what `check_text` found.
        room: all proposals around it.
    """
    case, document = item.case, item.document
    claimed = room.claimed(item)
    if claimed is not None and claimed.is_elsewhere:
        return ()
    found = without_echoes([*document.findings, *_in_room(item, room)], BY_ID)
    kept, unused = split_set_aside(found, document.set_aside, BY_ID)
    kept += _about_comments(item, unused, room.dialect)
    told = judged(kept, BY_ID, subject=case.key, is_open=case.is_open)
    return tuple(sorted(told, key=_order))


def findings_alone(document: Document) -> tuple[Finding, ...]:
    """Return what is wrong with a text that is held against no other: what nobody set aside.

    Args:
        document: as `check_text` returned it.
    """
    found = without_echoes(document.findings, BY_ID)
    kept, _ = split_set_aside(found, document.set_aside, BY_ID)
    return tuple(sorted(kept, key=_order))


def _came(item: Judged) -> str:
    """Return the day on which a proposal came: history may begin later than the proposal."""
    days = (item.document.created, item.case.first_seen)
    return min((day for day in days if day), default="")


def _about_comments(
    item: Judged, unused: Sequence[SetAside], dialect: Dialect
) -> Iterator[Finding]:
    """Yield what is wrong with comments that set a check aside."""
    for rule, flaw in flaws_of_comments(item.document.set_aside, unused, BY_ID):
        if level_of(rule, dialect.checks) is not None:
            path = item.document.path
            yield finding_of(flaw, rule, dialect=dialect, path=path, subject=item.key)


def _order(finding: Finding) -> tuple[int, int, str]:
    return (_ORDER.get(finding.rule, len(RULES)), finding.line, finding.message)


def _in_room(item: Judged, room: Room) -> Iterator[Finding]:
    came = _came(item)
    for rule in RULES:
        if rule.in_room is None or level_of(rule, room.dialect.checks) is None:
            continue
        for flaw in rule.in_room(item, room):
            if flaw.since and came and came < flaw.since:
                continue
            yield finding_of(
                flaw,
                rule,
                dialect=room.dialect,
                path=item.document.path,
                subject=item.key,
            )


def find_rules(selectors: Iterable[str]) -> tuple[Rule, ...]:
    """Return the checks that any of the selectors means, in the order of reports."""
    wanted = tuple(selectors)
    return tuple(rule for rule in RULES if any(rule.answers_to(word) for word in wanted))


__all__ = [
    "BY_ID",
    "RULES",
    "Edit",
    "Fix",
    "Flaw",
    "Room",
    "Rule",
    "Sheet",
    "check_proposal",
    "check_text",
    "find_rules",
    "findings_alone",
    "flaws_in",
    "missing_sections",
]
