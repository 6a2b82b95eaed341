"""The dates beside punches: in one form for the whole column, with a year and a month where the
cells state none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.exchange.layouts.grids import Book, Grid
from app.exchange.layouts.headings import Reading
from app.exchange.layouts.periods import Clue, clues_for
from app.rules.calendar import YEARS
from app.rules.punches.near import OLDEST
from app.rules.vocabulary import Message, msg

_ORDER = ("date", "ymd", "md", "md.", "yymd", "dmy", "mdy", "dm", "serial", "d")
_TWO_WAYS = msg("{value} is read as {day}: the dates of this file could be read in two ways.")
_YEAR = msg("The dates state no year; {value} is read as {day}.")
_ASKED = msg("Is {value} {one} or {other}?")
_WHOLE = ("date", "ymd", "serial")
ORDERS = {"dmy": ("dmy", "dm"), "mdy": ("mdy", "md"), "ymd": ("yymd",)}
"""What can be told of dates in figures: what comes first, and the forms that means."""


@dataclass(frozen=True, slots=True)
class Dated:
    """How a table's dates are read: the form, and the year and the month where none is stated."""

    form: str
    today: date
    year: int | None
    month: int | None

    def day(self, ways: Iterable[Reading]) -> date | None:
        """The day, of all the `ways` to read a cell; None where none of them fits."""
        found = {one.form: one for one in ways}
        one = next((found[form] for form in (*_WHOLE, self.form) if form in found), None)
        if one is None:
            return None
        return self._on(one.year or self.year, one.month or self.month, one.day)

    def _on(self, year: int | None, month: int | None, day: int) -> date | None:
        """Where no year is known, the last one in which that day has been."""
        try:
            if month is None or (year is not None and year not in YEARS):
                return None
            if year is not None:
                return date(year, month, day)
            this = date(self.today.year, month, day)
            later = this > self.today + timedelta(days=1)
            return this.replace(year=this.year - 1) if later else this
        except ValueError:
            return None


def dated_by(
    book: Book,
    grid: Grid,
    heading: int,
    cells: Mapping[str, Sequence[Reading]],
    today: date,
    order: str = "",
) -> tuple[Dated, list[Message], list[Message]]:
    """How the dates of a table are read, by all its `cells` (what stands there -> its ways), what
    is told of it, and what is asked: where whole dates fit the days gone by in two ways, and nobody
    has said what comes first in them (`order`)."""
    year, month = _stated(clues_for(book, grid, heading), today)
    fits = Counter(form for ways in cells.values() for form in {one.form for one in ways})
    most = max(fits.values(), default=0)
    forms = [form for form in _ORDER if most and fits[form] == most]
    made = [Dated(form, today, year, month) for form in forms] or [Dated("ymd", today, year, month)]
    told = [one for one in made if one.form in ORDERS.get(order, ())]
    made = told or made
    best = min(
        made,
        key=lambda one: (
            not _is_gone_by(one, cells),
            _spread(one, cells),
            forms and _ORDER.index(one.form),
        ),
    )
    asked = [] if told else list(_two_ways(made, cells))
    return best, [] if asked else list(_doubts(best, made, cells)), asked


def _two_ways(made: Sequence[Dated], cells: Mapping[str, Sequence[Reading]]) -> Iterator[Message]:
    """The first date that is two, by what comes first in it, if both may be meant."""
    both = [one for one in made if one.form in ("yymd", "dmy", "mdy")]
    both = [one for one in both if _is_gone_by(one, cells)] or both
    for value, ways in cells.items():
        days = list(dict.fromkeys(day for one in both if (day := one.day(ways)) is not None))
        if len(days) > 1:
            yield msg(_ASKED.msgid, value=value, one=days[0], other=days[1])
            return


def _is_gone_by(dated: Dated, cells: Mapping[str, Sequence[Reading]]) -> bool:
    """Whether all days lie where punches can be."""
    days = [day for ways in cells.values() if (day := dated.day(ways)) is not None]
    first, last = dated.today - OLDEST, dated.today + timedelta(days=1)
    return all(first <= day <= last for day in days)


def _stated(clues: Iterable[Clue], today: date) -> tuple[int | None, int | None]:
    known = list(clues)
    year = next((one.year for one in known if one.year and one.year <= today.year), None)
    month = next((one.month for one in known if one.month and not one.day), None)
    return year, month


def _spread(dated: Dated, cells: Mapping[str, Sequence[Reading]]) -> int:
    """Over how many days a form spreads the cells; what is still to come counts heavily."""
    days = [day for ways in cells.values() if (day := dated.day(ways)) is not None]
    if not days:
        return 1_000_000
    ahead = 10_000 if max(days) > dated.today + timedelta(days=1) else 0
    return (max(days) - min(days)).days + ahead


def _doubts(
    best: Dated, made: Sequence[Dated], cells: Mapping[str, Sequence[Reading]]
) -> Iterator[Message]:
    for value, ways in cells.items():
        day = best.day(ways)
        if day is None:
            continue
        if any(one.day(ways) not in (None, day) for one in made):
            yield msg(_TWO_WAYS.msgid, value=value, day=day)
            return
        one = next((one for one in ways if one.form == best.form), None)
        if one is not None and one.year is None and best.year is None:
            yield msg(_YEAR.msgid, value=value, day=day)
            return
