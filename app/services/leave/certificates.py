"""Certificates: kept in the store, seen by the person and the chain alone, each look on record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from app.context import Context
from app.errors import BadInput, NotFound
from app.models import Leave, LeaveCertificate
from app.queries.leave.rows import LeaveRow
from app.reading.leave.certificates import (
    certificate_rows,
    in_chain,
    leave_of,
    may_hand_in,
    require_sight,
)
from app.rules.certificates import together
from app.rules.deeds import Deed
from app.rules.facts import Certificate
from app.rules.requests import RequestKind
from app.rules.vocabulary import msg
from app.services.leave.contents import checked
from app.services.leave.dates import refuse_far
from app.services.leave.requests import record_complete


@dataclass(frozen=True, slots=True)
class Paper:
    """A file to hand in, and the days that it covers."""

    file_name: str
    content: bytes
    first: date
    last: date


def hand_in(ctx: Context, leave_no: str, paper: Paper) -> int:
    """Keep a certificate of a leave; its id. The leave's covered days follow from all of them.

    BadInput for what is no certificate's file, or for days that are none.
    """
    kind, content = checked(paper.file_name, paper.content)
    _refuse_days(paper)
    with ctx.write() as session:
        row = leave_of(session, leave_no)
        require_sight(may_hand_in(ctx, session, row))
        digest = ctx.store.keep_certificate(content)
        added: int = session.execute(
            insert(LeaveCertificate)
            .values(
                leave_id=row.id,
                file_name=paper.file_name,
                media_type=kind.media_type,
                digest=digest,
                size=len(content),
                first_date=paper.first,
                last_date=paper.last,
                handed_in_at=ctx.now(),
                by_no=ctx.actor.name,
            )
            .returning(LeaveCertificate.id)
        ).scalar_one()
        _cover_days(session, row)
        ref = str(RequestKind.LEAVE.ref(leave_no))
        told = {"first": paper.first, "last": paper.last, "sha256": digest}
        ctx.audit(session, Deed.CERTIFICATE_HAND_IN, ref, after=told)
        record_complete(ctx, session, leave_no)
        return added


def look_at(ctx: Context, certificate_id: int) -> tuple[str, bytes]:
    """Media type and content of one certificate; the look is recorded (CONF-1).

    StoreProblem where its file is gone, or is not what was handed in: then nothing was looked at.
    """
    with ctx.write() as session:
        found = session.execute(
            select(
                Leave.leave_no, LeaveCertificate.by_no,
                LeaveCertificate.media_type, LeaveCertificate.digest,
            )
            .join(Leave, Leave.id == LeaveCertificate.leave_id)
            .where(LeaveCertificate.id == certificate_id)
        ).one_or_none()  # fmt: skip
        if found is None:
            raise NotFound(msg("No such certificate"), msg("It is not in this store."))
        leave_no, by_no, media_type, digest = found
        row = leave_of(session, leave_no)
        brought = by_no == ctx.actor.name and may_hand_in(ctx, session, row)
        require_sight(brought or in_chain(ctx, session, row))
        ref = str(RequestKind.LEAVE.ref(leave_no))
        ctx.audit(session, Deed.CERTIFICATE_LOOK, ref, after={"id": certificate_id})
        return media_type, ctx.store.certificate(digest)


def _refuse_days(paper: Paper) -> None:
    if paper.last < paper.first:
        raise BadInput(
            msg("The last day is before the first"),
            msg("Choose a last day on or after {first}.", first=paper.first),
        )
    refuse_far(paper.first, paper.last)


def _cover_days(session: Session, row: LeaveRow) -> None:
    papers = [
        Certificate(paper.first, paper.last, paper.handed_in_at)
        for paper in certificate_rows(session, row)
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
