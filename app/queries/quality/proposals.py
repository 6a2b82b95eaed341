"""Trainings that were proposed, with whom they are for and what became of them (QA-6)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Person, ProposedTrainee, ProposedTraining
from app.rules.scorecards.proposed import Proposed, Trainee


def proposal(session: Session, proposed_id: int) -> Proposed | None:
    found = _rows(session, ProposedTraining.id == proposed_id)
    return found[0] if found else None


def proposals_of_week(session: Session, department_id: int, week: date) -> list[Proposed]:
    """What a department's week gave rise to, whatever became of it."""
    row = ProposedTraining
    return _rows(session, (row.department_id == department_id) & (row.week == week))


def open_proposals(session: Session, department_id: int | None = None) -> list[Proposed]:
    """What is to be held: of a department, or of all."""
    row = ProposedTraining
    where = (row.training_no == "") & (row.dropped == "")
    if department_id is not None:
        where &= row.department_id == department_id
    return _rows(session, where)


def proposed_to(
    session: Session, person_id: int, department_id: int | None
) -> tuple[Proposed, ...]:
    """What somebody of that department is to be trained in."""
    found = open_proposals(session)
    return tuple(one for one in found if _is_for(one, person_id, department_id))


def _is_for(one: Proposed, person_id: int, department_id: int | None) -> bool:
    if one.people:
        return person_id in {each.id for each in one.people}
    return one.department_id == department_id


def _rows(session: Session, where: Any) -> list[Proposed]:
    """By the day on which they are due."""
    row = ProposedTraining
    query = (
        select(
            row.id, row.department_id, row.week, row.title, row.why, row.due_on, row.proposed_at,
            Person.name.label("proposed_by"), row.training_no, row.dropped, row.version,
        )
        .join(Person, Person.id == row.proposed_by_id)
        .where(where)
        .order_by(row.due_on, row.id)
    )  # fmt: skip
    found = [each._asdict() for each in session.execute(query)]
    people = _trainees(session, [each["id"] for each in found])
    return [Proposed(**each, people=tuple(people[each["id"]])) for each in found]


def _trainees(session: Session, ids: Sequence[int]) -> dict[int, list[Trainee]]:
    found: dict[int, list[Trainee]] = defaultdict(list)
    query = (
        select(ProposedTrainee.proposed_id, Person.id, Person.employee_no.label("no"), Person.name)
        .join(Person, Person.id == ProposedTrainee.person_id)
        .where(ProposedTrainee.proposed_id.in_(ids))
        .order_by(Person.employee_no)
    )
    for row in session.execute(query):
        found[row.proposed_id].append(Trainee(id=row.id, no=row.no, name=row.name))
    return found
