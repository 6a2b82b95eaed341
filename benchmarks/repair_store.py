"""A department of 120 in six teams, four months of rosters, and somebody away for ten days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from app.bootstrap import create_store
from app.context import Actor, Context
from app.models import (
    Assignment,
    Department,
    Leave,
    Person,
    Post,
    RosterMonth,
    ShiftType,
    StaffingNeed,
    Team,
    WorkRule,
)
from app.rules.vocabulary import LeaveStatus, Role, RosterState

PEOPLE, TEAM_SIZE = 120, 20
FIRST, LAST = date(2026, 8, 1), date(2026, 11, 30)
NOW = datetime(2026, 11, 2, 1, tzinfo=UTC)
ABSENT, AWAY = 3, (date(2026, 11, 10), date(2026, 11, 19))
_PATTERN = (1, 1, 2, 2, 3, 3, 0, 0)
_SHIFTS = (("E", time(7, 30), time(15, 30)), ("L", time(15, 30), time(23, 30)),
           ("N", time(23, 30), time(7, 30)))  # fmt: skip
_LEAST, _ALL = 4, 5
"""How many of a team each shift needs, and how many work it."""


def build(path: Path, *, worn_out: bool = False) -> Context:
    """A fresh store at `path`, asked by the head. `worn_out`: everybody works as much as they may,
    and nobody more than is needed."""
    head = Actor("9001", PEOPLE + 1)
    ctx = create_store(path, actor=head, clock=lambda: NOW)
    with ctx.write() as session:
        for table, rows in _tables(worn_out):
            session.execute(insert(table), list(rows))
    return ctx.acting_as(head)


def _tables(worn_out: bool) -> Iterator[tuple[Any, Iterator[dict[str, Any]]]]:
    teams = PEOPLE // TEAM_SIZE
    yield Department, iter([{"id": 1, "name": "客服部"}])
    yield Team, ({"id": i, "department_id": 1, "name": f"T{i}"} for i in range(1, teams + 1))
    yield Person, (_person(i) for i in range(1, PEOPLE + 2))
    yield Post, (_post(i) for i in range(1, PEOPLE + 2))
    yield ShiftType, (_shift(*row) for row in enumerate(_SHIFTS, start=1))
    yield (
        StaffingNeed,
        (
            {
                "department_id": 1,
                "team_id": team,
                "job_type": "",
                "shift_id": shift,
                "least": _ALL if worn_out else _LEAST,
            }
            for team in range(1, teams + 1)
            for shift in (1, 2, 3)
        ),
    )
    yield WorkRule, iter([_rule(worn_out)])
    yield RosterMonth, (
        {"scope": f"team:{team}", "month": date(2026, month, 1), "state": RosterState.PUBLISHED,
         "version": 1, "edit_version": 1, "published_at": NOW}
        for team in range(1, teams + 1)
        for month in range(FIRST.month, LAST.month + 1)
    )  # fmt: skip
    yield Assignment, _cells()
    yield Leave, iter([_leave()])


def _person(key: int) -> dict[str, Any]:
    no = "9001" if key > PEOPLE else f"{1000 + key}"
    return {"id": key, "employee_no": no, "name": f"人员{key}", "hired_on": date(2015, 1, 1)}


def _post(key: int) -> dict[str, Any]:
    head = key > PEOPLE
    role = Role.DEPARTMENT_HEAD if head else Role.AGENT
    return {"person_id": key, "since": date(2015, 1, 1), "department_id": 1, "role": role,
            "team_id": None if head else 1 + (key - 1) // TEAM_SIZE, "job_type": "",
            "skill_level": None if head else 1 + key % 3}  # fmt: skip


def _shift(key: int, row: tuple[str, time, time]) -> dict[str, Any]:
    code, start, end = row
    return {"id": key, "code": code, "name": code, "start_at": start, "end_at": end,
            "night": code == "N"}  # fmt: skip


def _rule(worn_out: bool) -> dict[str, Any]:
    return {"month_hours_most": 168.0 if worn_out else None}


def _cells() -> Iterator[dict[str, Any]]:
    for offset in range((LAST - FIRST).days + 1):
        for key in range(1, PEOPLE + 1):
            if shift := _PATTERN[(offset + key) % 8]:
                yield {"person_id": key, "day": FIRST + timedelta(offset), "shift_id": shift}


def _leave() -> dict[str, Any]:
    first, last = AWAY
    return {"leave_no": "L-0001", "person_id": ABSENT, "filed_by_no": "1003", "kind": "annual",
            "first_date": first, "last_date": last, "status": LeaveStatus.APPROVED,
            "filed_at": NOW}  # fmt: skip
