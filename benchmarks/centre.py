"""A synthetic centre of any size, in memory: the same for the same numbers."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, time, timedelta

from app.rules.facts import (
    Attendance,
    CentreFacts,
    Certificate,
    Inspection,
    Leave,
    Person,
    Post,
    ShiftType,
    Signature,
    Swap,
)
from app.rules.vocabulary import LeaveStatus, Role, SwapStatus

DAY = timedelta(days=1)
FIRST = date(2026, 1, 1)
SHIFTS = {
    "E": ShiftType("E", "早班", time(7, 30), time(15, 30), False),
    "L": ShiftType("L", "中班", time(15, 30), time(23, 30), False),
    "N": ShiftType("N", "夜班", time(23, 30), time(7, 30), True),
}
ROTATION = "EELLNN--"
TEAM_SIZE = 15


def make_centre(
    people: int = 1000,
    months: int = 12,
    swaps: int = 5000,
    leaves: int = 5000,
    attendance: int = 30000,
    seed: int = 7,
) -> CentreFacts:
    """People in teams of 15, a head for each 10 teams, 3 in 4 days rostered over `months`.

    `attendance`: at most two of three shifts can have a row, or drawing them would never end.
    """
    assert attendance <= people * months * 15, "more rows of attendance than there are shifts"
    rng = random.Random(seed)
    staff = [_person(number, people) for number in range(people)]
    days = [FIRST + index * DAY for index in range(round(months * 365 / 12))]
    roster = {
        person.no: {
            day: code
            for index, day in enumerate(days)
            if (code := ROTATION[(index + number) % 8]) != "-"
        }
        for number, person in enumerate(staff)
    }
    return CentreFacts(
        people={person.no: person for person in staff},
        shifts=SHIFTS,
        holidays=frozenset({date(2026, 1, 1), *(date(2026, 10, day) for day in range(1, 8))}),
        roster=roster,
        months=frozenset((day.year, day.month) for day in days),
        swaps=tuple(_swap(rng, index, staff, days) for index in range(swaps)),
        leaves=tuple(_leave(rng, index, staff, days) for index in range(leaves)),
        attendance=tuple(_attendance(rng, staff, days, roster, attendance)),
        inspections=tuple(
            Inspection(f"Q-{index:06}", rng.choice(staff).no, staff[-1].no, _at(rng.choice(days)))
            for index in range(people * months * 2)
        ),
    )


def _person(number: int, people: int) -> Person:
    team, place = divmod(number, TEAM_SIZE)
    department = f"D{team // 10}"
    role, team_name = Role.AGENT, f"T{team}"
    if place == 0:
        role = Role.TEAM_LEADER
    elif place == 1 and team % 10 == 0:
        role, team_name = Role.DEPARTMENT_HEAD, ""
    elif number == people - 1:
        role, team_name = Role.QA_INSPECTOR, ""
    post = Post(date(2020, 1, 1), department, team_name, role, "inbound", 1 + number % 5)
    return Person(str(10000 + number), f"P{number}", date(2020, 1, 1), None, (post,))


def _at(day: date, hour: int = 2) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def _swap(rng: random.Random, index: int, staff: list[Person], days: list[date]) -> Swap:
    one = rng.randrange(len(staff))
    two = (one + rng.randrange(1, TEAM_SIZE)) % len(staff)
    first, second = rng.choice(days), rng.choice(days)
    filed = _at(min(first, second) - rng.randrange(2, 9) * DAY)
    leader = Signature(staff[one - one % TEAM_SIZE].no, filed)
    return Swap(
        f"S-{index:05}",
        filed,
        staff[one].no,
        first,
        staff[two].no,
        second,
        SwapStatus.EFFECTIVE,
        leader,
        leader,
        filed + timedelta(hours=3),
    )


def _leave(rng: random.Random, index: int, staff: list[Person], days: list[date]) -> Leave:
    person = rng.randrange(len(staff))
    first = rng.choice(days)
    last = first + rng.randrange(3) * DAY
    filed = _at(first - rng.randrange(1, 5) * DAY)
    sick = rng.random() < 0.3
    leader = Signature(staff[person - person % TEAM_SIZE].no, filed)
    return Leave(
        no=f"L-{index:05}",
        person=staff[person].no,
        filed_by=staff[person].no,
        filed_at=filed,
        kind="sick" if sick else "personal",
        first=first,
        last=last,
        status=LeaveStatus.APPROVED,
        special="家中有事",
        certificate=Certificate(first, last, filed) if sick else None,
        leader=leader,
        head=Signature("10001", filed + timedelta(hours=1)),
        approved_at=filed + timedelta(hours=1),
    )


def _attendance(
    rng: random.Random,
    staff: list[Person],
    days: list[date],
    roster: dict[str, dict[date, str]],
    wanted: int,
) -> list[Attendance]:
    rows: dict[tuple[str, date], Attendance] = {}
    teams = max(1, len(staff) // TEAM_SIZE)
    while len(rows) < wanted:
        team, day = rng.randrange(teams), rng.choice(days)
        for person in staff[team * TEAM_SIZE : (team + 1) * TEAM_SIZE]:
            code = roster[person.no].get(day)
            if code and rng.random() < 0.95:
                start = datetime.combine(day, SHIFTS[code].start, UTC) - timedelta(hours=8)
                arrived = start + timedelta(minutes=rng.randrange(-30, 10))
                rows[person.no, day] = Attendance(person.no, day, arrived)
    return list(rows.values())[:wanted]
