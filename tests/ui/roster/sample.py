"""A roster in memory: teams on a rotation, with every mark that a cell can carry."""

from __future__ import annotations

from datetime import date, time, timedelta

from app.queries.roster.rows import (
    DayHead,
    LeaveMark,
    PersonLine,
    RosterCell,
    RosterMonthRows,
    ShiftRow,
    ShiftTotal,
    SwapMark,
    TeamBlock,
    TeamMonth,
)
from app.rules.rostering.demand import Demand
from app.rules.vocabulary import DayKind, LeaveStatus, Role, RosterState

SHIFTS = (
    ShiftRow("E", "早班", time(7, 30), time(15, 30), False, False),
    ShiftRow("L", "中班", time(15, 30), time(23, 30), False, False),
    ShiftRow("N", "夜班", time(23, 30), time(7, 30), True, False),
    ShiftRow("D", "日班", time(9), time(18), False, False),
    ShiftRow("H", "行政班", time(8, 30), time(17, 30), False, False),
)
ROTATION = ("E", "E", "L", "L", "N", "N", "", "")
FIRST = date(2026, 10, 1)
TODAY = date(2026, 10, 14)
_NAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
_GIVEN = ("伟", "芳", "娜", "秀英", "敏", "静", "丽", "强", "磊", "军", "洋", "勇", "艳", "杰")


def heads(first: date = FIRST, count: int = 31, today: date = TODAY) -> tuple[DayHead, ...]:
    """Days with the National Day break and one make-up workday."""
    return tuple(_head(first + timedelta(days=step), today) for step in range(count))


def _head(day: date, today: date) -> DayHead:
    holiday = (day.month, day.day) <= (10, 7) and day.month == 10
    makeup = (day.month, day.day) == (10, 10)
    kind = DayKind.HOLIDAY if holiday else (DayKind.WORKDAY if makeup else None)
    rest = holiday or (day.weekday() >= 5 and not makeup)
    name, number = "国庆节" if kind else "", day.isoweekday()
    return DayHead(day, day.weekday(), kind, name, day == today, rest, number)


def person(number: int, cells: tuple[RosterCell, ...], role: Role = Role.AGENT) -> PersonLine:
    name = _NAMES[number % len(_NAMES)] + _GIVEN[number % len(_GIVEN)]
    job = ("inbound", "complaints")[number % 2]
    return PersonLine(number, str(1000 + number), name, role, job, 3, date(2020, 1, 1), None, cells)


def cell(number: int, column: int) -> RosterCell:
    """Mostly plain shifts; a mark of each kind now and then."""
    code = ROTATION[(number * 3 + column) % len(ROTATION)]
    roll = (number * 31 + column * 17) % 97
    if roll == 3 and code:
        return RosterCell(code, swap=SwapMark("S-1", "1002", "李芳", "1002", "李芳", "L"))
    if roll == 11:
        return RosterCell("", swap=SwapMark("S-1", "", "", "1002", "李芳", "L"))
    if roll in (5, 6, 7):
        leave = LeaveMark("LV-1", "sick", LeaveStatus.APPROVED)
        return RosterCell(code, leave=leave, uncovered=bool(code))
    if roll in (9, 10):
        return RosterCell(code, leave=LeaveMark("LV-2", "personal", LeaveStatus.PENDING))
    if roll == 20:
        return RosterCell(code, edited=True)
    if roll == 25:
        return RosterCell("", differs="E")
    return RosterCell(code)


def roster(people: int = 40, per_team: int = 10, days: int = 31) -> RosterMonthRows:
    """`people` in teams of `per_team`; every second team's month is a draft still."""
    blocks = tuple(
        _block(team, range(team * per_team, min((team + 1) * per_team, people)), days)
        for team in range(-(-people // per_team))
    )
    totals = tuple(_total(shift.code, blocks, days) for shift in SHIFTS)
    return RosterMonthRows(
        FIRST, FIRST + timedelta(days=days - 1), True, heads(count=days), SHIFTS, blocks, totals
    )


def _block(team: int, numbers: range, days: int) -> TeamBlock:
    drafted = team % 2 == 1
    lines = tuple(_line(number, days, drafted, first=number == numbers[0]) for number in numbers)
    state = RosterState.DRAFT if drafted else RosterState.PUBLISHED
    version = 0 if drafted else 2
    changes = sum(c.differs is not None for line in lines for c in line.cells)
    months = (TeamMonth(FIRST, state, version, 1, None, "", changes),)
    return TeamBlock(f"team:{team}", 1, team, "客服一部", f"{team + 1}班", months, lines)


def _line(number: int, days: int, drafted: bool, *, first: bool) -> PersonLine:
    cells = (cell(number, column) for column in range(days))
    shown = tuple(
        RosterCell(c.code, "", c.swap, c.leave, c.uncovered) if drafted and c.code else c
        for c in cells
    )
    return person(number, shown, Role.TEAM_LEADER if first else Role.AGENT)


def _total(code: str, blocks: tuple[TeamBlock, ...], days: int) -> ShiftTotal:
    lines = [line for block in blocks for line in block.lines]
    counts = tuple(
        sum(line.cells[c].code == code and not line.cells[c].uncovered for line in lines)
        for c in range(days)
    )
    need = max(counts) - 1
    demand = Demand(need, need) if code in ("E", "L", "N") else None
    return ShiftTotal(code, counts, (demand,) * days)
