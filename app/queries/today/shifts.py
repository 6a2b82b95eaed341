"""Who works now and next, team by team, and which of the coming shifts have too few people."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Attendance
from app.queries.roster.rows import (
    LeaveMark,
    Lent,
    RosterCell,
    RosterMonthRows,
    ShiftRow,
    SwapMark,
)
from app.queries.roster.scopes import month_rows
from app.queries.roster.seats import crew_of
from app.rules import facts
from app.rules.calendar import CentreTime
from app.rules.rostering.demand import Demands
from app.rules.vocabulary import Role

_MINUTE = timedelta(minutes=1)
_COMING = timedelta(hours=16)
"""How far ahead a shift is still "next": so that each shows the ones that relieve it."""


class Presence(StrEnum):
    """Where somebody rostered is."""

    HERE = "here"
    LATE = "late"
    MISSING = "missing"
    """The shift's roll call was held, and they have not come."""
    EXPECTED = "expected"
    """The shift has not begun, or nobody has held its roll call."""
    AWAY = "away"
    """On approved leave, or no longer employed: the shift is open (LEAVE-10)."""


@dataclass(frozen=True, slots=True)
class Worker:
    """Somebody rostered on a shift. `late`: minutes after its start; 0 for who came in time."""

    no: str
    name: str
    role: Role
    presence: Presence
    late: int = 0
    swap: SwapMark | None = None
    leave: LeaveMark | None = None
    team: str = ""
    """Their own team, where they work another one's shift."""

    def plain(self, viewer: str) -> Worker:
        """As those see them who may not read registers: here or not, and no kind of leave.

        Of themselves (`viewer`) people know everything.
        """
        if self.no == viewer:
            return self
        leave = self.leave.discreet() if self.leave else None
        here = Presence.HERE if self.presence is Presence.LATE else self.presence
        return replace(self, presence=here, late=0, leave=leave)


@dataclass(frozen=True, slots=True)
class TeamOnShift:
    """One team's part of a shift. `team` "": people without one. `needed` None: not laid down."""

    department_id: int | None
    team_id: int | None
    department: str
    team: str
    workers: tuple[Worker, ...]
    needed: int | None

    @property
    def working(self) -> int:
        """How many are rostered and not away."""
        return sum(worker.presence is not Presence.AWAY for worker in self.workers)

    @property
    def short(self) -> int:
        return max((self.needed or 0) - self.working, 0)

    @property
    def lacks(self) -> bool:
        """Whether somebody is wanted: where enough are left, an opened shift is no gap."""
        if self.needed is None:
            return self.working < len(self.workers)
        return self.short > 0


@dataclass(frozen=True, slots=True)
class ShiftOnDay:
    """One shift of one day with the teams that work it."""

    day: date
    shift: ShiftRow
    start: datetime
    end: datetime
    teams: tuple[TeamOnShift, ...]

    def count(self, presence: Presence) -> int:
        return sum(w.presence is presence for team in self.teams for w in team.workers)

    @property
    def working(self) -> int:
        return sum(team.working for team in self.teams)


@dataclass(frozen=True, slots=True)
class Gap:
    """A coming shift of a team that lacks people, or that a leave has opened.

    `away`: number and name of those whose leave opened it; `needed` None: not laid down.
    """

    day: date
    shift: ShiftRow
    start: datetime
    team_id: int | None
    department: str
    team: str
    working: int
    needed: int | None
    away: tuple[Worker, ...]
    job_type: str = ""
    """Of which people are missing; with `team` "" in the department as a whole."""

    @property
    def short(self) -> int:
        return max((self.needed or 0) - self.working, 0)


def shifts_on(
    session: Session, grid: RosterMonthRows, time: CentreTime, now: datetime
) -> tuple[ShiftOnDay, ...]:
    """Every worked shift of the grid's days that is not over, by start, with who is there; and
    those that a published roster needs and nobody works.

    A night shift of yesterday that still runs is among them.
    """
    arrived = _arrivals(session, grid.first, grid.last)
    out = published(session, grid)
    shifts = {shift.code: shift for shift in grid.shifts}
    offered = {shift.code for shift in grid.shifts if not shift.retired}
    found = []
    for column, head in enumerate(grid.days):
        due = _due(grid, column, out)
        wanted = {code for demands in due.values() for code, one in demands.items() if one.least}
        for code in sorted(set(_codes(grid, column)) | wanted & offered):
            start, end = time.interval(shift_fact(shifts[code]), head.day)
            if end > now:
                teams = tuple(
                    _teams(grid, column, code, start=start, now=now, arrived=arrived, needs=due)
                )
                if teams:
                    found.append(ShiftOnDay(head.day, shifts[code], start, end, teams))
    return tuple(sorted(found, key=lambda one: (one.start, one.shift.code)))


def running(shifts: Iterable[ShiftOnDay], now: datetime) -> tuple[ShiftOnDay, ...]:
    """Those that are being worked at `now`."""
    return tuple(one for one in shifts if one.start <= now < one.end)


