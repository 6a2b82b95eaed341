"""A store of a big centre for the benchmarks: 1,000 people in 40 teams, years of rosters."""

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
    CalendarDay,
    Department,
    DraftAssignment,
    Leave,
    Person,
    Post,
    RosterMonth,
    ShiftType,
    StaffingNeed,
    Swap,
    Team,
)
from app.rules.vocabulary import DayKind, LeaveStatus, Role, RosterState, SwapStatus

PEOPLE, TEAM_SIZE, DEPARTMENTS = 1000, 25, 4
LAST_MONTH = date(2026, 10, 1)
DRAFT_MONTH = date(2026, 11, 1)
HEAD = 1
"""Person id and number of the head of department 1, who may publish there."""
_PATTERN = (1, 1, 2, 2, 3, 3, 0, 0)
_FILED = datetime(2026, 9, 1, tzinfo=UTC)


def build(path: Path, years: int, departments: int = DEPARTMENTS) -> Context:
    """A fresh store at `path`: published months up to LAST_MONTH, a full draft of DRAFT_MONTH."""
    ctx = create_store(
        path, actor=Actor(str(HEAD), HEAD), clock=lambda: datetime(2026, 10, 15, 4, tzinfo=UTC)
    )
    months = [_month_before(LAST_MONTH, back) for back in range(years * 12)]
    with ctx.write() as session:
        for table, rows in (*_staff(departments), *_register(), (RosterMonth, _months(months))):
            session.execute(insert(table), rows)
        for month in sorted(months):
            session.execute(insert(Assignment), list(_cells(month)))
        session.execute(insert(DraftAssignment), list(_cells(DRAFT_MONTH)))
    return ctx.acting_as(Actor(str(HEAD), HEAD))


def days_of(month: date) -> list[date]:
    """The days of a month."""
    last = (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return [month.replace(day=day) for day in range(1, last.day + 1)]


def _staff(departments: int) -> Iterator[tuple[Any, list[dict[str, Any]]]]:
    teams = PEOPLE // TEAM_SIZE
    yield Department, [{"id": i, "name": f"D{i}"} for i in range(1, departments + 1)]
    yield (
        Team,
        [
            {"id": i, "department_id": 1 + i % departments, "name": f"T{i:02}"}
            for i in range(1, teams + 1)
        ],
    )
    yield (
        Person,
        [
            {"id": i, "employee_no": f"{i}", "name": f"人员{i}", "hired_on": date(2015, 1, 1)}
            for i in range(1, PEOPLE + 1)
        ],
    )
    yield Post, [_post(i, departments) for i in range(1, PEOPLE + 1)]
    yield (
        ShiftType,
        [
            _shift(1, "E", time(7, 30), time(15, 30)),
            _shift(2, "L", time(15, 30), time(23, 30)),
            _shift(3, "N", time(23, 30), time(7, 30)),
        ],
    )
    yield (
        StaffingNeed,
        [
            {
                "department_id": 1 + team % departments,
                "team_id": team,
                "job_type": "",
                "shift_id": shift,
                "weekday": day,
                "least": 6,
                "computed": False,
            }
            for team in range(1, teams + 1)
            for shift in (1, 2, 3)
            for day in range(7)
        ],
    )
    yield (
        CalendarDay,
        [
            {"day": LAST_MONTH.replace(day=day), "name": "国庆节", "kind": DayKind.HOLIDAY}
            for day in range(1, 8)
        ],
    )


def _post(person: int, departments: int) -> dict[str, Any]:
    team = 1 + (person - 1) // TEAM_SIZE
    head = person == HEAD
    return {
        "person_id": person,
        "since": date(2015, 1, 1),
        "department_id": 1 if head else 1 + team % departments,
        "team_id": None if head else team,
        "role": Role.DEPARTMENT_HEAD if head else Role.AGENT,
        "job_type": "inbound",
        "skill_level": 3,
    }


def _shift(id_: int, code: str, start: time, end: time) -> dict[str, Any]:
    return {
        "id": id_, "code": code, "name": code, "start_at": start, "end_at": end,
        "night": code == "N",
    }  # fmt: skip


def _register() -> Iterator[tuple[Any, list[dict[str, Any]]]]:
    yield Swap, [_swap(n) for n in range(1, 301)]
    yield Leave, [_leave(n) for n in range(1, 301)]


def _swap(number: int) -> dict[str, Any]:
    return {
        "swap_no": f"S-{number:04}", "filed_at": _FILED, "effective_at": _FILED,
        "requester_id": 2 * number + 1, "requester_date": LAST_MONTH.replace(day=9),
        "counterpart_id": 2 * number + 2, "counterpart_date": LAST_MONTH.replace(day=19),
        "status": SwapStatus.EFFECTIVE,
    }  # fmt: skip


def _leave(number: int) -> dict[str, Any]:
    return {
        "leave_no": f"L-{number:04}", "person_id": 3 * number, "filed_by_no": f"{3 * number}",
        "filed_at": _FILED, "kind": "personal", "status": LeaveStatus.APPROVED,
        "first_date": LAST_MONTH.replace(day=12), "last_date": LAST_MONTH.replace(day=13),
    }  # fmt: skip


def _months(published: list[date]) -> list[dict[str, Any]]:
    scopes = [f"team:{i}" for i in range(1, PEOPLE // TEAM_SIZE + 1)] + ["department:1"]
    return [
        {
            "month": month, "scope": scope, "version": int(month != DRAFT_MONTH),
            "state": RosterState.DRAFT if month == DRAFT_MONTH else RosterState.PUBLISHED,
        }
        for month in (*published, DRAFT_MONTH)
        for scope in scopes
    ]  # fmt: skip


def _cells(month: date) -> Iterator[dict[str, Any]]:
    for person in range(1, PEOPLE + 1):
        for day in days_of(month):
            shift = _PATTERN[(person + day.toordinal()) % len(_PATTERN)]
            if shift:
                yield {"person_id": person, "day": day, "shift_id": shift}


def _month_before(month: date, back: int) -> date:
    for _ in range(back):
        month = (month - timedelta(days=1)).replace(day=1)
    return month
