"""Forge accounts and dates in ownership files, as people write them."""

import re

from sepkit.model import Date, Handle

# GitHub's rule: letters, digits and single hyphens, at most 39; `_` stands in managed accounts.
_HANDLE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9]|[-_](?=[A-Za-z0-9])){0,38}", re.ASCII)
_AT_HANDLE = re.compile(r"(?<![\w@/.])@([A-Za-z0-9][A-Za-z0-9_-]{0,60})", re.ASCII)
_PROFILE = re.compile(r"https?://(?:www\.)?[a-z0-9.-]+/([A-Za-z0-9_-]{1,60})/?", re.ASCII)
_ISO = re.compile(r"(?<!\d)([12]\d{3})-(\d{2})-(\d{2})(?!\d)", re.ASCII)
_WORDED = re.compile(
    r"(?:([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? |(\d{1,2}) ([A-Za-z]{3,9})\.? )([12]\d{3})",
    re.ASCII,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def parse_handle(written: str) -> Handle | None:
    """Return the account that a text is, with or without `@`; None where it can be none."""
    text = written.strip().removeprefix("@")
    return Handle(text) if _HANDLE.fullmatch(text) else None


def find_handle(text: str) -> Handle | None:
    """Return the first `@account` inside a text, or None."""
    found = _AT_HANDLE.search(text[:400])
    return parse_handle(found.group(1)) if found else None


def profile_handle(target: str) -> Handle | None:
    """Return the account that a link to a profile names, or None for any other link."""
    found = _PROFILE.fullmatch(target.strip()[:200])
    return parse_handle(found.group(1)) if found else None


def parse_date(written: str) -> Date | None:
    """Return the day that a text is, `YYYY-MM-DD` and nothing else; None for any other text."""
    found = _ISO.fullmatch(written.strip())
    return _date(found.group(1), int(found.group(2)), found.group(3)) if found else None


def find_date(text: str) -> Date | None:
    """Return the day inside a text such as `6 months (ends Aug 14, 2026)`; None unless just one.

    A date of digits only is read in the order year, month, day: others can be read in two ways.
    """
    found = {_date(year, int(month), day) for year, month, day in _ISO.findall(text[:200])}
    for month, day, day_first, month_after, year in _WORDED.findall(text[:200]):
        name = (month or month_after).lower()[:3]
        if name in _MONTHS:
            found.add(_date(year, _MONTHS.index(name) + 1, day or day_first))
    found.discard(None)
    return found.pop() if len(found) == 1 else None


_QUARTER = re.compile(r"(?:\b([12]\d{3}) ?[Qq]([1-4])\b|\b[Qq]([1-4]) ?([12]\d{3})\b)", re.ASCII)
_MONTH = re.compile(r"\b([A-Za-z]{3,9})\.? ([12]\d{3})\b", re.ASCII)


def find_period_end(text: str) -> Date | None:
    """Return the last day of the time that a text names: a day, a month or a quarter of a year.

    None where it names no year: `End of April` could be any.
    """
    day = find_date(text)
    if day is not None:
        return day
    quarter = _QUARTER.search(text[:200])
    if quarter:
        year, number, other_number, other_year = quarter.groups()
        return _month_end(year or other_year, 3 * int(number or other_number))
    month = _MONTH.search(text[:200])
    name = month.group(1).lower()[:3] if month else ""
    if month and name in _MONTHS:
        return _month_end(month.group(2), _MONTHS.index(name) + 1)
    return None


def _month_end(year: str, month: int) -> Date | None:
    last = str(_DAYS[month - 1])
    return _date(year, month, last) or _date(year, month, "28")


def _date(year: str, month: int, day: str) -> Date | None:
    if not 1 <= month <= len(_DAYS) or not 1 <= int(day) <= _DAYS[month - 1]:
        return None
    number = int(year)
    is_leap = number % 4 == 0 and (number % 100 != 0 or number % 400 == 0)
    if (month, int(day)) == (2, 29) and not is_leap:
        return None
    return Date(f"{year}-{month:02}-{int(day):02}")
