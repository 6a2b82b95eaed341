"""Cover: who takes a shift that a leave opened, chosen by the leader or the head (LEAVE-10)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from app.context import Context
from app.errors import BadInput, Conflict, NotFound, RuleViolated
from app.models import Cover
from app.queries import facts
from app.queries.known import ids
from app.queries.reference import reference
from app.queries.roster.findings import judged_cells, roster_facts
from app.queries.roster.lines import stays_of
from app.reading import permission
from app.reading.leave.cover import may_work, open_shift
from app.rules.approvers import heads_department_of, leads_team_of
from app.rules.cover import OpenShift, cover_findings, cover_warnings
from app.rules.deeds import Deed
from app.rules.edits import CellChange
from app.rules.facts import Person
from app.rules.leave import LeaveFacts
from app.rules.permissions import Action
from app.rules.policy import Policy
from app.rules.requests import RequestKind, RequestRef
from app.rules.vocabulary import msg
from app.services.requests.ledger import tell
from app.services.roster.editing import place_shifts
from app.services.roster.offer_upkeep import follow
from app.services.roster.scope import Target


def assign(ctx: Context, absent_id: int, day: date, by_no: str, reason: str = "") -> None:
    """Have the person with the number `by_no` work the open shift of `absent_id` on `day`.

    It is a tracked change of their roster; the leader of another team and the head are told whose
    roster it is. Raises RuleViolated with every finding against it, BadInput where somebody of
    another job or a much lower level is taken without a `reason`, Conflict where somebody was
    faster.
    """
    with ctx.write() as session:
        permission.require_for(ctx, session, Action.DRAFT_ROSTER, absent_id, day)
        shift, cell = open_shift(ctx, session, absent_id, day)
        by_id = _id_of(session, by_no)
        person = facts.persons(session, [by_id])[by_no]
        policy = facts.policies(session).at(ctx.now())
        refuse_broken(ctx, session, shift, person, by_id, policy)
        if cover_warnings(shift, person, policy) and not reason.strip():
            raise BadInput(
                msg("A reason is needed"),
                msg(
                    "{name} is of another job, or of a lower skill level or none. Say why they "
                    "take this shift; the reason stays with the roster.",
                    name=person.name,
                ),
            )
        leave_no = cell.leave.leave_no if cell.leave is not None else ""
        place_cover(ctx, session, shift, person, by_id, leave_no, reason.strip())
        follow(ctx, session, {day})


def place_cover(
    ctx: Context,
    session: Session,
    shift: OpenShift,
    person: Person,
    by_id: int,
    leave_no: str,
    reason: str = "",
) -> None:
    """Write the cover that was asked about: roster, cover, trail, and whom it concerns is told.

    `leave_no` "": somebody left, and the shift with them.
    """
    why = cover_reason(shift, person, leave_no, reason)
    place_shifts(ctx, session, [_target(session, person, shift)], why)
    record_cover(ctx, session, shift, person, by_id, leave_no, reason)


def cover_reason(shift: OpenShift, person: Person, leave_no: str, reason: str = "") -> str:
    """What the roster's version says of it: "L-0001: 1002 → 1003 · reason"."""
    parts = (_moved(leave_no, f"{shift.person.no} → {person.no}"), reason)
    return " · ".join(part for part in parts if part)


def record_cover(
    ctx: Context,
    session: Session,
    shift: OpenShift,
    person: Person,
    by_id: int,
    leave_no: str,
    reason: str = "",
) -> None:
    """As `place_cover`, for a roster that has the shift already."""
    absent = shift.person
    same = (Cover.absent_id == absent.id, Cover.day == shift.day)
    session.execute(delete(Cover).where(*same))
    session.execute(
        insert(Cover).values(
            absent_id=absent.id, day=shift.day, by_id=by_id, made_at=ctx.now(),
            made_by_no=ctx.actor.name,
        )
    )  # fmt: skip
    subject = _subject(leave_no, absent, shift.day)
    after = {"day": shift.day, "shift": shift.code, "absent": absent.no, "by": person.no}
    about = _about(leave_no, absent)
    ctx.audit(session, Deed.COVER_ASSIGN, about, after={**after, "reason": reason})
    words = {"name": absent.name, "day": shift.day, "shift": shift.code}
    tell(ctx, session, [by_id], "cover.assigned", subject, **words)
    tell_lent(ctx, session, shift, person, subject, reason)


def tell_lent(
    ctx: Context,
    session: Session,
    shift: OpenShift,
    person: Person,
    subject: RequestRef | str,
    reason: str = "",
) -> None:
    """Tell the leader of another team and the head that one of theirs takes the shift."""
    others = _others_leaders(ctx, session, shift, person)
    tell(
        ctx, session, others, "cover.lent", subject, by=person.name, absent=shift.person.name,
        day=shift.day, shift=shift.code, reason=reason,
    )  # fmt: skip


