"""A date as somebody types it, in either language; what is no date, or two, is none.

Never another day than the one that was meant: where 11/12 could be either, the language in use says
which comes first, and a year that is left out is the one that brings the date nearest.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from unicodedata import normalize

from app.rules.calendar import YEARS

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_WORDS: Mapping[str, int] = {
    "今天": 0, "明天": 1, "后天": 2, "大后天": 3, "昨天": -1, "前天": -2,
    "today": 0, "tomorrow": 1, "yesterday": -1,
}  # fmt: skip
_MOST = 3660
"""Days that can be counted from today."""
Found = tuple[int | None, int, int]
"""Year (None: left out), month, day."""


def read_date(text: str, today: date, *, month_first: bool) -> date | None:
    """The date that `text` says, seen from `today`. `month_first`: what 11/12 and 11.12 begin
    with."""
    said = re.sub(r"\s+", " ", normalize("NFKC", text)).strip().lower()
    if said in _WORDS:
        return _counted(today, _WORDS[said])
    if counted := re.fullmatch(r"([+-]) ?(\d{1,4})(?: ?(?:天|days?))?", said):
        days = int(counted[2])
        return _counted(today, days if counted[1] == "+" else -days)
    for read in _FORMS:
        found = read(said, month_first)
        if found is not None:
            return _date(found, today)
    return None


def _counted(today: date, days: int) -> date | None:
    if abs(days) > _MOST:
        return None
    try:
        return _kept(today + timedelta(days=days))
    except OverflowError:
        return None


def _kept(day: date) -> date | None:
    return day if day.year in YEARS else None


def _date(found: Found, today: date) -> date | None:
    year, month, day = found
    if year is not None:
        return _made(year, month, day)
    around = (_made(today.year + offset, month, day) for offset in (-1, 0, 1))
    near = [one for one in around if one is not None]
    return min(near, key=lambda one: abs((one - today).days), default=None)


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return _kept(date(year, month, day))
    except ValueError:
        return None


def _plain(said: str, _month_first: bool) -> Found | None:
    """2026-12-11, 2026/12/11, 2026.12.11, 20261211."""
    found = re.fullmatch(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})", said)
    if found:
        return int(found[1]), int(found[3]), int(found[4])
    found = re.fullmatch(r"(\d{4})(\d{2})(\d{2})", said)
    return (int(found[1]), int(found[2]), int(found[3])) if found else None


def _short(said: str, month_first: bool) -> Found | None:
    """12-11 (month and day, as in the whole date); 11/12 and 11.12 by the language."""
    found = re.fullmatch(r"(\d{1,2})([-/.])(\d{1,2})", said)
    if not found:
        return None
    one, other = int(found[1]), int(found[3])
    return (None, one, other) if month_first or found[2] == "-" else (None, other, one)


def _day_first(said: str, month_first: bool) -> Found | None:
    """11/12/2026 and 11.12.2026, where the day comes first."""
    found = re.fullmatch(r"(\d{1,2})([/.])(\d{1,2})\2(\d{4})", said)
    if not found or month_first:
        return None
    return int(found[4]), int(found[3]), int(found[1])


def _chinese(said: str, _month_first: bool) -> Found | None:
    """2026年12月11日, 12月11日, 12月11号, 12月11."""
    found = re.fullmatch(r"(?:(\d{4}) ?年 ?)?(\d{1,2}) ?月 ?(\d{1,2}) ?[日号]?", said)
    if not found:
        return None
    return int(found[1]) if found[1] else None, int(found[2]), int(found[3])


def _english(said: str, _month_first: bool) -> Found | None:
    """11 December 2026, 11Dec, Dec 11, December 11, 2026."""
    found = re.fullmatch(
        r"(\d{1,2})(?:st|nd|rd|th)? ?([a-z]{3,9})\.?,?(?: ?(\d{4}))?", said
    ) or re.fullmatch(r"([a-z]{3,9})\.? ?(\d{1,2})(?:st|nd|rd|th)?(?:,? (\d{4}))?", said)
    if not found:
        return None
    day, name = (found[1], found[2]) if found[1].isdigit() else (found[2], found[1])
    months = [at for at, month in enumerate(_MONTHS, 1) if month.startswith(name)]
    if name == "sept":
        months = [9]
    if len(months) != 1:
        return None
    return int(found[3]) if found[3] else None, months[0], int(day)


_FORMS: tuple[Callable[[str, bool], Found | None], ...] = (
    _plain, _short, _day_first, _chinese, _english,
)  # fmt: skip
