"""The duty logs of some days."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import models as m
from app.rules.books import DutyLog


def logs_between(
    session: Session, first: date, last: date, departments: Collection[int] | None = None
) -> list[DutyLog]:
    """The logs of `first` to `last`, both included, in the order of days; of `departments` (ids),
    or of all."""
    log = m.DutyLog
    query = _query().where(log.day.between(first, last))
    if departments is not None:
        query = query.where(log.department_id.in_(departments))
    return [DutyLog(**row._mapping) for row in session.execute(query)]


def leader_of(session: Session, department_id: int, day: date) -> str:
    """The name of who began the log of `day`; "" where there is none."""
    log, leader = m.DutyLog, m.Person
    query = select(leader.name).join(log, leader.id == log.leader_id)
    found = session.scalar(query.where(log.department_id == department_id, log.day == day))
    return found or ""


def _query() -> Any:
    log, department, leader = m.DutyLog, m.Department, m.Person
    return (
        select(
            department.name.label("department"),
            log.day,
            leader.employee_no.label("leader"),
            log.system_problems,
            log.difficult_cases,
            log.enquiries,
            log.lookups,
            log.outbound,
            log.backlog,
        )
        .join(department, department.id == log.department_id)
        .join(leader, leader.id == log.leader_id)
        .order_by(log.day, department.name)
    )
