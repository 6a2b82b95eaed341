"""Dates, times and lengths as people say them, in the language in use.

Instants are aware and told by the centre's clock.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Protocol

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


class Hours(Protocol):
    """What begins and ends at a time of the day."""

    @property
    def start(self) -> time: ...

    @property
    def end(self) -> time: ...


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


def week(iso: str) -> str:
    """ "W40", "第40周" of an ISO week such as "2026-W40"."""
    return _("W{week}").format(week=int(iso[-2:]))


def week_of_year(iso: str) -> str:
    """ "2026 W40", "2026年第40周"."""
    return _("{year} W{week}").format(year=iso[:4], week=int(iso[-2:]))


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


def narrow_weekday(value: date) -> str:
    """The weekday as short as a narrow column needs it: "Mo", "一"."""
    short = short_weekday(value)
    return short[-1:] if is_chinese() else short[:2]


def full_day(value: date) -> str:
    """ "Monday, 5 October 2026", "2026年10月5日星期一"."""
    return _("{weekday}, {day}").format(weekday=weekday(value), day=day(value))


def short_day(value: date, near: date | None = None) -> str:
    """ "Tue 20 October", "10月20日周二"; the year as in `day`."""
    return _("{weekday} {day}").format(weekday=short_weekday(value), day=day(value, near))


def near_day(value: date, today: date) -> str:
    """ "today", "tomorrow", "yesterday", else as `short_day`."""
    near = {-1: _("yesterday"), 0: _("today"), 1: _("tomorrow")}
    return near.get((value - today).days) or short_day(value, today)


def days(first: date, last: date, near: date) -> str:
    """ "Mon 23 November", "Mon 23 November – Tue 24 November"; the year as in `day`."""
    if first == last:
        return short_day(first, near)
    return _("{first} – {last}").format(first=short_day(first, near), last=short_day(last, near))


def hours(shift: Hours | None) -> str:
    """ "07:30–15:30", or nothing without a shift."""
    return f"{shift.start:%H:%M}–{shift.end:%H:%M}" if shift else ""


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
