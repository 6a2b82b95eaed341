"""Dates, times and lengths as people say them, in the language in use.

Instants are aware and told by the centre's clock.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from app.text.language import _, centre_time, is_chinese, mark, ngettext

_MONTHS = (
    mark("January"), mark("February"), mark("March"), mark("April"), mark("May"), mark("June"),
    mark("July"), mark("August"), mark("September"), mark("October"), mark("November"),
    mark("December"),
)  # fmt: skip
_WEEKDAYS = (
    mark("Monday"), mark("Tuesday"), mark("Wednesday"), mark("Thursday"), mark("Friday"),
    mark("Saturday"), mark("Sunday"),
)  # fmt: skip
_SHORT_WEEKDAYS = (
    mark("Mon"), mark("Tue"), mark("Wed"), mark("Thu"), mark("Fri"), mark("Sat"), mark("Sun"),
)  # fmt: skip


def day(value: date, near: date | None = None) -> str:
    """ "12 October 2026", "2026年10月12日"; without the year in the year of `near`."""
    pattern = (
        _("{day} {month}")
        if near is not None and near.year == value.year
        else _("{day} {month} {year}")
    )
    return pattern.format(day=value.day, month=_(_MONTHS[value.month - 1]), year=value.year)


def month(value: date, near: date | None = None) -> str:
    """ "October 2026", "2026年10月"; without the year in the year of `near`."""
    name = _(_MONTHS[value.month - 1])
    if near is not None and near.year == value.year:
        return name
    return _("{month} {year}").format(month=name, year=value.year)


def short_month(value: date) -> str:
    """ "Oct", "10月"; for January with its year: "Jan 2027", "2027年1月"."""
    name = _(_MONTHS[value.month - 1])
    name = name if is_chinese() else name[:3]
    return name if value.month > 1 else _("{month} {year}").format(month=name, year=value.year)


def weekday(value: date) -> str:
    """ "Monday", "星期一"."""
    return _(_WEEKDAYS[value.weekday()])


def short_weekday(value: date) -> str:
    """ "Mon", "周一"."""
    return _(_SHORT_WEEKDAYS[value.weekday()])


def wall(instant: datetime) -> str:
    """The time of day in the centre: "07:30"."""
    return f"{centre_time().to_wall(instant):%H:%M}"


def moment(instant: datetime, near: date | None = None) -> str:
    """ "12 October 2026, 07:30", "2026年10月12日 07:30"; the year as in `day`."""
    local = centre_time().local_date(instant)
    return _("{day}, {time}").format(day=day(local, near), time=wall(instant))


def stamp(instant: datetime) -> str:
    """For tables: "2026-10-12 07:30", the same in every language."""
    return f"{centre_time().to_wall(instant):%Y-%m-%d %H:%M}"


def day_of_month(value: date) -> str:
    """ "the 3rd", "3日"."""
    if is_chinese():
        return f"{value.day}日"
    suffix = {1: "st", 2: "nd", 3: "rd"}.get(value.day % 10, "th")
    return f"the {value.day}{'th' if 10 < value.day < 14 else suffix}"


def days_of_month(values: Iterable[date]) -> str:
    """ "the 3rd and the 17th", "3日和17日"."""
    from app.text.words import listed

    return listed([day_of_month(value) for value in values])


def span(minutes: int) -> str:
    """A length: "7 h 30 min", "7小时30分钟"; whole hours and whole minutes go alone."""
    hours, rest = divmod(abs(minutes), 60)
    if hours and rest:
        return _("{hours} h {minutes} min").format(hours=hours, minutes=rest)
    if hours:
        return ngettext("{hours} hour", "{hours} hours", hours).format(hours=hours)
    return ngettext("{minutes} minute", "{minutes} minutes", rest).format(minutes=rest)


def days_long(count: int) -> str:
    """ "3 days", "3天"."""
    return ngettext("{n} day", "{n} days", count).format(n=count)
