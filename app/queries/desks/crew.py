"""Who works a shift of a department, for those who seat them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Post
from app.queries import facts, work
from app.queries.known import known
from app.rules.facts import Person
from app.rules.vocabulary import LeaveStatus, Role
from app.rules.work import working, works_shifts


@dataclass(frozen=True, slots=True)
class SeatCrewRow:
    """Somebody of the department who works the shift."""

    person_id: int
    no: str
    name: str
    team: str
    role: Role


def crew(session: Session, department_id: int, day: date, shift: str) -> list[SeatCrewRow]:
    """Everybody of a department who works `shift` on `day`, agents first, by team and number."""
    people = _members(session, department_id, day)
    codes = shifts_worked(session, people, day)
    found = [
        SeatCrewRow(one.id, one.no, one.name, one.post_on(day).team, one.post_on(day).role)
        for one in people
        if codes.get(one.id) == shift
    ]
    return sorted(found, key=lambda one: (one.role is not Role.AGENT, one.team, one.no))


def shifts_worked(session: Session, people: Collection[Person], day: date) -> dict[int, str]:
    """Person id -> the shift that each of `people` is working on `day` (swaps applied, on no
    approved leave); who is not working is not in it."""
    keys = [one.id for one in people]
    ledger = work.worked(session, keys, day, day)
    leaves = [
        leave
        for leave in facts.live_leaves(session, keys, day, day)
        if leave.status is LeaveStatus.APPROVED
    ]
    found = {}
    for one in people:
        own = [leave for leave in leaves if leave.person == one.no]
        code = working(ledger, one, day, own)
        if code is not None:
            found[one.id] = code
    return found


def _members(session: Session, department_id: int, day: date) -> list[Person]:
    """Who may stand on the roster, by the posts of `day`."""
    ever = select(Post.person_id).where(Post.department_id == department_id)
    return [
        one
        for one in known(session, session.scalars(ever).all())
        if one.place_on(day).department == department_id and works_shifts(one.post_on(day).role)
    ]
