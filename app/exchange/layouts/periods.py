"""Which month it is: what a file says of it in titles, beside its headings, in its sheets' names,
and what weekdays and the lengths of months leave of that."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from unicodedata import normalize

from app.exchange.layouts.grids import Book, Grid
from app.exchange.layouts.headings import Run, weekday_of, weekday_within

_NAMES = ("january", "february", "march", "april", "may", "june", "july", "august", "september",
          "october", "november", "december")  # fmt: skip
_WHOLE = re.compile(r"(20\d{2})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})")
_YEAR_MONTH = re.compile(r"(20\d{2})\s*[-/._年 ]\s*(1[0-2]|0?[1-9])(?!\d)\s*月?")
_PACKED = re.compile(r"(?<!\d)(20\d{2})(0[1-9]|1[0-2])(?!\d)")
_MONTH = re.compile(r"(?<!\d)(1[0-2]|0?[1-9])\s*月|([正一二三四五六七八九十]{1,2})月(?!日)")
_MONTH_DAY = re.compile(r"(?<![\d./年-])(1[0-2]|0?[1-9])[月./](3[01]|[12]\d|0?[1-9])(?![\d./:])")
_NAMED = re.compile(
    r"\b(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?[\s,'_-]*(20\d{2}|\d{2}\b)?"
)
_YEAR = re.compile(r"(?<!\d)(20\d{2})(?!\d)")
_SPACED_YEAR = re.compile(r"^2 ?0 ?\d ?\d$")
_HAN = {"正": 1, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
        "十": 10, "十一": 11, "十二": 12}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Clue:
    """What a text says of the time: a year, a month, or a day; nearer clues are tried first."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    title: bool = False
    """It stands for the whole roster: in a title, the sheet's name or the file's."""


def clues_in(text: str) -> list[Clue]:
    """Every year, month and day that a text names, the fullest first."""
    folded = normalize("NFKC", text).casefold()
    whole = [Clue(int(m[1]), int(m[2]), int(m[3])) for m in _WHOLE.finditer(folded)]
    months = [Clue(int(m[1]), int(m[2])) for m in _YEAR_MONTH.finditer(folded)]
    months += [Clue(int(m[1]), int(m[2])) for m in _PACKED.finditer(folded)]
    for match in _NAMED.finditer(folded):
        year = int(match[2]) if match[2] else None
        months.append(Clue(year + 2000 if year and year < 100 else year, _named(match[1])))
    for match in _MONTH.finditer(folded):
        months.append(Clue(None, int(match[1]) if match[1] else _HAN.get(match[2])))
    whole += [Clue(None, int(m[1]), int(m[2])) for m in _MONTH_DAY.finditer(folded)]
    years = [Clue(int(match[1])) for match in _YEAR.finditer(folded)]
    if _SPACED_YEAR.match(folded.strip()):
        years.append(Clue(int(folded.replace(" ", ""))))
    return [one for one in (*whole, *months, *years) if one.month is None or 1 <= one.month <= 12]


def _named(name: str) -> int:
    return next(at for at, full in enumerate(_NAMES, 1) if full.startswith(name[:3]))


def clues_for(book: Book, grid: Grid, line: int) -> list[Clue]:
    """The clues for the headings in `line` of a sheet, the nearest first: above it, the sheet's
    name, a year beside a month anywhere, the file's name."""
    found = list(_above(grid, line))
    found += _titles(grid.title)
    for other in (grid, *book.grids):
        found += _settings(other)
    found += _titles(Path(book.name).stem)
    for other in book.grids:
        texts = [value for row in other.rows[:4] for value in row[:4] if isinstance(value, str)]
        found += [Clue(one.year) for text in texts for one in clues_in(text) if one.year]
    return found


def _titles(text: str) -> list[Clue]:
    return [replace(clue, title=True) for clue in clues_in(text)]


def _above(grid: Grid, line: int) -> Iterator[Clue]:
    for row in range(line - 1, max(line - 12, -1), -1):
        digits = ""
        for column in range(len(grid.rows[row])):
            value = grid.raw(row, column)
            if isinstance(value, datetime):
                yield Clue(value.year, value.month)
            elif isinstance(value, int | float) and not isinstance(value, bool):
                digits += str(int(value)) if 0 <= value < 3000 else ""
                if 2000 <= value <= 2100:
                    yield Clue(int(value))
            elif isinstance(value, str):
                yield from (_titles if column == 0 else clues_in)(grid.text(row, column))
                digits += value.strip() if value.strip().isdigit() else ""
        if re.fullmatch(r"20\d{2}", digits):
            yield Clue(int(digits))  # a digit to a cell


def _settings(grid: Grid) -> Iterator[Clue]:
    for row in grid.rows[:12]:
        for left, right in pairwise(row[:13]):
            if _is(left, 2000, 2100) and _is(right, 1, 12):
                yield Clue(int(left), int(right))


def _is(value: object, least: int, most: int) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return float(value).is_integer() and least <= value <= most


