"""Headings that are days: in what forms people write them, and runs of them that go on day by day.

A heading alone may be read in several ways (10/11 is a day of October or of November, 21 is one of
any month); along its line they go on from day to day, and so the whole line decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any
from unicodedata import normalize

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_WEEKDAYS = (
    ("一", "mon"), ("二", "tue"), ("三", "wed"), ("四", "thu"), ("五", "fri"), ("六", "sat"),
    ("日", "sun"), ("天", "sun"),
)  # fmt: skip
_WEEKDAY = re.compile(
    r"(?:周|週|星期|礼拜|禮拜)?([一二三四五六日天])"
    r"|(mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\.?"
)
_BESIDE = re.compile(
    r"[\s(\[,/-]*(?:(?:周|週|星期|礼拜|禮拜)[一二三四五六日天]|[(\[][一二三四五六日天][)\]]"
    r"|(?<=[日号號\s/,-])[一二三四五六日天](?![月日号號])"
    r"|\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?)[)\]]*"
)
_YEAR_FIRST = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号號]?")
_PACKED = re.compile(r"(20\d{2})([01]\d)([0-3]\d)")
_SHORT_YEAR = re.compile(r"([2-4]\d)[-/.](\d{1,2})[-/.](\d{1,2})")
_YEAR_LAST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})")
_MONTH_DAY = re.compile(r"(\d{1,2})\s*月\s*(\d{1,2})\s*[日号號]?")
_TWO = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{1,2})")
_DAY_MONTH = re.compile(
    rf"(\d{{1,2}})(?:st|nd|rd|th)?[\s\-/]*{_MONTH}(?:[\s,\-/']*(\d{{4}}|\d{{2}}))?"
)
_MONTH_FIRST = re.compile(rf"{_MONTH}[\s\-/]*(\d{{1,2}})(?:st|nd|rd|th)?(?:[\s,\-/']+(\d{{4}}))?")
_DAY = re.compile(r"(?:第|day\s*)?0?(\d{1,2})\s*(st|nd|rd|th|日|号|號|天)?")
_MIDNIGHT = re.compile(r"[\st]0?0:00(?::00(?:\.0+)?)?$")
_SERIAL = range(42_005, 54_789)
"""Excel's numbers of the days of 2015 to 2049: what is written as text is seldom one."""
_HAN_DAY = re.compile(r"[一二三四五六七八九十廿]{1,3}(?=[月日号號])")
_HAN = "〇一二三四五六七八九"
_MOST_BLANK = 2
"""So many blank columns may part two weeks."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A heading as a day: what it leaves open is None. `plain`: a bare number."""

    year: int | None
    month: int | None
    day: int
    form: str
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Headings along a line (or down a column) that go on from day to day, in one form."""

    places: tuple[int, ...]
    readings: tuple[Reading, ...]

    @property
    def form(self) -> str:
        return self.readings[0].form

    @property
    def plain(self) -> bool:
        return all(one.plain for one in self.readings)

    def dates(self, first: date) -> list[date]:
        """The days, where the first is `first`."""
        found = [first]
        for before, after in zip(self.readings, self.readings[1:], strict=False):
            step = _step(before, after, found[-1])
            found.append(found[-1] + timedelta(days=1 if step is None else step))
        return found


def readings(value: Any, text: str) -> list[Reading]:
    """Every way in which a cell may be a day; `text` as a person reads it. Nothing for none."""
    if isinstance(value, datetime):
        return [Reading(value.year, value.month, value.day, "date")]
    if isinstance(value, bool) or value is None:
        return []
    if isinstance(value, int | float):
        return list(_of_number(value, text))
    return list(_said(text))


@lru_cache(maxsize=4096)
def _said(text: str) -> tuple[Reading, ...]:
    if not any(sign.isdigit() for sign in text):
        text = _HAN_DAY.sub(_in_figures, text)
        if not any(sign.isdigit() for sign in text):
            return ()
    return tuple(_of_text(_tidy(text)))


def _in_figures(match: re.Match[str]) -> str:
    """A number up to 99 in Chinese figures: 二十一 as 21."""
    tens, ten, ones = match[0].replace("廿", "二十").rpartition("十")
    if any(len(part) > 1 for part in (tens, ones)):
        return match[0]
    return str((_HAN.index(tens) if tens else bool(ten)) * 10 + (_HAN.index(ones) if ones else 0))


def _tidy(text: str) -> str:
    folded = _MIDNIGHT.sub("", normalize("NFKC", text).casefold().strip())
    stripped = _BESIDE.sub("", folded).strip(" ,()[]")
    return stripped if any(sign.isdigit() for sign in stripped) else folded


def _of_number(value: float, text: str) -> Iterator[Reading]:
    if float(value).is_integer() and "." not in text:
        number = int(value)
        if 1 <= number <= 31:
            yield Reading(None, None, number, "d", plain=True)
        if match := _PACKED.fullmatch(str(number)):
            yield from _whole(int(match[1]), int(match[2]), int(match[3]), "ymd")
        if 36_526 <= number <= 73_050:
            day = date(1899, 12, 30) + timedelta(days=number)
            yield Reading(day.year, day.month, day.day, "serial")
    elif match := _TWO.fullmatch(text):
        yield from _of_two(int(match[1]), int(match[2]), number=True)


def _of_text(text: str) -> Iterator[Reading]:
    if match := _YEAR_FIRST.fullmatch(text) or _PACKED.fullmatch(text):
        yield from _whole(int(match[1]), int(match[2]), int(match[3]), "ymd")
    elif match := _YEAR_LAST.fullmatch(text):
        first, second, year = int(match[1]), int(match[2]), _year(match[3])
        yield from _whole(year, second, first, "dmy")
        yield from _whole(year, first, second, "mdy")
        if short := _SHORT_YEAR.fullmatch(text):
            yield from _whole(2000 + int(short[1]), int(short[2]), int(short[3]), "yymd")
    elif match := _MONTH_DAY.fullmatch(text):
        yield from _whole(None, int(match[1]), int(match[2]), "md")
    elif match := _TWO.fullmatch(text):
        yield from _of_two(int(match[1]), int(match[2]), number="." in text)
    elif match := _DAY_MONTH.fullmatch(text):
        yield from _whole(_year(match[3]), _month(match[2]), int(match[1]), "md")
    elif match := _MONTH_FIRST.fullmatch(text):
        yield from _whole(_year(match[3]), _month(match[1]), int(match[2]), "md")
    elif (match := _DAY.fullmatch(text)) and 1 <= int(match[1]) <= 31:
        yield Reading(None, None, int(match[1]), "d", plain=text == match[1])
    elif text.isdigit() and len(text) == 5 and int(text) in _SERIAL:
        yield from _of_number(int(text), text)


def _of_two(first: int, second: int, *, number: bool) -> Iterator[Reading]:
    yield from _whole(None, first, second, "md." if number else "md")
    yield from _whole(None, second, first, "dm")


def _whole(year: int | None, month: int, day: int, form: str) -> Iterator[Reading]:
    try:
        date(year or 2024, month, day)
    except ValueError:
        return
    yield Reading(year, month, day, form)


def _year(text: str | None) -> int | None:
    if text is None:
        return None
    return int(text) if len(text) == 4 else 2000 + int(text)


def _month(text: str) -> int:
    return _MONTHS.index(text[:3]) + 1


@lru_cache(maxsize=4096)
def weekday_of(text: str) -> int | None:
    """0 Monday to 6 Sunday for the name of a weekday; None for anything else."""
    match = _WEEKDAY.fullmatch(normalize("NFKC", text).casefold().strip(" ()[]"))
    if match is None:
        return None
    name = match[1] or match[2][:3]
    number = next(at for at, names in enumerate(_WEEKDAYS) if name in names)
    return min(number, 6)


def weekday_within(text: str) -> int | None:
    """The weekday that stands in a heading beside the day: 10月1日(四), "Thu 1"."""
    folded = normalize("NFKC", text).casefold()
    match = _BESIDE.search(folded)
    if match is None:
        return None
    inner = re.sub(r"[\s()\[\],/-]", "", match[0])
    return weekday_of(inner)


def runs(cells: Sequence[tuple[int, list[Reading], bool]], *, repeats: bool = False) -> list[Run]:
    """The runs along a line: `cells` are place, readings and whether the cell is blank.

    `repeats`: a day may stand several times one after another, and days may be left out, as down a
    list.
    """
    found: list[Run] = []
    for form in dict.fromkeys(one.form for _place, ways, _blank in cells for one in ways):
        found += _runs_of(form, cells, repeats=repeats)
    return found


def _runs_of(
    form: str, cells: Iterable[tuple[int, list[Reading], bool]], *, repeats: bool
) -> Iterator[Run]:
    places: list[int] = []
    taken: list[Reading] = []
    blanks = 0
    for place, ways, blank in cells:
        one = next((way for way in ways if way.form == form), None)
        if one is None:
            blanks += 1
            if places and (not blank or (blanks > _MOST_BLANK and not repeats)):
                yield Run(tuple(places), tuple(taken))
                places, taken = [], []
            continue
        blanks = 0
        if taken and (step := _fits(taken[-1], one, repeats=repeats)) is not None:
            one = step
        elif taken:
            yield Run(tuple(places), tuple(taken))
            places, taken = [], []
        places.append(place)
        taken.append(one)
    if places:
        yield Run(tuple(places), tuple(taken))


def _fits(before: Reading, after: Reading, *, repeats: bool) -> Reading | None:
    """`after` as the day that may come after `before`; None where it cannot.

    8.1 after 8.9 is 8.10, of which a number shows no nought at its end.
    """
    if after.form == "md." and after.month == before.month and after.day <= 3:
        tens = replace(after, day=after.day * 10)
        if before.day + 1 == tens.day:
            return tens
    step = _step(before, after, None)
    if step is None:
        return None
    if repeats:
        return after if 0 <= step <= 31 else None
    return after if 1 <= step <= (1 if after.form in ("d", "serial") else 7) else None


def _step(before: Reading, after: Reading, on: date | None) -> int | None:
    """The days from one heading to the next; None where they do not follow each other."""
    if before.year is not None and after.year is not None:
        first = date(before.year, before.month or 1, before.day)
        return (date(after.year, after.month or 1, after.day) - first).days
    if before.month is not None and after.month is not None:
        years = (on.year,) if on else (2027, 2028)
        steps = [_between(year, before, after) for year in years]
        known = [step for step in steps if step is not None]
        return min(known, default=None)
    if after.day == before.day:
        return 0
    if after.day == before.day + 1:
        return 1
    return 1 if after.day == 1 and before.day >= 28 else None


def _between(year: int, before: Reading, after: Reading) -> int | None:
    try:
        first = date(year, before.month or 1, before.day)
        last = date(year + ((after.month or 1) < (before.month or 1)), after.month or 1, after.day)
    except ValueError:
        return None
    return (last - first).days
