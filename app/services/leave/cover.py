"""Cover: who takes a shift that a leave opened, chosen by the leader or the head (LEAVE-10)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from app.context import Context
from app.errors import BadInput, NotFound, RuleViolated
from app.models import Cover
from app.queries import facts
from app.queries.known import ids
from app.queries.roster.findings import roster_facts
from app.queries.roster.lines import stays_of
from app.reading import permission
from app.reading.leave.cover import may_work, open_shift
from app.rules.approvers import leads_team_of
from app.rules.cover import OpenShift, cover_findings
from app.rules.deeds import Deed
from app.rules.edits import CellChange
from app.rules.facts import Person
from app.rules.leave import LeaveFacts
from app.rules.permissions import Action
from app.rules.policy import Policy
from app.rules.requests import RequestKind
from app.rules.vocabulary import msg
from app.services.requests.ledger import tell
from app.services.roster.editing import place_shifts
from app.services.roster.scope import Target


def assign(ctx: Context, absent_id: int, day: date, by_no: str) -> None:
    """Have the person with the number `by_no` work the open shift of `absent_id` on `day`.

    It is a tracked change of their roster. Raises RuleViolated with every finding against it,
    Conflict where somebody was faster.
    """
    with ctx.write() as session:
        permission.require_for(ctx, session, Action.DRAFT_ROSTER, absent_id, day)
        shift, cell = open_shift(ctx, session, absent_id, day)
        _refuse_over(ctx, session, shift)
        by_id = _id_of(session, by_no)
        person = facts.persons(session, [by_id])[by_no]
        policy = facts.policies(session).at(ctx.now())
        _refuse_broken(ctx, session, shift, person, by_id, policy)
        assert cell.leave is not None, "an open shift has the leave that opened it"
        reason = f"{cell.leave.leave_no}: {shift.person.no} → {person.no}"
        place_shifts(ctx, session, [_target(session, person, shift)], reason)
        same = (Cover.absent_id == absent_id, Cover.day == day)
        session.execute(delete(Cover).where(*same))
        session.execute(
            insert(Cover).values(
                absent_id=absent_id, day=day, by_id=by_id, made_at=ctx.now(),
                made_by_no=ctx.actor.name,
            )
        )  # fmt: skip
        subject = RequestKind.LEAVE.ref(cell.leave.leave_no)
        after = {"day": day, "shift": shift.code, "absent": shift.person.no, "by": person.no}
        ctx.audit(session, Deed.COVER_ASSIGN, str(subject), after=after)
        words = {"name": shift.person.name, "day": day, "shift": shift.code}
        tell(ctx, session, [by_id], "cover.assigned", subject, **words)


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


def _refuse_over(ctx: Context, session: Session, shift: OpenShift) -> None:
    end = ctx.time.interval(facts.shift_types(session)[shift.code], shift.day)[1]
    if end <= ctx.now():
        raise BadInput(
            msg("This shift is over"), msg("Only a shift that is still to be worked is covered.")
        )


def _refuse_broken(
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
