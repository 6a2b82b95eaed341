"""The centre's calendar: filled from the published one, then edited by people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from app.context import Context
from app.errors import BadInput
from app.models import CalendarDay
from app.queries.keeping.calendar import CalendarDayRow, days
from app.reading import permission
from app.reading.keeping.published import FIRST_PUBLISHED, known_days
from app.rules import festivals
from app.rules.deeds import Deed
from app.rules.permissions import Action
from app.rules.staff import name_problem
from app.rules.vocabulary import DayKind, Message, msg
from app.services.seen import Seen, refuse_stale

SeenDay = Seen[CalendarDayRow | None]


def set_day(ctx: Context, day: date, name: str, kind: DayKind, seen: SeenDay | None = None) -> None:
    """Mark a day as a festival day or a make-up workday; what is set by hand is not provisional.

    Stale where it is no longer what was `seen`.
    """
    with ctx.write() as session:
        permission.require(ctx, session, Action.EDIT_CALENDAR)
        problem = name_problem(name)
        if problem:
            raise BadInput(msg("Check the name"), problem)
        row = CalendarDayRow(day, name.strip(), kind, provisional=False)
        before = _as_seen(session, day, seen, row)
        session.merge(CalendarDay(**asdict(row)))
        ctx.audit(session, Deed.CALENDAR_SET, f"day:{day}", _told(before), _told(row))


def clear_day(ctx: Context, day: date, seen: SeenDay | None = None) -> None:
    """Make a day an ordinary one again. Stale where it is no longer what was `seen`."""
    with ctx.write() as session:
        permission.require(ctx, session, Action.EDIT_CALENDAR)
        before = _as_seen(session, day, seen, None)
        if before:
            session.execute(delete(CalendarDay).where(CalendarDay.day == day))
            ctx.audit(session, Deed.CALENDAR_CLEAR, f"day:{day}", _told(before))


def set_days(
    ctx: Context, seen: Mapping[date, CalendarDayRow | None], name: str, kind: DayKind | None
) -> None:
    """Mark several days alike, all or none; `kind` None makes them ordinary ones again.

    `seen`: what each was. Stale where one of them is something else by now.
    """
    with ctx.write() as session:
        permission.require(ctx, session, Action.EDIT_CALENDAR)
        problem = name_problem(name) if kind else None
        if problem:
            raise BadInput(msg("Check the name"), problem)
        for day, shown in seen.items():
            row = CalendarDayRow(day, name.strip(), kind, provisional=False) if kind else None
            before = _as_seen(session, day, Seen(shown), row)
            if row:
                session.merge(CalendarDay(**asdict(row)))
                ctx.audit(session, Deed.CALENDAR_SET, f"day:{day}", _told(before), _told(row))
            elif before:
                session.execute(delete(CalendarDay).where(CalendarDay.day == day))
                ctx.audit(session, Deed.CALENDAR_CLEAR, f"day:{day}", _told(before))


def _as_seen(
    session: Session, day: date, seen: SeenDay | None, wanted: CalendarDayRow | None
) -> CalendarDayRow | None:
    stands = next(iter(days(session, day, day)), None)
    refuse_stale(session, seen, stands, wanted, _said, f"day:{day}")
    return stands


def _said(row: CalendarDayRow | None) -> Message:
    if row is None:
        return msg("an ordinary day")
    return msg("{name}, {kind}", name=festivals.named(row.name), kind=row.kind)


def _told(row: CalendarDayRow | None) -> dict[str, object] | None:
    return {"name": row.name, "kind": row.kind} if row else None


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
            ctx.audit(session, Deed.CALENDAR_SEED, "calendar", after=after)
        return len(found)


def fill(session: Session, years: Iterable[int] | None = None) -> list[CalendarDayRow]:
    """Add what is known of the `years` (all known ones) that have no day yet; what was added."""
    wanted = list(years or range(FIRST_PUBLISHED, festivals.LAST_KNOWN_YEAR + 1))
    have = {day.year for day in session.scalars(select(CalendarDay.day))}
    found = [day for year in wanted if year not in have for day in known_days(year)]
    if found:
        session.execute(insert(CalendarDay), [asdict(row) for row in found])
    return found
