"""What the workbook has no sheet for: it stays in the store, and an export says so."""

from __future__ import annotations

from sqlalchemy import ColumnElement, func, select, true
from sqlalchemy.orm import Session

from app.context import Context
from app.models import CheckResult, Desk, DutyDone, MeetingPoint, MeetingPresence, StopOrder
from app.models.base import Base
from app.rules.duties.due import KINDS
from app.rules.vocabulary import Message, msg

LEFT_OUT = msg("The workbook has no sheet for these; they stay in the store:")


def left_out(ctx: Context) -> list[Message]:
    """Each kind of record that an export leaves out, with how many there are."""
    with ctx.read() as session:
        own = _count(session, DutyDone, DutyDone.duty.not_in(list(KINDS)))
        told = [
            msg("Duties of the departments' own that were done: {n}", n=own),
            msg("Lines of checklists: {n}", n=_count(session, CheckResult)),
            msg("Points of meetings: {n}", n=_count(session, MeetingPoint)),
            msg("Who was at a meeting: {n}", n=_count(session, MeetingPresence)),
            msg("Desks of the plans: {n}", n=_count(session, Desk, ~Desk.retired)),
            msg("Orders to stop working: {n}", n=_count(session, StopOrder)),
        ]
    return [one for one in told if one.params["n"]]


def _count(session: Session, table: type[Base], where: ColumnElement[bool] | None = None) -> int:
    which = true() if where is None else where
    return session.scalar(select(func.count()).select_from(table).where(which)) or 0