@dataclass(frozen=True, slots=True)
class Weekdays:
    """The weekdays that stand beside the headings of a run, as far as they do: 0 Monday."""

    of: tuple[int | None, ...]

    def agree(self, days: Sequence[date]) -> bool:
        pairs = [
            (named, day) for named, day in zip(self.of, days, strict=True) if named is not None
        ]
        return all(named == day.weekday() for named, day in pairs)

    @property
    def known(self) -> bool:
        return sum(one is not None for one in self.of) * 2 > len(self.of)


def weekdays_of(grid: Grid, line: int, run: Run, *, down: bool = False) -> Weekdays:
    """In the headings themselves, or in the lines (columns) just before or after them."""
    best: tuple[int | None, ...] = tuple(
        weekday_within(_text(grid, line, p, down)) for p in run.places
    )
    for beside in (line - 1, line + 1, line + 2, line - 2):
        if beside >= 0:
            here = tuple(weekday_of(_text(grid, beside, place, down)) for place in run.places)
            if sum(one is not None for one in here) > sum(one is not None for one in best):
                best = here
    return Weekdays(best)


def _text(grid: Grid, line: int, place: int, down: bool) -> str:
    return grid.text(place, line) if down else grid.text(line, place)


def first_days(
    run: Run, clues: Iterable[Clue], weekdays: Weekdays, today: date
) -> list[tuple[date, bool]]:
    """The days on which a run may begin, the likeliest first, and whether the file says so; empty
    where nothing says which month it is.

    A run that crosses a month's end is of the month that is named or of the one before. Days that
    do not exist, months of another length and other weekdays are left out.
    """
    head = run.readings[0]
    if head.year is not None and head.month is not None:
        return [(date(head.year, head.month, head.day), True)]
    known = list(clues)
    wanted = [one for one in _wanted(run, known, today) if _holds(run, one[0], weekdays)]
    firm = [one for one in wanted if one[1]]
    if firm:
        return list(dict.fromkeys(firm))
    if weekdays.known or head.month is not None:
        return list(dict.fromkeys(wanted))
    months = {clue.month for clue in known if clue.month is not None}
    named = [one for one in wanted if one[0].month in months]
    return list(dict.fromkeys(named))


def _wanted(run: Run, clues: list[Clue], today: date) -> Iterator[tuple[date, bool]]:
    head = run.readings[0]
    years = [clue.year for clue in clues if clue.year is not None]
    near = range(today.year - 2, today.year + 3)
    for clue in clues:
        if clue.day == head.day and clue.month and head.month in (None, clue.month):
            for year in [clue.year] if clue.year else _nearest_years(years, clue.month, clues):
                yield from _on(year, clue.month, head.day, sure=True)
    crosses = head.day > _MIDDLE and any(one.day < head.day for one in run.readings)
    for clue in clues:
        month = head.month or clue.month
        if month is None or clue.day or (head.month is not None and clue.year is None):
            continue
        for year in [clue.year] if clue.year else [*years, *_by_distance(near, month, today)]:
            sure = clue.year is not None or year in years
            of = [*_on(year, month, head.day, sure=sure)]
            if head.month is None and head.day > 1:
                before = (year - (month == 1), (month - 2) % 12 + 1)
                earlier = [*_on(*before, head.day, sure=sure)]
                of = earlier + of if crosses and clue.title else of + earlier
            yield from of
    months = [head.month] if head.month else range(1, 13)
    days = [day for year in near for month in months for day, _ in _on(year, month, head.day,
                                                                       sure=False)]  # fmt: skip
    yield from ((day, False) for day in sorted(days, key=lambda day: abs(day - today)))


_MIDDLE = 15
"""A period that begins later in a month and ends in the next is called after the next."""


def _by_distance(years: Iterable[int], month: int, today: date) -> list[int]:
    return sorted(years, key=lambda year: abs(date(year, month, 15) - today))


def _nearest_years(years: list[int], month: int, clues: list[Clue]) -> list[int]:
    """The years of which a day of `month` is meant: near the month that is named with its year."""
    whole = next((one for one in clues if one.year and one.month), None)
    if whole is None or whole.year is None or whole.month is None:
        return years
    named = date(whole.year, whole.month, 15)
    return _by_distance(range(whole.year - 1, whole.year + 2), month, named)[:1]


def _on(year: int, month: int, day: int, *, sure: bool) -> Iterator[tuple[date, bool]]:
    try:
        yield date(year, month, day), sure
    except ValueError:
        return


def _holds(run: Run, first: date, weekdays: Weekdays) -> bool:
    """The headings count on as that month does, and stand under their weekdays."""
    days = run.dates(first)
    same = all(
        one.day == day.day and one.month in (None, day.month)
        for one, day in zip(run.readings, days, strict=True)
    )
    crosses = days[-1].month != days[0].month
    if run.readings[0].month is None and first.day == 1 and crosses:
        return False
    return same and weekdays.agree(days)
