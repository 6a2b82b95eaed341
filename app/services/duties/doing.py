"""A regular duty is done, with its form: a text, a checklist, a meeting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from app.context import Context
from app.errors import BadInput, Conflict, NotAllowed, NotFound
from app.models import (
    CheckResult,
    DutyDone,
    DutyStep,
    HandoverItem,
    MeetingPoint,
    MeetingPresence,
)
from app.queries.duties.rows import DoneRow, PointRow, ResultRow, done_of
from app.queries.people.rows import names_of
from app.queries.reference import reference
from app.reading import permission
from app.reading.duties.known import KnownDuty, known_duty
from app.rules.deeds import Deed
from app.rules.duties import judging
from app.rules.duties.forms import wants_words, words_wanted
from app.rules.duties.judging import may_do
from app.rules.facts import Place
from app.rules.permissions import HOLDERS, Action
from app.rules.sight import Standing
from app.rules.vocabulary import DutyForm, DutyStepKind, msg
from app.services.duties.following import follow_up
from app.services.people.places import department_name, known_team
from app.services.typed import tidied

AHEAD = timedelta(days=31)
"""How long before its due day something may be done: a day's slip is found, a month's is not."""


@dataclass(frozen=True, slots=True)
class DueDay:
    """One due day of a duty of a department, or of a team of it."""

    duty: str
    department_id: int
    team_id: int | None
    due_on: date


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is handed in: the words, and whatever else the duty's form has."""

    text: str = ""
    results: Sequence[ResultRow] = ()
    points: Sequence[PointRow] = ()
    present: Sequence[int] = ()


def do_duty(ctx: Context, due: DueDay, sheet: Sheet, seen: int | None = None) -> int:
    """Do what is due, or do again what was returned; the id of what stands there then.

    `seen`: the version of what was returned, None where nothing was done. NotAllowed, with the
    rule, for whom it is not theirs to do; Conflict where somebody was faster.
    """
    with ctx.write() as session:
        duty = _known(session, due)
        mine = _require_doer(ctx, session, duty, due)
        me = mine.person_id
        assert me is not None
        _refuse_day(ctx, session, duty, due)
        _refuse_sheet(duty, sheet)
        before = done_of(session, (due.duty, due.department_id, due.team_id), due.due_on)
        row = _row(ctx, session, due, me, before, seen)
        row.text = tidied(sheet.text)
        session.flush()
        _keep_form(ctx, session, row, sheet, mine)
        step = DutyStep(done_id=row.id, kind=DutyStepKind.DONE, by_id=me, at=ctx.now())
        session.add(step)
        ctx.audit(session, Deed.DUTY_DO, audit_subject(session, duty, due), after=_told(sheet))
        return row.id


def audit_subject(session: Session, duty: KnownDuty, due: DueDay) -> str:
    """ "duty:qa_week/客服部@2026-08-10"; one of the centre's own by its name."""
    department, team = names_of(session, Place(due.department_id, due.team_id))
    called = duty.name or duty.kind.code
    return f"duty:{judging.subject(called, department, team, due.due_on)}"


def _known(session: Session, due: DueDay) -> KnownDuty:
    duty = known_duty(session, due.duty, due.department_id)
    department_name(session, due.department_id)
    if duty is None:
        raise NotFound(msg("No such duty"), msg("It is no longer in the store."))
    if duty.kind.of_team != (due.team_id is not None):
        raise BadInput(msg("Whose duty is it?"), msg("A team's duty names its team."))
    if due.team_id is not None and known_team(session, due.team_id).department != due.department_id:
        raise NotFound(msg("No such team"), msg("It is no longer in the store."))
    return duty


def _require_doer(ctx: Context, session: Session, duty: KnownDuty, due: DueDay) -> Standing:
    """The actor's standing; their post of today is the doer's: what `check` asks afterwards."""
    mine = permission.require(ctx, session, Action.DO_DUTY, Place(due.department_id))
    known = reference(session)
    person = known.person(mine.person_id) if mine.person_id is not None else None
    department, team = names_of(session, Place(due.department_id, due.team_id))
    post = person.post_on(ctx.today()) if person else None
    if mine.person_id is None or not may_do(duty.kind, post, department, team):
        assert duty.kind.doer is not None
        raise NotAllowed(
            msg("Not allowed"),
            msg(
                "It is for {doer} of {place} to do. {rule}",
                doer=HOLDERS[duty.kind.doer],
                place=f"{department} {team}".rstrip(),
                rule=f"({duty.kind.rule})" if duty.kind.rule else "",
            ),
        )
    return mine


