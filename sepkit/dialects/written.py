"""Preamble fields as they stand in a file, before anybody asks what they mean."""

from dataclasses import dataclass, field
from functools import cache

from sepkit.dialects.values import folded
from sepkit.model import Dialect, FieldRule


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """One label with its value, as plain text."""

    label: str
    value: str
    line: int
    targets: tuple[str, ...] = ()
    """Where the links in the value lead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Neighbouring fields: one list, table, run of lines, front matter or metadata file."""

    fields: tuple[Written, ...]
    line: int
    end_line: int
    path: str = ""
    """The file it stands in, where that is not the document."""
    is_quoted: bool = False
    """Whether it stands in a block quotation: a note about the proposal, more often than not."""
    losses: tuple[tuple[int, str, str], ...] = field(default=())
    """What could not be read in it: line, message, help."""

    def known(self, dialect: Dialect) -> tuple[str, ...]:
        """Return our names of its fields, each once."""
        rules = (rule_of(written.label, dialect) for written in self.fields)
        return tuple(dict.fromkeys(rule.name for rule in rules if rule))


def rule_of(label: str, dialect: Dialect) -> FieldRule | None:
    """Return the rule for a label; case, blanks, hyphens and a colon make no difference."""
    return _rules_by_label(dialect).get(folded(label.rstrip(": \t")))


@cache
def _rules_by_label(dialect: Dialect) -> dict[str, FieldRule]:
    return {folded(label): rule for rule in reversed(dialect.fields) for label in rule.labels}