def coming(shifts: Iterable[ShiftOnDay], now: datetime) -> tuple[ShiftOnDay, ...]:
    """Those that begin next: each shift once, within the next hours."""
    seen: dict[str, ShiftOnDay] = {}
    for one in shifts:
        if now < one.start <= now + _COMING:
            seen.setdefault(one.shift.code, one)
    return tuple(seen.values())


def own_first(shifts: Iterable[ShiftOnDay], team: int | None) -> tuple[ShiftOnDay, ...]:
    """The same with `team` at the head of each."""
    return tuple(
        replace(one, teams=tuple(sorted(one.teams, key=lambda part: part.team_id != team)))
        for one in shifts
    )


def gaps(shifts: Iterable[ShiftOnDay], first: date) -> tuple[Gap, ...]:
    """The teams' parts of shifts from `first` on that lack people, by start: fewer than needed, or
    somebody away where it is not laid down how many are needed."""
    return tuple(
        Gap(
            day=one.day,
            shift=one.shift,
            start=one.start,
            team_id=team.team_id,
            department=team.department,
            team=team.team,
            working=team.working,
            needed=team.needed,
            away=tuple(w for w in team.workers if w.presence is Presence.AWAY),
        )
        for one in shifts
        for team in one.teams
        if one.day >= first and team.lacks
    )


def _teams(
    grid: RosterMonthRows,
    column: int,
    code: str,
    *,
    start: datetime,
    now: datetime,
    arrived: Mapping[tuple[int, date], datetime | None],
    needs: Mapping[str, Demands],
) -> Iterator[TeamOnShift]:
    day = grid.days[column].day
    for block in grid.teams:
        gone, come = crew_of(block, grid.lent, column)
        crew = [
            line
            for line in block.lines
            if line.cells[column].code == code
            and (line.cells[column].uncovered or not line.cells[column].outside)
        ]
        held = any((line.person_id, day) in arrived for line in crew)
        workers = [
            _worker(line.no, line.name, line.role, line.cells[column], start, now,
                    arrived.get((line.person_id, day)), held=held)
            for line in crew
            if line.person_id not in gone
        ]  # fmt: skip
        workers += [_lent(one, start, now, arrived, day) for one in come if one.cell.code == code]
        demand = needs.get(block.scope, {}).get(code)
        needed = None if demand is None else demand.least
        if workers or needed:
            yield TeamOnShift(
                block.department_id, block.team_id, block.department, block.team, tuple(workers),
                needed,
            )  # fmt: skip


def _lent(
    one: Lent,
    start: datetime,
    now: datetime,
    arrived: Mapping[tuple[int, date], datetime | None],
    day: date,
) -> Worker:
    """Somebody of another team: their own team's sheet says whether they came."""
    key = (one.person_id, day)
    worker = _worker(
        one.no, one.name, one.role, one.cell, start, now, arrived.get(key), held=key in arrived
    )
    return replace(worker, team=one.team)


def _worker(
    no: str,
    name: str,
    role: Role,
    cell: RosterCell,
    start: datetime,
    now: datetime,
    arrived: datetime | None,
    *,
    held: bool,
) -> Worker:
    """`held`: whether the team's roll call of the shift is recorded at all."""
    late = 0
    if cell.away:
        presence = Presence.AWAY
    elif arrived is not None:
        late = max((arrived - start) // _MINUTE, 0)
        presence = Presence.LATE if late else Presence.HERE
    else:
        presence = Presence.MISSING if held and start <= now else Presence.EXPECTED
    return Worker(no, name, role, presence, late, cell.swap, cell.leave)


def _codes(grid: RosterMonthRows, column: int) -> Iterator[str]:
    """The shifts that somebody of the grid's teams works, or somebody else for them."""
    for block in grid.teams:
        yield from (code for line in block.lines if (code := line.cells[column].code))
    yield from (one.cell.code for one in grid.lent if one.column == column)


def _arrivals(session: Session, first: date, last: date) -> dict[tuple[int, date], datetime | None]:
    rows = session.execute(
        select(Attendance.person_id, Attendance.day, Attendance.arrived_at).where(
            Attendance.day.between(first, last)
        )
    )
    return {(person, day): arrived for person, day, arrived in rows}


def published(session: Session, grid: RosterMonthRows) -> set[tuple[str, date]]:
    """The (scope, month) of the teams of the grid whose roster is out: while it is a draft, nobody
    can tell what the team lacks."""
    months = {head.day.replace(day=1) for head in grid.days}
    keys = {(block.scope, month) for block in grid.teams if block.team for month in months}
    return {key for key, row in month_rows(session, keys).items() if row.version}


def _due(
    grid: RosterMonthRows, column: int, out: Collection[tuple[str, date]]
) -> dict[str, Demands]:
    """Scope -> what a team whose roster is out needs in a column."""
    head = grid.days[column]
    month = head.day.replace(day=1)
    return {
        block.scope: grid.needs.of_team(block.department, block.team, head.day, head.staffed_as)
        for block in grid.teams
        if (block.scope, month) in out
    }


def shift_fact(shift: ShiftRow) -> facts.ShiftType:
    return facts.ShiftType(shift.code, shift.name, shift.start, shift.end, shift.night)
