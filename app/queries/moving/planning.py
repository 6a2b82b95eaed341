"""Contacts, needs, work rules and wishes as the workbook's sheets state them."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace
from datetime import date, datetime, time

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import models as m
from app.rules.rostering.not_after import (
    read_codes,
    read_not_after,
    shown_codes,
    shown_not_after,
)
from app.rules.rostering.records import (
    NeedRecord,
    PlanningRecords,
    WishRecord,
    WorkRuleRecord,
)
from app.rules.rostering.volumes import VolumeRow


def planning(session: Session, places: Container[tuple[str, str]]) -> PlanningRecords:
    """All of it that speaks of `places`: the departments and teams that a workbook can name."""
    return PlanningRecords(
        volumes=tuple(one for one in _volumes(session) if (one.department, "") in places),
        needs=tuple(
            one
            for one in _needs(session)
            if not one.department or (one.department, one.team) in places
        ),
        work_rules=tuple(_work_rules(session)),
        wishes=tuple(_wishes(session)),
    )


def _volumes(session: Session) -> list[VolumeRow]:
    row, department = m.Volume, m.Department
    query = (
        select(
            *(department.name, row.job_type, row.day, row.minute),
            *(row.minutes, row.contacts, row.aht_seconds),
        )
        .join(department, department.id == row.department_id)
        .order_by(department.name, row.job_type, row.day, row.minute)
    )
    return [
        VolumeRow(name, job_type, _at(day, minute), minutes, contacts, aht)
        for name, job_type, day, minute, minutes, contacts, aht in session.execute(query)
    ]


def _at(day: date, minute: int) -> datetime:
    return datetime.combine(day, time(minute // 60, minute % 60))


def _needs(session: Session) -> list[NeedRecord]:
    row, department, team, shift = m.StaffingNeed, m.Department, m.Team, m.ShiftType
    query = (
        select(
            func.coalesce(department.name, "").label("department"),
            func.coalesce(team.name, "").label("team"),
            row.job_type,
            shift.code.label("shift"),
            (row.weekday + 1).label("weekday"),
            *(row.day, row.least, row.want, row.most),
        )
        .join(shift, shift.id == row.shift_id)
        .outerjoin(department, department.id == row.department_id)
        .outerjoin(team, team.id == row.team_id)
    )
    found = [NeedRecord(**one._asdict()) for one in session.execute(query)]
    return sorted(
        found,
        key=lambda one: (
            *(one.department, one.team, one.job_type, one.shift),
            *(one.day or date.min, one.weekday or 0),
        ),
    )


def _work_rules(session: Session) -> list[WorkRuleRecord]:
    """Everybody's row first."""
    row, person = m.WorkRule, m.Person
    query = select(
        func.coalesce(person.employee_no, "").label("person"),
        *(row.month_hours_most, row.month_hours_least, row.days_in_row_most),
        *(row.nights_in_row_most, row.days_off_in_row_least, row.days_in_row_least),
        row.weekends_most,
        *(row.shifts, row.not_after),
    ).outerjoin(person, person.id == row.person_id)
    found = [_written_alike(WorkRuleRecord(**one._asdict())) for one in session.execute(query)]
    return sorted(found, key=lambda one: one.person)


def _written_alike(one: WorkRuleRecord) -> WorkRuleRecord:
    return replace(
        one,
        shifts=shown_codes(read_codes(one.shifts)),
        not_after=shown_not_after(read_not_after(one.not_after)),
    )


def _wishes(session: Session) -> list[WishRecord]:
    row, person, shift = m.ShiftWish, m.Person, m.ShiftType
    query = (
        select(person.employee_no, row.day, func.coalesce(shift.code, ""), row.wanted, row.weight)
        .join(person, person.id == row.person_id)
        .outerjoin(shift, shift.id == row.shift_id)
    )
    found = [
        WishRecord(no, day, code, "on" if wanted else "off", weight)
        for no, day, code, wanted, weight in session.execute(query)
    ]
    return sorted(found, key=lambda one: (one.day, one.person, one.shift))
