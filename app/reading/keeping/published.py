"""The published calendar of festival breaks, which comes along with the program."""

from __future__ import annotations

from datetime import date

from app.queries.keeping.calendar import CalendarDayRow
from app.rules import festivals
from app.rules.festivals import Festival
from app.rules.vocabulary import DayKind

FIRST_PUBLISHED = 2004


_PUBLISHED_NAMES = {
    "New Year's Day": festivals.NEW_YEAR,
    "Spring Festival": festivals.SPRING,
    "Tomb-sweeping Day": festivals.QINGMING,
    "Labour Day": festivals.LABOUR,
    "Dragon Boat Festival": festivals.DRAGON_BOAT,
    "National Day": festivals.NATIONAL,
    "Mid-autumn Festival": festivals.MID_AUTUMN,
}


def last_published() -> int:
    """The last year whose festival breaks are published in the calendar that comes along."""
    from chinese_calendar.constants import holidays

    year: int = max(holidays).year
    return year


def known_days(year: int) -> list[CalendarDayRow]:
    """What is known of a year without the store; nothing for a year far away."""
    from chinese_calendar.constants import holidays, workdays

    if FIRST_PUBLISHED <= year <= last_published():
        rest = _published(year, holidays, DayKind.HOLIDAY)
        return sorted([*rest, *_published(year, workdays, DayKind.WORKDAY)], key=lambda d: d.day)
    if last_published() < year <= festivals.LAST_KNOWN_YEAR:
        found = dict(festivals.statutory(year))
        return [_holiday(day, found[day]) for day in sorted(found)]
    return []


def _holiday(day: date, festival: Festival) -> CalendarDayRow:
    return CalendarDayRow(day, festival.chinese, DayKind.HOLIDAY, provisional=True)


def _published(year: int, named: dict[date, str], kind: DayKind) -> list[CalendarDayRow]:
    return [
        CalendarDayRow(day, _chinese(name), kind, provisional=False)
        for day, name in named.items()
        if day.year == year
    ]


def _chinese(name: str) -> str:
    """The festival's Chinese name; days of a single year keep the name they were published with."""
    festival = _PUBLISHED_NAMES.get(name)
    return festival.chinese if festival else name
