"""The duty log of a day, kept by whoever leads the department that day (DUTY-1)."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.context import Context
from app.errors import BadInput, NotAllowed
from app.models import DutyLog
from app.queries.people.rows import post_on
from app.reading import permission
from app.rules.deeds import Deed
from app.rules.duties.check import log_subject
from app.rules.facts import Place
from app.rules.ground import LEADING
from app.rules.permissions import Action
from app.rules.vocabulary import Message, msg
from app.services.people.places import department_name
from app.services.seen import Seen, refuse_stale
from app.services.typed import tidied

MOST = 9_999_999


@dataclass(frozen=True, slots=True)
class LogText:
    """What a day's log says. A count that is not given is None."""

    system_problems: str = ""
    difficult_cases: str = ""
    enquiries: int | None = None
    lookups: int | None = None
    outbound: int | None = None
    backlog: int | None = None

    @property
    def counts(self) -> tuple[int | None, ...]:
        return (self.enquiries, self.lookups, self.outbound, self.backlog)


def keep_log(
    ctx: Context,
    department_id: int,
    day: date,
    text: LogText,
    seen: Seen[LogText | None] | None = None,
) -> None:
    """Write the day's log, or write it anew; its leader is who wrote it first.

    Only who leads in the department on `day` keeps it, and no log is written of a day to come.
    Stale where it is no longer what was `seen`.
    """
    with ctx.write() as session:
        name = department_name(session, department_id)
        permission.require(ctx, session, Action.DO_DUTY, Place(department_id))
        me = _require_leader(ctx, session, department_id, name, day)
        _refuse(ctx, day, text)
        text = replace(
            text,
            system_problems=tidied(text.system_problems),
            difficult_cases=tidied(text.difficult_cases),
        )
        row = _row(session, department_id, day)
        before = text_of(row) if row else None
        subject = f"duty_log:{log_subject(name, day)}"
        refuse_stale(session, seen, before, text, _said, subject)
        if row is None:
            row = DutyLog(department_id=department_id, day=day, leader_id=me)
            session.add(row)
        for field, value in asdict(text).items():
            setattr(row, field, value)
        ctx.audit(
            session, Deed.DUTY_LOG_KEEP, subject, _told(before) if before else None, _told(text)
        )


def text_of(row: DutyLog) -> LogText:
    return LogText(
        system_problems=row.system_problems,
        difficult_cases=row.difficult_cases,
        enquiries=row.enquiries,
        lookups=row.lookups,
        outbound=row.outbound,
        backlog=row.backlog,
    )


def _row(session: Session, department_id: int, day: date) -> DutyLog | None:
    query = select(DutyLog).where(DutyLog.department_id == department_id, DutyLog.day == day)
    return session.scalar(query)


def _require_leader(
    ctx: Context, session: Session, department_id: int, name: str, day: date
) -> int:
    """The id of the actor, who leads in the department on that day (DUTY-1)."""
    me = ctx.actor.person_id
    post = post_on(session, me, day) if me is not None else None
    if (
        me is None
        or post is None
        or post.role not in LEADING
        or post.department_id != department_id
    ):
        raise NotAllowed(
            msg("Not allowed"),
            msg(
                "The duty log of {day} is for a team leader of {department} or its head to write "
                "(DUTY-1).",
                day=day,
                department=name,
            ),
        )
    return me


def _refuse(ctx: Context, day: date, text: LogText) -> None:
    if day > ctx.today():
        raise BadInput(
            msg("That is still to come"), msg("A log is written of a day that has begun.")
        )
    if any(count is not None and not 0 <= count <= MOST for count in text.counts):
        raise BadInput(msg("A count does not fit"), msg("Give 0 to {most}.", most=MOST))


def _said(text: LogText | None) -> Message:
    if text is None:
        return msg("no log")
    counts = ["–" if count is None else str(count) for count in text.counts]
    return msg("a log with the counts {counts}", counts=" · ".join(counts))


def _told(text: LogText) -> dict[str, object]:
    return {
        "enquiries": text.enquiries,
        "lookups": text.lookups,
        "outbound": text.outbound,
        "backlog": text.backlog,
    }
