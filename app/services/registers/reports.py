"""Reports upwards: raised, answered word for word, dissented from, upheld or changed, carried out,
taken one level up; and a superior who was skipped is told.

Each function is one thing that a person does. It judges, writes, records and tells in one
transaction; a report that somebody else moved meanwhile is a Conflict. What was said is appended
to the report's ledger and never edited.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from app.context import Context
from app.errors import BadInput, Conflict, NotAllowed, NotFound, RuleViolated
from app.models import ReportStep, UpwardReport
from app.queries.registers.reports import ReportRow
from app.reading import permission
from app.reading.registers import reports as reading
from app.reading.registers.ground import RegisterGround, minute
from app.reading.registers.reports import Draft
from app.rules.deeds import Deed
from app.rules.permissions import Action
from app.rules.registers import course
from app.rules.registers.reports import ReportFacts
from app.rules.registers.verdicts import report_verdict
from app.rules.vocabulary import ReportAction, ReportState, msg
from app.services.requests.ledger import next_number, tell
from app.services.typed import tidied

MOST = 4000
"""Characters of a text; more is a document, not a report."""
MOST_TAKEN_UP = 32_000
"""Of what was said on the levels below, for which nobody is to blame who takes it up."""
_A = ReportAction


def raise_report(ctx: Context, draft: Draft) -> str:
    """Report something upwards; the number.

    RuleViolated, with every finding, where it goes to somebody who is not the superior, or makes
    no proposal; nothing is on record then.
    """
    with ctx.write() as session:
        permission.require_for(ctx, session, Action.RAISE_REPORT, _me(ctx, session))
        return add_report(ctx, session, draft)


def add_report(ctx: Context, session: Session, draft: Draft, taken_from: int | None = None) -> str:
    """`raise_report` within a transaction that has more to do. `taken_from`: the report that is
    taken one level up."""
    ground = RegisterGround.of(ctx, session)
    most = MOST if taken_from is None else MOST_TAKEN_UP
    _refuse_empty(draft, ground, most)
    facts = reading.facts_of(ground, reading.drafted(ground, draft, _now(ctx)))
    _refuse_broken(facts)
    no = next_number(session, UpwardReport.report_no, "E")
    _put(ctx, session, no, draft, facts, taken_from)
    name = ground.people[ground.me].name
    tell(ctx, session, [draft.to_id], "report.raised", f"report:{no}", name=name, no=no)
    if facts.owes_telling:
        skipped = [ground.people[one].id for one in facts.named()]
        tell(ctx, session, skipped, "report.skipped", f"report:{no}", name=name, no=no)
    return no


def answer(ctx: Context, no: str, version: int, words: str) -> ReportState:
    """Put the superior's instruction on record, word for word (ESC-3)."""
    with ctx.write() as session:
        row = _claim(ctx, session, no, version, _A.ANSWER)
        values = {"answered_at": _now(ctx), "answer": _said(words), "answered_by_id": _by(ctx)}
        return _move(ctx, session, row, _A.ANSWER, words, **values)


def dissent(ctx: Context, no: str, version: int, words: str) -> ReportState:
    """Put the reporter's different opinion on record; the superior decides on it."""
    with ctx.write() as session:
        row = _claim(ctx, session, no, version, _A.DISSENT)
        return _move(ctx, session, row, _A.DISSENT, words, dissent=_said(words))


def uphold(ctx: Context, no: str, version: int, words: str = "") -> ReportState:
    """Stand by the instruction: it is carried out."""
    with ctx.write() as session:
        row = _claim(ctx, session, no, version, _A.UPHOLD)
        return _move(ctx, session, row, _A.UPHOLD, words, upheld=True)


def change(ctx: Context, no: str, version: int, words: str) -> ReportState:
    """Give another instruction; the first stays on record as it was."""
    with ctx.write() as session:
        row = _claim(ctx, session, no, version, _A.CHANGE)
        return _move(ctx, session, row, _A.CHANGE, words, changed=True)


def carry_out(ctx: Context, no: str, version: int, words: str = "") -> ReportState:
    """Say that the instruction is carried out."""
    with ctx.write() as session:
        row = _claim(ctx, session, no, version, _A.CARRY_OUT)
        return _move(ctx, session, row, _A.CARRY_OUT, words, carried_out_at=_now(ctx))


def take_up(ctx: Context, no: str, version: int, to_id: int, words: str) -> str:
    """Take an upheld matter one level up: the superior who stood by the instruction reports it to
    their own, with what was said so far; the number of the new report, which names this one."""
    with ctx.write() as session:
        row = _claim(ctx, session, no, version, _A.TAKE_UP)
        draft = Draft(to_id, row.kind, emergency=False, facts=_chain(row), proposal=words)
        above = add_report(ctx, session, draft, taken_from=row.id)
        _move(ctx, session, row, _A.TAKE_UP, words, taken_up_at=_now(ctx))
        return above


def tell_skipped(ctx: Context, no: str, version: int, words: str = "") -> ReportState:
    """Put on record that the superior who was skipped has been told (ESC-2)."""
    with ctx.write() as session:
        row = _claim(ctx, session, no, version, _A.TELL)
        return _move(ctx, session, row, _A.TELL, words, skipped_told_at=_now(ctx))


