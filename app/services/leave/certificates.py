"""Certificates: kept in the store, seen by the person and the chain alone, each look on record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from app.context import Context
from app.errors import BadInput, NotAllowed, NotFound
from app.models import Leave, LeaveCertificate
from app.queries.leave import rows
from app.queries.leave.rows import LeaveRow
from app.reading import permission
from app.rules.certificates import FILE_KINDS, LARGEST, kind_of, together
from app.rules.facts import Certificate
from app.rules.leave_verdict import deciders
from app.rules.vocabulary import msg
from app.services.leave.requests import judge_leave, record_complete

_MEGABYTE = 1024 * 1024


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


@dataclass(frozen=True, slots=True)
class Paper:
    """A file to hand in, and the days that it covers."""

    file_name: str
    content: bytes
    first: date
    last: date


def hand_in(ctx: Context, leave_no: str, paper: Paper) -> int:
    """Keep a certificate of a leave; its id. The leave's covered days follow from all of them."""
    with ctx.write() as session:
        row = _leave(session, leave_no)
        _require(may_hand_in(ctx, session, row))
        media_type = _checked(paper)
        added: int = session.execute(
            insert(LeaveCertificate)
            .values(
                leave_id=row.id,
                file_name=paper.file_name,
                media_type=media_type,
                content=paper.content,
                first_date=paper.first,
                last_date=paper.last,
                handed_in_at=ctx.now(),
                by_no=ctx.actor.name,
            )
            .returning(LeaveCertificate.id)
        ).scalar_one()
        _cover_days(session, row)
        days = {"first": paper.first, "last": paper.last}
        ctx.audit(session, "certificate.hand_in", f"leave:{leave_no}", after=days)
        record_complete(ctx, session, leave_no)
        return added


def certificates_of(ctx: Context, leave_no: str) -> list[CertificateRow]:
    """What was handed in for a leave, as far as the actor may look at it; the contents stay
    closed."""
    with ctx.read() as session:
        row = _leave(session, leave_no)
        _require(may_hand_in(ctx, session, row))
        seen = _in_chain(ctx, session, row)
        return [one for one in _rows(session, row) if seen or one.by_no == ctx.actor.name]


def look_at(ctx: Context, certificate_id: int) -> tuple[str, bytes]:
    """Media type and content of one certificate; the look is recorded (CONF-1)."""
    with ctx.write() as session:
        found = session.execute(
            select(
                Leave.leave_no, LeaveCertificate.by_no,
                LeaveCertificate.media_type, LeaveCertificate.content,
            )
            .join(Leave, Leave.id == LeaveCertificate.leave_id)
            .where(LeaveCertificate.id == certificate_id)
        ).one_or_none()  # fmt: skip
        if found is None:
            raise NotFound(msg("No such certificate"), msg("It is not in this store."))
        leave_no, by_no, media_type, content = found
        row = _leave(session, leave_no)
        brought = by_no == ctx.actor.name and may_hand_in(ctx, session, row)
        _require(brought or _in_chain(ctx, session, row))
        ctx.audit(session, "certificate.look", f"leave:{leave_no}", after={"id": certificate_id})
        return media_type, content


def may_hand_in(ctx: Context, session: Session, row: LeaveRow) -> bool:
    """Those who see them all, and who filed the leave for somebody else: that one sees only what
    they brought themselves."""
    if ctx.actor.name == row.filed_by_no and permission.has_say(ctx, session):
        return True
    return _in_chain(ctx, session, row)


def _in_chain(ctx: Context, session: Session, row: LeaveRow) -> bool:
    """The person, and whoever decides a step of the leave's chain (CONF-1)."""
    if not permission.has_say(ctx, session):
        return False
    if ctx.actor.person_id == row.person_id:
        return True
    judged = judge_leave(ctx, session, row)
    chain = (person.no for step in judged.steps for person in deciders(judged.facts, step))
    return ctx.actor.name in chain


def _require(may: bool) -> None:
    if not may:
        raise NotAllowed(
            msg("Not allowed"),
            msg("Certificates are seen by the person and those who decide on the leave."),
        )


def _checked(paper: Paper) -> str:
    """The media type; BadInput for what is no certificate's file."""
    if len(paper.content) > LARGEST:
        raise BadInput(
            msg("The file is too large"),
            msg("It may have up to {limit} MB; scan it more coarsely.", limit=LARGEST // _MEGABYTE),
        )
    kind = kind_of(paper.content)
    if kind is None:
        suffixes = [kind.suffix for kind in FILE_KINDS]
        raise BadInput(
            msg("This is no picture or PDF"),
            msg("Its content is none of {suffixes}, whatever its name says.", suffixes=suffixes),
        )
    if paper.last < paper.first:
        raise BadInput(
            msg("The last day is before the first"),
            msg("Choose a last day on or after {first}.", first=paper.first),
        )
    return kind.media_type


def _cover_days(session: Session, row: LeaveRow) -> None:
    papers = [
        Certificate(paper.first, paper.last, paper.handed_in_at) for paper in _rows(session, row)
    ]
    first, last, at = row.certificate_from, row.certificate_to, row.certificate_at
    if len(papers) == 1 and first and last and at:  # on paper, from a register that was imported
        papers.append(Certificate(first, last, at))
    covered = together(papers, row.first, row.last)
    assert covered is not None, "one has just been handed in"
    session.execute(
        update(Leave)
        .where(Leave.id == row.id)
        .values(
            certificate_from=covered.first,
            certificate_to=covered.last,
            certificate_at=covered.handed_in,
        )
        .execution_options(synchronize_session=False)
    )


def _rows(session: Session, row: LeaveRow) -> list[CertificateRow]:
    paper = LeaveCertificate
    found = session.execute(
        select(
            paper.id,
            paper.file_name,
            paper.media_type,
            paper.first_date,
            paper.last_date,
            paper.handed_in_at,
            paper.by_no,
        )
        .where(paper.leave_id == row.id)
        .order_by(paper.id)
    )
    return [CertificateRow(*columns) for columns in found]


def _leave(session: Session, no: str) -> LeaveRow:
    row = rows.leave(session, no)
    if row is None:
        raise NotFound(msg("No such leave"), msg("There is no leave {no} in this store.", no=no))
    return row
