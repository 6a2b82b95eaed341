"""Trainings with who took part, and what their exams gave (TRAIN-1)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import models as m


@dataclass(frozen=True, slots=True)
class TrainingRow:
    """One person's part in a training."""

    id: int
    no: str
    title: str
    held_on: date
    person_id: int
    person_no: str
    person: str
    attended: bool
    score: float | None
    passed: bool
    version: int


def trainings_of(session: Session, person_id: int) -> list[TrainingRow]:
    """One person's archive, the latest first."""
    query = _query().where(m.Training.person_id == person_id)
    return [TrainingRow(**row._mapping) for row in session.execute(query)]


def trainings_between(
    session: Session, first: date, last: date, people: Collection[int] | None = None
) -> list[TrainingRow]:
    """The parts in all trainings held from `first` to `last`; of everybody, or of `people`."""
    query = _query().where(m.Training.held_on.between(first, last))
    if people is not None:
        query = query.where(m.Training.person_id.in_(people))
    return [TrainingRow(**row._mapping) for row in session.execute(query)]


def training(session: Session, no: str) -> list[TrainingRow]:
    """Everybody's part in one training."""
    return [
        TrainingRow(**row._mapping)
        for row in session.execute(_query().where(m.Training.training_no == no))
    ]


def _query() -> Any:
    row, person = m.Training, m.Person
    return (
        select(
            row.id,
            row.training_no.label("no"),
            row.title,
            row.held_on,
            row.person_id,
            person.employee_no.label("person_no"),
            person.name.label("person"),
            row.attended,
            row.score,
            row.passed,
            row.version,
        )
        .join(person, person.id == row.person_id)
        .order_by(row.held_on.desc(), row.training_no, person.employee_no)
    )