def _put(
    ctx: Context,
    session: Session,
    no: str,
    draft: Draft,
    facts: ReportFacts,
    taken_from: int | None,
) -> None:
    """The report's row, the first step of its ledger, and the deed."""
    report_id = session.execute(
        insert(UpwardReport)
        .values(
            report_no=no,
            raised_by_id=_by(ctx),
            raised_at=facts.report.raised_at,
            to_id=draft.to_id,
            kind=draft.kind,
            emergency=draft.emergency,
            facts=tidied(facts.report.facts, MOST_TAKEN_UP),
            proposal=tidied(facts.report.proposal),
            taken_from_id=taken_from,
            version=1,
        )
        .returning(UpwardReport.id)
    ).scalar_one()
    _append(ctx, session, report_id, _A.RAISE, facts.report.proposal)
    told = {"to": draft.to_id, "status": ReportState.RAISED}
    ctx.audit(session, Deed.REPORT_RAISE, f"report:{no}", after=told)


def _refuse_broken(facts: ReportFacts) -> None:
    verdict = report_verdict(facts)
    if verdict.refusals:
        raise RuleViolated(
            msg("The rules do not allow it."),
            msg("See what each rule says, and what would make it pass."),
            verdict.refusals,
        )


def _refuse_empty(draft: Draft, ground: RegisterGround, most: int) -> None:
    to = ground.reference.person(draft.to_id)
    if to is None or not to.employed_on(ground.today):
        raise NotFound(msg("Nobody has this number"), msg("Choose to whom you report."))
    _said(draft.facts, most)
    if len(draft.proposal) > MOST:
        raise _too_long()


def _claim(
    ctx: Context, session: Session, no: str, version: int, action: ReportAction
) -> ReportRow:
    """The report, if it is as it was seen, and the actor may do `action` to it now."""
    permission.require_say(ctx, session)
    ground = RegisterGround.of(ctx, session)
    row = reading.found(ground, no)
    if not reading.may_see(ground, row):
        raise permission.refusal(session, Action.SEE_REPORTS)
    if row.version != version:
        raise Conflict(
            msg("Somebody was faster"),
            msg("{no} has changed since you opened it: it is {state} now.", no=no, state=row.state),
        )
    if action in reading.offers(ground, row):
        return row
    if course.after(row.state, action) is None or action is _A.TELL:
        raise Conflict(
            msg("That is not its turn"), msg("{no} is {state} now.", no=no, state=row.state)
        )
    raise _not_theirs(ground, session, row, action)


def _not_theirs(
    ground: RegisterGround, session: Session, row: ReportRow, action: ReportAction
) -> NotAllowed:
    if action in course.REPORTERS:
        sentence = msg("Only {name}, who reported it, can dissent.", name=row.raised_by_name)
        return NotAllowed(msg("Not allowed"), sentence)
    if row.raised_by_id == ground.my_id:
        return permission.refusal(session, Action.ANSWER_REPORT, own=True)
    if action is _A.TAKE_UP:
        return NotAllowed(msg("Not allowed"), msg("Nobody is over a director."))
    place = ground.reference.place_of(row.raised_by_id, ground.today)
    return permission.refusal(session, Action.ANSWER_REPORT, place)


def _move(
    ctx: Context, session: Session, row: ReportRow, action: ReportAction, words: str, **values: Any
) -> ReportState:
    """Take one step of the course, compared and set on the version; the state it is in then."""
    text = _said(words) if action in course.SPOKEN else _within(words)
    state = course.after(row.state, action)
    assert state is not None
    moved = session.execute(
        update(UpwardReport)
        .where(UpwardReport.id == row.id, UpwardReport.version == row.version)
        .values(version=row.version + 1, **values)
        .returning(UpwardReport.id)
    ).all()
    assert len(moved) == 1, "the writing transaction holds the lock"
    _append(ctx, session, row.id, action, text)
    subject = f"report:{row.no}"
    before, after = {"status": row.state}, {"status": state}
    ctx.audit(session, Deed(f"report.{action}"), subject, before, after)
    others = {row.raised_by_id, row.to_id}
    name = _name(ctx, session)
    tell(ctx, session, others, f"report.{action}", subject, name=name, no=row.no)
    return state


def _append(
    ctx: Context, session: Session, report_id: int, action: ReportAction, text: str
) -> None:
    session.execute(
        insert(ReportStep).values(
            report_id=report_id, action=action, by_id=_by(ctx), at=_now(ctx), text=text
        )
    )


def _chain(row: ReportRow) -> str:
    """What was said so far, for the superior's superior."""
    return "\n".join(part for part in (row.facts, row.proposal, row.answer, row.dissent) if part)


def _said(words: str, most: int = MOST) -> str:
    said = _within(words, most)
    if not said:
        raise BadInput(msg("Words are needed"), msg("It is put on record word for word."))
    return said


def _within(words: str, most: int = MOST) -> str:
    if len(words) > most:
        raise _too_long()
    return tidied(words, most)


def _too_long() -> BadInput:
    return BadInput(msg("Too many characters"), msg("At most {most} characters.", most=MOST))


def _now(ctx: Context) -> datetime:
    return minute(ctx.now())


def _by(ctx: Context) -> int:
    assert ctx.actor.person_id is not None
    return ctx.actor.person_id


def _me(ctx: Context, session: Session) -> int:
    permission.require_say(ctx, session)
    return _by(ctx)


def _name(ctx: Context, session: Session) -> str:
    ground = RegisterGround.of(ctx, session)
    one = ground.reference.person(_by(ctx))
    return one.name if one else ctx.actor.name
