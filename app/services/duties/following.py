"""What a checklist found is followed up: an open item of the handover, until somebody closes it."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.context import Context
from app.models import DutyDone, Handover, HandoverItem
from app.queries.duties.rows import ResultRow
from app.rules.vocabulary import Section


def follow_up(
    ctx: Context, session: Session, row: DutyDone, found: ResultRow, me: int
) -> int | None:
    """Raise the failed line in the department's log that is open; the item's id.

    None where no log is open: then the sheet alone says what failed.
    """
    log = _open_log(session, row.department_id)
    if log is None:
        return None
    item = HandoverItem(
        item_no=_next_no(session, log),
        handover_id=log.id,
        section=Section.EQUIPMENT,
        text=_words(found),
        owner_id=found.person_id or me,
        due_on=ctx.today(),
    )
    session.add(item)
    session.flush()
    return item.id


def _words(found: ResultRow) -> str:
    """ "Power and sockets: desk 12, loose"."""
    where = ", ".join(part for part in (found.place.strip(), found.remark.strip()) if part)
    return f"{found.text}: {where}" if where else found.text


def _open_log(session: Session, department_id: int) -> Handover | None:
    query = (
        select(Handover)
        .where(Handover.department_id == department_id, Handover.outgoing_at.is_(None))
        .order_by(Handover.day.desc(), Handover.id.desc())
    )
    return session.scalar(query.limit(1))


def _next_no(session: Session, log: Handover) -> str:
    raised = session.scalar(select(func.count()).where(HandoverItem.handover_id == log.id)) or 0
    return f"{log.handover_no}-{raised + 1}"
