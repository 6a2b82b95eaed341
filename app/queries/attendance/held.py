"""The roll calls that were held for a team's shifts of a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Department, Person, RollCall, ShiftType, Team
from app.rules import books


@dataclass(frozen=True, slots=True)
class HeldRow:
    """One roll call, and what its leader is called."""

    fact: books.RollCall
    leader_name: str


def held_on(session: Session, team_id: int, day: date) -> dict[str, HeldRow]:
    """Shift's code -> the roll call that was held for it."""
    row = RollCall
    query = (
        select(
            *(Department.name, Team.name, row.day, ShiftType.code, Person.employee_no),
            *(row.held_at, row.comments, Person.name),
        )
        .join(Department, Department.id == row.department_id)
        .join(Team, Team.id == row.team_id)
        .join(ShiftType, ShiftType.id == row.shift_id)
        .join(Person, Person.id == row.leader_id)
        .where(row.team_id == team_id, row.day == day)
    )
    held = {}
    for department, team, on, shift, leader, held_at, comments, name in session.execute(query):
        fact = books.RollCall(
            department=department, team=team, day=on, shift=shift, leader=leader,
            held_at=held_at, comments=comments,
        )  # fmt: skip
        held[shift] = HeldRow(fact, name)
    return held
