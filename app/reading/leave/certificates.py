"""Certificates of a leave, as far as somebody may look at them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.context import Context
from app.errors import NotAllowed, NotFound
from app.models import LeaveCertificate
from app.queries.leave import rows
from app.queries.leave.rows import LeaveRow
from app.reading import permission
from app.reading.leave.judging import judge_leave
from app.rules.leave_verdict import deciders
from app.rules.vocabulary import msg


@dataclass(frozen=True, slots=True)
class CertificateRow:
    """One certificate, without its content."""

    id: int
    file_name: str
    media_type: str
    first: date
    last: date
    handed_in_at: datetime
    by_no: str


def certificates_of(ctx: Context, leave_no: str) -> list[CertificateRow]:
    """What was handed in for a leave, as far as the actor may look at it; the contents stay
    closed."""
    with ctx.read() as session:
        row = leave_of(session, leave_no)
        require_sight(may_hand_in(ctx, session, row))
        seen = in_chain(ctx, session, row)
        return [
            one for one in certificate_rows(session, row) if seen or one.by_no == ctx.actor.name
        ]


def may_hand_in(ctx: Context, session: Session, row: LeaveRow) -> bool:
    """Those who see them all, and who filed the leave for somebody else: that one sees only what
    they brought themselves."""
    if ctx.actor.name == row.filed_by_no and permission.has_say(ctx, session):
        return True
    return in_chain(ctx, session, row)


def in_chain(ctx: Context, session: Session, row: LeaveRow) -> bool:
    """The person, and whoever decides a step of the leave's chain (CONF-1)."""
    if not permission.has_say(ctx, session):
        return False
    if ctx.actor.person_id == row.person_id:
        return True
    judged = judge_leave(ctx, session, row)
    chain = (person.no for step in judged.steps for person in deciders(judged.facts, step))
    return ctx.actor.name in chain


def require_sight(may: bool) -> None:
    if not may:
        raise NotAllowed(
            msg("Not allowed"),
            msg("Certificates are seen by the person and those who decide on the leave."),
        )


def certificate_rows(session: Session, row: LeaveRow) -> list[CertificateRow]:
    paper = LeaveCertificate
    found = session.execute(
        select(
            paper.id,
            paper.file_name,
            paper.media_type,
            paper.first_date.label("first"),
            paper.last_date.label("last"),
            paper.handed_in_at,
            paper.by_no,
        )
        .where(paper.leave_id == row.id)
        .order_by(paper.id)
    )
    return [CertificateRow(**columns._asdict()) for columns in found]


def leave_of(session: Session, no: str) -> LeaveRow:
    row = rows.leave(session, no)
    if row is None:
        raise NotFound(msg("No such leave"), msg("There is no leave {no} in this store.", no=no))
    return row
