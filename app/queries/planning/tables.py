"""The rows of planning as its rules know them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import (
    Department,
    FixedCell,
    Person,
    ShiftType,
    ShiftWish,
    StaffingNeed,
    Team,
    WorkRule,
)
from app.rules.rostering.needs import Need, Needing
from app.rules.rostering.wishes import Wish
from app.rules.rostering.work_rules import USUAL, NotAfter, WorkRuleBook, WorkRules
from app.rules.work import Cell


def work_rules(session: Session) -> WorkRuleBook:
    """Everybody's row and those of one's own."""
    rows = session.execute(
        select(Person.employee_no, WorkRule).outerjoin(Person, Person.id == WorkRule.person_id)
    ).all()
    own = {no: _work_rules(row) for no, row in rows if no is not None}
    everybody = next((_work_rules(row) for no, row in rows if no is None), USUAL)
    return WorkRuleBook(everybody, own)


def _work_rules(row: Any) -> WorkRules:
    return WorkRules(
        month_hours_most=row.month_hours_most,
        month_hours_least=row.month_hours_least,
        days_in_row_most=row.days_in_row_most,
        nights_in_row_most=row.nights_in_row_most,
        days_off_in_row_least=row.days_off_in_row_least,
        days_in_row_least=row.days_in_row_least,
        weekends_most=row.weekends_most,
        shifts=frozenset(row.shifts.split()),
        not_after=_not_after(row.not_after),
    )


def _not_after(text: str) -> NotAfter:
    parts = (part.partition(":") for part in text.split(";") if part.strip())
    return {first.strip(): frozenset(later.split()) for first, _colon, later in parts}


def needs(session: Session, first: date, last: date) -> tuple[Need, ...]:
    """Those that hold on some day from `first` to `last`."""
    row = StaffingNeed
    query = (
        select(row, Department.name, Team.name, ShiftType.code)
        .join(ShiftType, ShiftType.id == row.shift_id)
        .outerjoin(Department, Department.id == row.department_id)
        .outerjoin(Team, Team.id == row.team_id)
        .where(row.day.is_(None) | row.day.between(first, last))
        .order_by(row.id)
    )
    return tuple(
        Need(
            Needing(department or "", team or "", need.job_type),
            code,
            need.least,
            need.want,
            need.most,
            None if need.weekday is None else need.weekday + 1,
            need.day,
        )
        for need, department, team, code in session.execute(query)
    )


def wishes(session: Session, people: Collection[int], first: date, last: date) -> tuple[Wish, ...]:
    """Of `people` (ids) for the days from `first` to `last`."""
    row = ShiftWish
    query = (
        select(Person.employee_no, row.day, ShiftType.code, row.wanted, row.weight)
        .join(Person, Person.id == row.person_id)
        .outerjoin(ShiftType, ShiftType.id == row.shift_id)
        .where(row.person_id.in_(people), row.day.between(first, last))
        .order_by(Person.employee_no, row.day, row.id)
    )
    return tuple(
        Wish(no, day, code or "", wanted, weight)
        for no, day, code, wanted, weight in session.execute(query)
    )


def fixed_cells(
    session: Session, people: Collection[int], first: date, last: date
) -> frozenset[Cell]:
    """The cells of `people` (ids) that somebody fixed."""
    row = FixedCell
    query = (
        select(Person.employee_no, row.day)
        .join(Person, Person.id == row.person_id)
        .where(row.person_id.in_(people), row.day.between(first, last))
    )
    return frozenset((no, day) for no, day in session.execute(query))