def take_back(ctx: Context, absent_id: int, day: date) -> None:
    """Undo a cover whose shift has not begun: the shift is open again, who was to work it and the
    leaders are told. Raises Conflict where nobody covers it or it has begun."""
    with ctx.write() as session:
        permission.require_for(ctx, session, Action.DRAFT_ROSTER, absent_id, day)
        by_id = session.scalar(
            select(Cover.by_id).where(Cover.absent_id == absent_id, Cover.day == day)
        )
        staff = facts.persons(session, [absent_id, *([by_id] if by_id else [])])
        people = {person.id: person for person in staff.values()}
        absent = people[absent_id]
        shift, leave_no = _covered_shift(ctx, session, absent, day)
        if by_id is None or shift is None:
            raise Conflict(
                msg("Nobody covers this shift"),
                msg(
                    "{name}'s shift of {day} has no cover to take back.", name=absent.name, day=day
                ),
            )
        _refuse_begun(ctx, session, shift)
        person = people[by_id]
        place_shifts(
            ctx, session, [_target(session, person, replace(shift, code=""))],
            _moved(leave_no, f"{absent.no} ↛ {person.no}"),
        )  # fmt: skip
        session.execute(delete(Cover).where(Cover.absent_id == absent_id, Cover.day == day))
        subject = _subject(leave_no, absent, day)
        before = {"day": day, "shift": shift.code, "absent": absent.no, "by": person.no}
        ctx.audit(session, Deed.COVER_TAKE_BACK, _about(leave_no, absent), before=before)
        told = {by_id, *_others_leaders(ctx, session, shift, person)}
        words = {"name": absent.name, "by": person.name, "day": day, "shift": shift.code}
        tell(ctx, session, told, "cover.taken_back", subject, **words)


def _covered_shift(
    ctx: Context, session: Session, absent: Person, day: date
) -> tuple[OpenShift | None, str]:
    """The shift that somebody covers, and the leave that opened it."""
    cell = (absent.no, day)
    policy = facts.policies(session).at(ctx.now())
    judged = judged_cells(session, [cell], {absent.no: absent.id}, ctx.time, policy, draft=False)
    look = judged.cells[cell]
    if not look.covered_by:
        return None, ""
    leave_no = look.leave.leave_no if look.leave is not None else ""
    return OpenShift(absent, day, look.code), leave_no


def _moved(leave_no: str, shift: str) -> str:
    return f"{leave_no}: {shift}" if leave_no else shift


def _about(leave_no: str, absent: Person) -> str:
    """What the trail files it under."""
    return str(RequestKind.LEAVE.ref(leave_no)) if leave_no else f"person:{absent.no}"


def _subject(leave_no: str, absent: Person, day: date) -> RequestRef | str:
    """The leave that opened the shift; of somebody who left, their day of the roster."""
    return RequestKind.LEAVE.ref(leave_no) if leave_no else f"roster:{absent.no}@{day}"


def _others_leaders(ctx: Context, session: Session, shift: OpenShift, person: Person) -> set[int]:
    """Of somebody of another team: who leads it, and the head of the department."""
    mine, theirs = person.post_on(shift.day), shift.person.post_on(shift.day)
    if mine.team_key == theirs.team_key:
        return set()
    return leaders_of(ctx, session, person, shift.day)


def leaders_of(ctx: Context, session: Session, person: Person, day: date) -> set[int]:
    """Who leads the team of somebody's post on `day`, and the head of the department."""
    mine = person.post_on(day)
    today, known = ctx.today(), reference(session)
    return {
        one.id
        for one in known.people(known.approvers([person.id])).values()
        if one.employed_on(today)
        and (
            leads_team_of(one.post_on(today), mine) or heads_department_of(one.post_on(today), mine)
        )
    }


def tell_leader(ctx: Context, session: Session, leave: LeaveFacts) -> None:
    """LEAVE-10: say to the team leader which shifts an approved leave opens."""
    if not leave.covered:
        return
    today = ctx.today()
    leaders = [
        person
        for person in leave.people.values()
        if person.no != leave.leave.person
        and person.employed_on(today)
        and leads_team_of(person.post_on(today), leave.applicant)
    ]
    words = {
        "name": leave.people[leave.leave.person].name,
        "days": [row.day for row in leave.covered],
        "count": len(leave.covered),
    }
    told = [person.id for person in leaders]
    tell(ctx, session, told, "leave.opens", RequestKind.LEAVE.ref(leave.leave.no), **words)


def _id_of(session: Session, no: str) -> int:
    found = ids(session, numbers=[no])
    if no not in found:
        raise NotFound(
            msg("Unknown person"),
            msg("Nobody has the employee number {no}. Read the roster anew.", no=no),
        )
    return found[no]


def _refuse_begun(ctx: Context, session: Session, shift: OpenShift) -> None:
    if ctx.time.interval(facts.shift_types(session)[shift.code], shift.day)[0] <= ctx.now():
        raise Conflict(
            msg("This shift has begun"),
            msg("A cover is taken back before its shift begins. Change the roster instead."),
        )


def refuse_broken(
    ctx: Context, session: Session, shift: OpenShift, person: Person, by_id: int, policy: Policy
) -> None:
    around = roster_facts(session, shift.day, policy, [by_id])
    found = cover_findings(around, shift, person, policy, ctx.time)
    if found or not may_work(person, shift):
        raise RuleViolated(
            msg("{name} cannot take this shift", name=person.name),
            msg("Nothing was changed. Choose somebody else from the list."),
            found,
        )


def _target(session: Session, person: Person, shift: OpenShift) -> Target:
    stay = stays_of(session, [person.no], shift.day, shift.day)[0]
    change = CellChange(person.no, shift.day, shift.code)
    return Target(change, shift.code, stay.person_id, stay.unit)
