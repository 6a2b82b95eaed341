"""Cover: who takes a shift that a leave opened, chosen by the leader or the head (LEAVE-10)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from app.context import Context
from app.errors import BadInput, Conflict, NotFound, RuleViolated
from app.models import Cover, Post
from app.queries import facts
from app.queries.known import ids
from app.queries.people.rows import place_of
from app.queries.reference import reference
from app.queries.roster.findings import judged_cells, roster_facts
from app.queries.roster.lines import stays_of
from app.queries.roster.rows import RosterCell
from app.reading import permission
from app.rules.approvers import leads_team_of
from app.rules.cover import CoverChoice, OpenShift, cover_choice, cover_findings
from app.rules.edits import CellChange
from app.rules.facts import Person
from app.rules.leave import LeaveFacts
from app.rules.permissions import Action
from app.rules.policy import Policy
from app.rules.vocabulary import Role, msg
from app.services.requests.ledger import tell
from app.services.roster.editing import place_shifts
from app.services.roster.scope import Target

_WORKING = (Role.AGENT, Role.TEAM_LEADER)


def candidates(ctx: Context, absent_id: int, day: date) -> CoverChoice:
    """Who of the department may take the shift that `absent_id` leaves open on `day`, best first,
    and what stands against the others.

    Asked by the leader of the absent person's team or the head. Raises Conflict where the shift is
    not open.
    """
    with ctx.read() as session:
        permission.require_for(ctx, session, Action.DRAFT_ROSTER, absent_id, day)
        shift, _cell = _open_shift(ctx, session, absent_id, day)
        staff = _colleagues(session, absent_id, day)
        policy = facts.policies(session).at(ctx.now())
        people = [
            person
            for person in facts.persons(session, staff).values()
            if person.no != shift.person.no and person.employed_on(day) and _may_work(person, shift)
        ]
        around = roster_facts(session, day, policy, staff)
        return cover_choice(around, shift, people, policy, ctx.time)


def assign(ctx: Context, absent_id: int, day: date, by_no: str) -> None:
    """Have the person with the number `by_no` work the open shift of `absent_id` on `day`.

    It is a tracked change of their roster. Raises RuleViolated with every finding against it,
    Conflict where somebody was faster.
    """
    with ctx.write() as session:
        permission.require_for(ctx, session, Action.DRAFT_ROSTER, absent_id, day)
        shift, cell = _open_shift(ctx, session, absent_id, day)
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
        subject = f"leave:{cell.leave.leave_no}"
        after = {"day": day, "shift": shift.code, "absent": shift.person.no, "by": person.no}
        ctx.audit(session, "cover.assign", subject, after=after)
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
    told = reference(session).ids(leaders)
    tell(ctx, session, told, "leave.opens", f"leave:{leave.leave.no}", **words)


def _open_shift(
    ctx: Context, session: Session, absent_id: int, day: date
) -> tuple[OpenShift, RosterCell]:
    person = next(iter(facts.persons(session, [absent_id]).values()))
    cell = (person.no, day)
    policy = facts.policies(session).at(ctx.now())
    judged = judged_cells(session, [cell], {person.no: absent_id}, ctx.time, policy, draft=False)
    look = judged.cells[cell]
    if not look.uncovered:
        raise Conflict(
            msg("This shift is not open"),
            msg("{name} has no open shift on {day}, or it is covered by now.", name=person.name,
                day=day),
        )  # fmt: skip
    return OpenShift(person, day, look.code), look


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
    if found or not _may_work(person, shift):
        raise RuleViolated(
            msg("{name} cannot take this shift", name=person.name),
            msg("Nothing was changed. Choose somebody else from the list."),
            found,
        )


def _may_work(person: Person, shift: OpenShift) -> bool:
    """Whether the person works shifts, in the department that the open one belongs to."""
    post, absent = person.post_on(shift.day), shift.person.post_on(shift.day)
    return post.role in _WORKING and post.department == absent.department


def _target(session: Session, person: Person, shift: OpenShift) -> Target:
    stay = stays_of(session, [person.no], shift.day, shift.day)[0]
    change = CellChange(person.no, shift.day, shift.code)
    return Target(change, shift.code, stay.person_id, stay.unit)


def _colleagues(session: Session, absent_id: int, day: date) -> set[int]:
    """Everybody who has a post in the department, at any time."""
    department = place_of(session, absent_id, day).department
    return set(session.scalars(select(Post.person_id).where(Post.department_id == department)))
