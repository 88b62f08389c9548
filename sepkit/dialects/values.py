"""The small readers of field values: words, dates, numbers, links to pull requests, cited keys."""

import datetime as dt
import re
from collections.abc import Iterable
from functools import cache

from sepkit.model import LIMITS, Date, Dialect, FieldRule
from sepkit.model.addresses import (
    citation_patterns,
    parse_number,
    path_pattern,
    repository_link,
    sibling_pattern,
)

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DATE_PARTS = {
    "YYYY": "(?P<year>[0-9]{4})",
    "MM": "(?P<month>[0-9]{2})",
    "DD": "(?P<day>[0-9]{2})",
    "D": "(?P<day>[0-9]{1,2})",
    "Mon": "(?P<name>[A-Za-z]{3})",
}
_DEBRIS = re.compile(r"</?[A-Za-z][^<>]{0,200}>")
_EDGES = " \t*_`'\"\u00a0"
_REMARK = re.compile(r"[,;(]|\s[-\u2013\u2014]\s")
_PARENTHESES = re.compile(r"\([^()]{0,400}\)")


def parse_date(text: str, forms: Iterable[str]) -> Date | None:
    """Return the day that the text names in one of the forms, or None.

    Nothing may stand around it, and the day must exist; two digits are never turned into a year.
    """
    for form in forms:
        match = _date_pattern(form).fullmatch(text.strip())
        if match:
            return _day(match.groupdict())
    return None


@cache
def _date_pattern(form: str) -> re.Pattern[str]:
    parts = re.split("(YYYY|MM|Mon|DD|D)", form)
    return re.compile("".join(_DATE_PARTS.get(part, re.escape(part)) for part in parts))


def _day(found: dict[str, str]) -> Date | None:
    name = found.get("name", "").lower()
    if name and name not in _MONTHS:
        return None
    month = _MONTHS.index(name) + 1 if name else int(found["month"])
    try:
        return Date(dt.date(int(found["year"]), month, int(found["day"])).isoformat())
    except ValueError:
        return None


def bare_word(text: str) -> str:
    """Return a word or phrase without leftover markup: `** Final` gives `Final`."""
    return " ".join(_DEBRIS.sub(" ", text).split()).strip(_EDGES)


def folded(text: str) -> str:
    """Return what two spellings of one word share: no case, no blanks, hyphens or underscores."""
    return re.sub(r"[\s_\u2010\u2011-]+", "", bare_word(text).casefold())


def is_none(text: str, rule: FieldRule) -> bool:
    """Whether the value says "nobody" or "not yet", with or without a remark in parentheses."""
    words = {folded(word) for word in rule.none_words}
    bare = folded(_PARENTHESES.sub(" ", text)).rstrip(".")
    if bare:
        return bare in words
    inside = folded(text).strip("()").rstrip(".")
    return not inside or inside in words


def parse_status(text: str, dialect: Dialect) -> str:
    """Return the id of the status that the text names, or "" where the dialect knows none."""
    spellings = _spellings(dialect)
    # A remark may follow: `Draft (seeking sponsor)`, `Accepted, 2026-01-02`, `Final - done`.
    for candidate in (text, _PARENTHESES.sub(" ", text), _REMARK.split(text, maxsplit=1)[0]):
        found = spellings.get(folded(candidate))
        if found:
            return found
    return ""


@cache
def _spellings(dialect: Dialect) -> dict[str, str]:
    return {
        folded(word): rule.id
        for rule in reversed(dialect.statuses)
        for word in (*rule.spellings, rule.label, rule.id)
    }


def parse_track(text: str, dialect: Dialect) -> str:
    """Return the track as the dialect spells it, or as the author wrote it where it knows none."""
    word = bare_word(text)
    known = {folded(track): track for track in dialect.tracks}
    return known.get(folded(word)) or known.get(folded(_PARENTHESES.sub(" ", word))) or word


def parse_pull(text: str, targets: Iterable[str], dialect: Dialect) -> int | None:
    """Return the number of a pull request: an address in this repository, `#N` or `N`."""
    pattern = repository_link(dialect.repositories)
    for candidate in (*targets, text):
        match = pattern.search(candidate[: LIMITS.line_characters])
        if match:
            return parse_number(match["number"])
    if "/" in text:
        return None
    match = re.search(r"(?<![\w#])#?(?P<number>[0-9]{1,7})(?!\w)", text[: LIMITS.line_characters])
    return parse_number(match["number"]) if match and re.match(r"\W*#?[0-9]", text) else None


def parse_keys(text: str, dialect: Dialect) -> tuple[int, ...]:
    """Return the proposals that a field of keys lists: keys, `#12`, plain `12`, or paths."""
    text = text[: LIMITS.paragraph_characters]
    patterns = [*citation_patterns(dialect), path_pattern(dialect), sibling_pattern(dialect)]
    found: dict[int, None] = {}
    for part in re.split(r"[,;\s]+(?!\d+\s+\()", text):
        hit = next((m for p in patterns if (m := p.search(part))), None)
        plain = re.fullmatch(r"[(\[]?#?(?P<number>[0-9]{1,7})[)\].]?", part)
        match = hit or plain
        number = parse_number(match["number"]) if match else None
        if number is not None:
            found[number] = None
    return tuple(found)


def number_in_path(path: str, dialect: Dialect) -> int | None:
    """Return the number in a file name; None for a placeholder or a file of another name."""
    match = path_pattern(dialect).search(path)
    if not match or match["number"] == dialect.placeholder:
        return None
    return parse_number(match["number"])
