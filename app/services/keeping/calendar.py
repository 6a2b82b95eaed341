"""The centre's calendar: filled from the published one, then edited by people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from app.context import Context
from app.errors import BadInput
from app.models import CalendarDay
from app.queries.keeping.calendar import CalendarDayRow, days
from app.reading import permission
from app.rules import festivals
from app.rules.festivals import Festival
from app.rules.permissions import Action
from app.rules.staff import name_problem
from app.rules.vocabulary import DayKind, msg

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


def set_day(ctx: Context, day: date, name: str, kind: DayKind) -> None:
    """Mark a day as a festival day or a make-up workday; what is set by hand is not provisional."""
    with ctx.write() as session:
        permission.require(ctx, session, Action.EDIT_CALENDAR)
        problem = name_problem(name)
        if problem:
            raise BadInput(msg("Check the name"), problem)
        before = _told(session, day)
        session.merge(CalendarDay(day=day, name=name.strip(), kind=kind, provisional=False))
        after = {"name": name.strip(), "kind": kind}
        ctx.audit(session, "calendar.set", f"day:{day}", before, after)


def clear_day(ctx: Context, day: date) -> None:
    """Make a day an ordinary one again."""
    with ctx.write() as session:
        permission.require(ctx, session, Action.EDIT_CALENDAR)
        before = _told(session, day)
        if before:
            session.execute(delete(CalendarDay).where(CalendarDay.day == day))
            ctx.audit(session, "calendar.clear", f"day:{day}", before)


def _told(session: Session, day: date) -> dict[str, object] | None:
    found = days(session, day, day)
    return {"name": found[0].name, "kind": found[0].kind} if found else None


def seed(ctx: Context, years: Iterable[int] | None = None) -> int:
    """Fill years that have no day yet (all known ones); how many days were added.

    Published years get the festival breaks and make-up workdays; later ones the statutory days
    alone, marked provisional.
    """
    with ctx.write() as session:
        permission.require(ctx, session, Action.EDIT_CALENDAR)
        found = fill(session, years)
        if found:
            after = {"days": len(found), "years": sorted({row.day.year for row in found})}
            ctx.audit(session, "calendar.seed", "calendar", after=after)
        return len(found)


def fill(session: Session, years: Iterable[int] | None = None) -> list[CalendarDayRow]:
    """Add what is known of the `years` (all known ones) that have no day yet; what was added."""
    wanted = list(years or range(FIRST_PUBLISHED, festivals.LAST_KNOWN_YEAR + 1))
    have = {day.year for day in session.scalars(select(CalendarDay.day))}
    found = [day for year in wanted if year not in have for day in known_days(year)]
    if found:
        session.execute(insert(CalendarDay), [asdict(row) for row in found])
    return found


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
