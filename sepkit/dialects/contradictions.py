"""Where a text holds a second preamble, or a field outside the first: noted, never merged."""

from collections.abc import Mapping

from sepkit.dialects.notes import Notes
from sepkit.dialects.values import folded
from sepkit.dialects.written import Group, Written, rule_of
from sepkit.model import Dialect, Severity


def compare(written: Mapping[str, Written], group: Group, dialect: Dialect, notes: Notes) -> None:
    """Note a later group of fields: a second preamble, or a single stray field.

    Args:
        written: the fields of the preamble that counts, by our names.
        group: what looks like another one.
        dialect: which labels are known.
        notes: takes the finding.
    """
    if len(group.known(dialect)) < 2:  # noqa: PLR2004 - one field makes no preamble
        _note_stray(written, group, dialect, notes)
        return
    differing = [text for other in group.fields if (text := _difference(written, other, dialect))]
    message = (
        f"a second preamble disagrees: {'; '.join(differing[:6])}; the first one counts"
        if differing
        else "a second preamble repeats the first one, which counts"
    )
    notes.add(
        "two-preambles",
        group.line,
        message,
        help="keep one preamble",
        severity=Severity.WARNING if differing else Severity.INFO,
    )


def _difference(written: Mapping[str, Written], other: Written, dialect: Dialect) -> str:
    """Say where a field of a second preamble differs from the first, or "" where it does not."""
    rule = rule_of(other.label, dialect)
    first = written.get(rule.name) if rule else None
    if rule is None or (first is None and rule.kind in ("text", "list")):
        return ""
    here = f"`{other.label}` is `{other.value[:40]}` in line {other.line}"
    if first is None:
        return f"{here} and missing in the first"
    if folded(first.value) == folded(other.value):
        return ""
    return f"{here} and `{first.value[:40]}` in line {first.line}"


def _note_stray(
    written: Mapping[str, Written], group: Group, dialect: Dialect, notes: Notes
) -> None:
    for other in group.fields:
        rule = rule_of(other.label, dialect)
        if rule and rule.name not in written:
            notes.add(
                "stray-field",
                other.line,
                f"`{other.label}` stands outside the preamble and was not read",
                help="move it into the preamble",
                severity=Severity.INFO,
            )