def _refuse_day(ctx: Context, session: Session, duty: KnownDuty, due: DueDay) -> None:
    if due.due_on not in duty.due_days(reference(session), due.due_on, due.due_on):
        raise BadInput(
            msg("It is not due that day"),
            msg("{day} is no due day of this duty.", day=due.due_on),
        )
    if due.due_on - ctx.today() > AHEAD:
        raise BadInput(
            msg("That is still to come"),
            msg("It can be done from {n} days before its due day on.", n=AHEAD.days),
        )


def _refuse_sheet(duty: KnownDuty, sheet: Sheet) -> None:
    nameless = next((row for row in sheet.results if _is_nameless(row)), None)
    if nameless is not None:
        raise BadInput(
            msg("Who, or where?"),
            msg("“{line}” failed: name a person or a place (SITE-1).", line=nameless.text),
        )
    if wants_words(duty.kind.code, duty.form) and not tidied(sheet.text):
        raise BadInput(msg("Something is missing"), words_wanted(duty.form))
    if duty.form is DutyForm.CHECKLIST and not sheet.results:
        raise BadInput(msg("Something is missing"), msg("A checklist has its lines."))
    if duty.form is DutyForm.MEETING and not sheet.present:
        raise BadInput(msg("Something is missing"), msg("Say who was there."))


def _is_nameless(row: ResultRow) -> bool:
    return not row.ok and row.person_id is None and not tidied(row.place)


def _row(
    ctx: Context, session: Session, due: DueDay, me: int, before: DoneRow | None, seen: int | None
) -> DutyDone:
    """A new row, or the returned one with its return taken off: it keeps when, and by whom, it
    was done first, by which its lateness is judged."""
    if before is None:
        row = DutyDone(
            duty=due.duty,
            department_id=due.department_id,
            team_id=due.team_id,
            due_on=due.due_on,
            done_at=ctx.now(),
            done_by_id=me,
        )
        session.add(row)
        return row
    if before.returned_at is None or before.version != seen:
        raise Conflict(
            msg("Somebody else changed this first."),
            msg("{name} did it, {at}.", name=before.done_by, at=before.done_at),
        )
    row = session.get_one(DutyDone, before.id)
    row.returned_at, row.returned = None, ""
    return row


def _keep_form(ctx: Context, session: Session, row: DutyDone, sheet: Sheet, mine: Standing) -> None:
    raised = _raised_before(session, row)
    for table in (CheckResult, MeetingPoint, MeetingPresence):
        session.execute(delete(table).where(table.done_id == row.id))
    for position, found in enumerate(sheet.results):
        item = None if found.ok else raised.get(found.text)
        if not found.ok and item is None:
            item = follow_up(ctx, session, row.department_id, found, mine)
        session.add(
            CheckResult(
                done_id=row.id,
                position=position,
                text=found.text,
                ok=found.ok,
                person_id=None if found.ok else found.person_id,
                place="" if found.ok else tidied(found.place),
                remark=tidied(found.remark),
                item_id=item,
            )
        )
    for position, point in enumerate(sheet.points):
        session.add(
            MeetingPoint(
                done_id=row.id,
                position=position,
                topic=tidied(point.topic),
                agreed=tidied(point.agreed),
            )
        )
    if sheet.present:
        rows = [{"done_id": row.id, "person_id": person} for person in sorted({*sheet.present})]
        session.execute(insert(MeetingPresence), rows)


def _raised_before(session: Session, row: DutyDone) -> dict[str, int]:
    """Line -> its item that is still open, of what was returned and is done again."""
    item = HandoverItem
    kept = select(CheckResult.text, item.id).join(item, item.id == CheckResult.item_id)
    here = (CheckResult.done_id == row.id, item.closed_at.is_(None))
    return dict(session.execute(kept.where(*here)).all())


def _told(sheet: Sheet) -> dict[str, object]:
    failed = sum(not row.ok for row in sheet.results)
    return {"people": len(sheet.present) or None, "items": failed or None}
