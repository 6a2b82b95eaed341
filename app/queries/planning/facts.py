"""The centre's needs, work rules and wishes as rules and solvers know them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from app import models as m
from app.queries import facts
from app.rules.rostering.demand import CentreNeeds
from app.rules.rostering.needs import Need, Needing
from app.rules.rostering.not_after import read_codes, read_not_after
from app.rules.rostering.wishes import Wish
from app.rules.rostering.work_rules import USUAL, WorkRuleBook, WorkRules


def needs(session: Session, *where: ColumnElement[bool]) -> tuple[Need, ...]:
    """All needs of shifts in service, or those `where` something holds; in no order."""
    need, department, team, shift = m.StaffingNeed, m.Department, m.Team, m.ShiftType
    rows = session.execute(
        select(
            department.name, team.name, need.job_type, shift.code, need.least, need.want,
            need.most, need.weekday, need.day,
        )
        .join(shift, shift.id == need.shift_id)
        .outerjoin(department, department.id == need.department_id)
        .outerjoin(team, team.id == need.team_id)
        .where(~shift.retired, *where)
    )  # fmt: skip
    return tuple(
        Need(
            Needing(of or "", of_team or "", job_type),
            code,
            least,
            want,
            most,
            None if weekday is None else weekday + 1,
            day,
        )
        for of, of_team, job_type, code, least, want, most, weekday, day in rows
    )


def centre_needs(session: Session) -> CentreNeeds:
    """All of them, to be asked by day."""
    return CentreNeeds(needs(session))


def holiday_weekday(session: Session, today: date) -> int:
    """The weekday as which holidays are staffed (0: their own), as set by the end of `today`."""
    policies = facts.policies(session)
    return policies.at(datetime.combine(today, time.max, UTC)).need_holiday_weekday


def work_rules(session: Session) -> WorkRuleBook:
    """Everybody's row, where there is one, and the rows of one's own."""
    rows = session.execute(
        select(m.WorkRule, m.Person.employee_no).outerjoin(
            m.Person, m.Person.id == m.WorkRule.person_id
        )
    )
    found = {no or "": rules_of(row) for row, no in rows}
    everybody = found.pop("", USUAL)
    return WorkRuleBook(everybody, found)


def rules_of(row: m.WorkRule) -> WorkRules:
    """One row as rules know it."""
    return WorkRules(
        month_hours_most=row.month_hours_most,
        month_hours_least=row.month_hours_least,
        days_in_row_most=row.days_in_row_most,
        nights_in_row_most=row.nights_in_row_most,
        days_off_in_row_least=row.days_off_in_row_least,
        days_in_row_least=row.days_in_row_least,
        weekends_most=row.weekends_most,
        shifts=read_codes(row.shifts),
        not_after=read_not_after(row.not_after),
    )


def wishes(session: Session, first: date, last: date) -> tuple[Wish, ...]:
    """The wishes for the days from `first` to `last`, by date, number and shift."""
    wish, shift = m.ShiftWish, m.ShiftType
    rows = session.execute(
        select(m.Person.employee_no, wish.day, shift.code, wish.wanted, wish.weight)
        .join(m.Person, m.Person.id == wish.person_id)
        .outerjoin(shift, shift.id == wish.shift_id)
        .where(wish.day.between(first, last))
    )
    found = (Wish(no, day, code or "", wanted, weight) for no, day, code, wanted, weight in rows)
    return tuple(sorted(found, key=lambda one: (one.day, one.person, one.shift, one.on)))
