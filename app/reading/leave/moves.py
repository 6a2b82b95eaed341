"""Who goes from which shift for a leave, and to which they come back where it changes another."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy.orm import Session

from app.context import Context
from app.queries.leave import rows
from app.queries.requests.cover_effect import Move
from app.queries.roster import grid as roster
from app.reading.leave.judging import JudgedLeave


def moves_of(
    ctx: Context,
    session: Session,
    judged: JudgedLeave,
    person_id: int,
    more: int,
    *,
    no: str = "",
    replaces: str = "",
) -> list[Move]:
    """What a leave (`no`, '' before it is filed) takes from its shifts, or (`more` 1) gives back;
    and of the approved one that it `replaces` the days that are left over."""
    moves = [Move(person_id, one.day, one.shift.code, more, no) for one in judged.facts.covered]
    if replaces:
        moves += _left_over(ctx, session, judged, person_id, replaces)
    return moves


def _left_over(
    ctx: Context, session: Session, judged: JudgedLeave, person_id: int, replaces: str
) -> Iterator[Move]:
    old, new = rows.leave(session, replaces), judged.facts.leave
    month = old and roster.person_month(session, new.person, old.first, old.last, ctx.today())
    for day in month.days if month else ():
        opened = day.cell.away and day.cell.leave and day.cell.leave.leave_no == replaces
        if opened and not new.covers(day.head.day):
            yield Move(person_id, day.head.day, day.cell.code, 1, replaces)
