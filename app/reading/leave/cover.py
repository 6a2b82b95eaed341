"""Who may take a shift that a leave opened, best first (LEAVE-10)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.context import Context
from app.errors import BadInput, Conflict
from app.models import Post
from app.queries import facts
from app.queries.people.phones import phones_of
from app.queries.people.rows import place_of
from app.queries.roster.findings import judged_cells, roster_facts
from app.queries.roster.rows import RosterCell
from app.reading import permission
from app.rules.cover import CoverChoice, Opening, OpenShift, cover_choice, opening
from app.rules.facts import Person
from app.rules.permissions import Action
from app.rules.vocabulary import msg
from app.rules.work import works_shifts


def candidates(ctx: Context, absent_id: int, day: date) -> CoverChoice:
    """Who of the department may take the shift that `absent_id` leaves open on `day`, best first,
    and what stands against the others; with the telephone numbers of those who may.

    Asked by the leader of the absent person's team or the head. Raises Conflict where the shift is
    not open, BadInput where it is over.
    """
    with ctx.read() as session:
        permission.require_for(ctx, session, Action.DRAFT_ROSTER, absent_id, day)
        shift, _cell = open_shift(ctx, session, absent_id, day)
        staff = _colleagues(session, absent_id, day)
        policy = facts.policies(session).at(ctx.now())
        people = [
            person
            for person in facts.persons(session, staff).values()
            if person.no != shift.person.no and person.employed_on(day) and may_work(person, shift)
        ]
        around = roster_facts(session, day, policy, staff)
        start = ctx.time.interval(facts.shift_types(session)[shift.code], day)[0]
        choice = cover_choice(around, shift, people, policy, ctx.time)
        phones = phones_of(session, [one.person.no for one in choice.candidates])
        return replace(choice, begun_at=start if start <= ctx.now() else None, phones=phones)


def open_shift(
    ctx: Context, session: Session, absent_id: int, day: date
) -> tuple[OpenShift, RosterCell]:
    """Whose shift of `day` may still be taken, and its cell. Raises as `candidates`."""
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
    end = ctx.time.interval(facts.shift_types(session)[look.code], day)[1]
    if opening(False, end, ctx.now()) is not Opening.OPEN:
        raise BadInput(
            msg("This shift is over"), msg("Only a shift that is still to be worked is covered.")
        )
    return OpenShift(person, day, look.code), look


def may_work(person: Person, shift: OpenShift) -> bool:
    """Whether the person works shifts, in the department that the open one belongs to."""
    post, absent = person.post_on(shift.day), shift.person.post_on(shift.day)
    return works_shifts(post.role) and post.department == absent.department


def _colleagues(session: Session, absent_id: int, day: date) -> set[int]:
    """Everybody who has a post in the department, at any time."""
    department = place_of(session, absent_id, day).department
    return set(session.scalars(select(Post.person_id).where(Post.department_id == department)))
