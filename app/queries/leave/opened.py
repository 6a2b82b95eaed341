"""What became of the shifts that leaves opened, or that somebody left behind: one answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from app.queries.roster.rows import PersonLine, RosterCell, RosterMonthRows, ShiftRow, TeamBlock
from app.rules.calendar import CentreTime
from app.rules.cover import Opening, opening
from app.rules.facts import ShiftType


@dataclass(frozen=True, slots=True)
class Opened:
    """A shift that somebody is away from."""

    block: TeamBlock
    line: PersonLine
    day: date
    cell: RosterCell
    shift: ShiftRow
    end: datetime
    state: Opening


def opened(grid: RosterMonthRows, time: CentreTime, now: datetime) -> Iterator[Opened]:
    """All in the grid, team by team."""
    shifts = {shift.code: shift for shift in grid.shifts}
    for block in grid.teams:
        for line in block.lines:
            for head, cell in zip(grid.days, line.cells, strict=True):
                if cell.away:
                    shift = shifts[cell.code]
                    end = end_of(shift, head.day, time)
                    state = opening(bool(cell.covered_by), end, now)
                    yield Opened(block, line, head.day, cell, shift, end, state)


def end_of(shift: ShiftRow, day: date, time: CentreTime) -> datetime:
    """When the shift of `day` is over."""
    fact = ShiftType(shift.code, shift.name, shift.start, shift.end, shift.night)
    return time.interval(fact, day)[1]
