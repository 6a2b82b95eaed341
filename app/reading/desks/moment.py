"""Which shift of a floor is shown: the one asked for, one's own, or the one that runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from app.context import Context
from app.queries.desks.crew import crew, shifts_worked
from app.queries.reference import Reference
from app.queries.roster.rows import ShiftRow
from app.rules.attendance import SHEET_OPENS
from app.rules.permissions import Action, Scope
from app.rules.sight import Standing as Mine

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class FloorAsked:
    """What is to be shown; None and "": what the person works now, or the shift that runs."""

    department_id: int | None = None
    day: date | None = None
    shift: str = ""


def shown_shift(
    ctx: Context,
    session: Session,
    known: Reference,
    mine: Mine,
    department_id: int,
    asked: FloorAsked,
    shifts: Sequence[ShiftRow],
) -> tuple[date, str]:
    """The day and the shift: those asked for; one's own, from when its roll call may begin; or
    the one that runs and that most of the department work."""
    if asked.day is not None and asked.shift:
        return asked.day, asked.shift
    if asked.day is not None:
        return asked.day, _busiest(session, department_id, asked.day, [row.code for row in shifts])
    running = [
        (day, row.code)
        for day in (ctx.today() - _DAY, ctx.today())
        for row in shifts
        if _runs(ctx, known, row.code, day)
    ]
    own = own_shift(ctx, session, known, mine, shifts)
    if own is not None:
        return own
    counted = [(len(crew(session, department_id, *place)), place) for place in running]
    if counted:
        return max(counted)[1]
    return ctx.today(), _busiest(session, department_id, ctx.today(), [r.code for r in shifts])


def own_shift(
    ctx: Context, session: Session, known: Reference, mine: Mine, shifts: Sequence[ShiftRow]
) -> tuple[date, str] | None:
    """What an agent works now, or next, of yesterday's night to tomorrow."""
    person = known.person(mine.person_id) if mine.person_id is not None else None
    if person is None or mine.scope(Action.SEE_DESKS) is not Scope.OWN:
        return None
    codes = {row.code for row in shifts}
    for offset in (-1, 0, 1):
        day = ctx.today() + offset * _DAY
        code = shifts_worked(session, [person], day).get(person.id)
        if code in codes and ctx.time.interval(known.shifts[code], day)[1] > ctx.now():
            return day, code
    return None


def _runs(ctx: Context, known: Reference, code: str, day: date) -> bool:
    start, end = ctx.time.interval(known.shifts[code], day)
    return start - SHEET_OPENS / 4 <= ctx.now() < end


def _busiest(session: Session, department_id: int, day: date, codes: Sequence[str]) -> str:
    return max(codes, key=lambda code: len(crew(session, department_id, day, code)))
