"""An author, or another person that the preamble has to name, is a placeholder, group or company.

Nobody can answer for it: questions go nowhere, and a decision finds no addressee.

Left alone: whoever is named together with a handle, or "on behalf of" whom; groups as reviewers; a
sponsor, whom a proposal may still seek.

What to do: name at least one person.
"""

import re
from collections.abc import Iterator

from sepkit.analysis.checks.rule import Flaw, Rule
from sepkit.analysis.checks.sheet import Sheet, quoted
from sepkit.model import Field, Severity

_PART = re.compile(r"[,;\n]")
_PLACEHOLDER = re.compile(
    r"\W{0,3}(?:TB[DA]|TODO|XXX+|N/?A|none|unknown|anonymous|nobody|your[ -]?name|name"
    r"|someone|fill (?:me )?in|@?github-?(?:handle|username)|@?\.{3})\W{0,3}"
    r"|[@(\[{<]*(?:TB[DA]|TODO)\b.*",
    re.IGNORECASE,
)
_GROUP = re.compile(
    r"\b(?:community|committee|consortium|contributors|foundation|group|maintainers|organi[sz]ation"
    r"|team|project|proposal|working group|wg|sig|inc|llc|ltd|gmbh|corp|corporation|labs)\b\.?",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"@(?!TB[DA]\b|TODO\b|github)[A-Za-z0-9]")
_BEHALF = re.compile(r"\(?(?:on behalf|for|and the|with)\b", re.IGNORECASE)
_ANSWERING = ("authors", "reviewers", "approvers")


def find(sheet: Sheet) -> Iterator[Flaw]:
    """Yield one flaw for each entry of a list of people that is none."""
    for field in sheet.document.fields:
        rule = sheet.rule_of(field)
        if rule is not None and rule.name in _ANSWERING:
            yield from _in_field(field, is_author=rule.name == "authors")


def _in_field(field: Field, *, is_author: bool) -> Iterator[Flaw]:
    for part in _PART.split(field.value):
        words = part.strip()
        is_group = is_author and _GROUP.search(words) is not None
        if _HANDLE.search(words) or _BEHALF.match(words):
            continue
        if words and (_PLACEHOLDER.fullmatch(words) or is_group):
            yield Flaw(
                line=field.line,
                message=f"{quoted(words)} under {quoted(field.label)} cannot answer",
                mend="name at least one person",
                path=field.path,
            )


def is_person(name: str) -> bool:
    """Whether a name is neither a placeholder nor a group's."""
    return not (_PLACEHOLDER.fullmatch(name) or _GROUP.search(name))


RULE = Rule(
    id="PPL002",
    name="author-is-no-person",
    severity=Severity.WARNING,
    page=__doc__,
    in_text=find,
)
