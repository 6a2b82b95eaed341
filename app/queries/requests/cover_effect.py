"""What a request does to the cover of its days: who works each shift, before and after."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.queries.people.rows import post_on
from app.queries.roster import grid as roster
from app.queries.roster.rows import (
    EVERYBODY,
    DayHead,
    RosterCell,
    RosterFilter,
    RosterMonthRows,
    ShiftRow,
    TeamBlock,
)
from app.queries.roster.seats import at_work, seats
from app.queries.roster.totals import count_columns, demands_of, part_of


@dataclass(frozen=True, slots=True)
class Move:
    """Somebody who comes to a shift (`more` 1) or goes from it (-1); `leave`: the number of the
    leave that takes them away, or that they give up."""

    person_id: int
    day: date
    code: str
    more: int
    leave: str = ""


@dataclass(frozen=True, slots=True)
class CoverCell:
    """People at work on one shift; `needed` None: nothing is laid down."""

    code: str
    before: int
    after: int
    needed: int | None

    @property
    def short(self) -> int:
        """How many people are missing afterwards."""
        return max((self.needed or 0) - self.after, 0)


@dataclass(frozen=True, slots=True)
class CoverDay:
    """One team's day. `team` "": people without one."""

    head: DayHead
    department: str
    team: str
    cells: tuple[CoverCell, ...]

    @property
    def changed(self) -> bool:
        return any(cell.before != cell.after for cell in self.cells)


@dataclass(frozen=True, slots=True)
class CoverEffect:
    """The days that a request touches, team by team; `shifts`: those with anything to tell."""

    shifts: tuple[ShiftRow, ...]
    days: tuple[CoverDay, ...]

    @property
    def changed(self) -> bool:
        return any(day.changed for day in self.days)

    @property
    def loses(self) -> bool:
        """Whether a shift has fewer people afterwards."""
        return any(cell.after < cell.before for day in self.days for cell in day.cells)

    @property
    def opens(self) -> bool:
        """Whether somebody is to be found for a shift that loses somebody: too few people are left,
        or nobody has laid down how many would be enough."""
        return any(
            c.after < c.before and (c.needed is None or c.short)
            for day in self.days
            for c in day.cells
        )

    @property
    def short(self) -> bool:
        """Whether a shift that loses somebody has too few people afterwards."""
        return any(c.short and c.after < c.before for day in self.days for c in day.cells)


NOTHING = CoverEffect((), ())


def cover_effect(session: Session, moves: Sequence[Move], today: date) -> CoverEffect:
    """What `moves` do to the published roster's cover (open shifts do not count as covered).

    Each shift counts in the team where it is needed: who takes one that another gives away in the
    same request counts in the giver's team. A shift that is open already loses nobody twice: what
    the request's own leave has opened is told as before and after it.
    """
    if not moves:
        return NOTHING
    days = [move.day for move in moves]
    grid = roster.month(session, min(days), max(days), today, _wanted(session, moves))
    changes = _changes(grid, moves)
    found = [day for block in grid.teams for day in _days(grid, block, changes)]
    found.sort(key=lambda one: (one.head.day, one.department, one.team))
    told = {cell.code for day in found for cell in day.cells}
    return CoverEffect(
        tuple(shift for shift in grid.shifts if shift.code in told),
        tuple(found),
    )


def _wanted(session: Session, moves: Sequence[Move]) -> RosterFilter:
    """The departments of those who move; everybody, where one has none."""
    posts = [post_on(session, move.person_id, move.day) for move in moves]
    departments = {post.department_id if post else None for post in posts}
    known = frozenset(each for each in departments if each is not None)
    return EVERYBODY if None in departments else RosterFilter(departments=known)


Change = tuple[int, int]
"""People before and after, beside those whom the roster has at work now."""
_Changes = Mapping[tuple[str, int], Mapping[str, Change]]
"""Scope of a team and column -> shift -> what becomes of it."""


def _days(grid: RosterMonthRows, block: TeamBlock, changes: _Changes) -> Iterator[CoverDay]:
    columns = sorted(column for scope, column in changes if scope == block.scope)
    if not columns:
        return
    counts = count_columns([block], len(grid.days), grid.lent)
    parts = [part_of(block)] if block.team else []
    demands = demands_of(grid.needs, parts, grid.days)
    for column in columns:
        head, asked = grid.days[column], demands[column]
        needed = {code: demand.least for code, demand in asked.items() if demand.least}
        cells = tuple(_cells(grid.shifts, counts[column], changes[block.scope, column], needed))
        yield CoverDay(head, block.department, block.team, cells)


def _changes(grid: RosterMonthRows, moves: Sequence[Move]) -> _Changes:
    found: dict[tuple[str, int], dict[str, Change]] = defaultdict(dict)
    lent, homes = seats(grid.lent), _homes(grid)
    for move in moves:
        column = (move.day - grid.first).days
        here = homes.get((move.person_id, column))
        whose = _whose(move, moves)
        home = homes.get((whose, column))
        scope = lent.get((whose, column)) or (home and home[0])
        if scope and here is not None:
            before, after = found[scope, column].get(move.code, (0, 0))
            more = _of_move(move, here[1])
            found[scope, column][move.code] = (before + more[0], after + more[1])
    return found


def _homes(grid: RosterMonthRows) -> dict[tuple[int, int], tuple[str, RosterCell]]:
    """(person id, column) -> the team to which they belong on the day, and their cell there."""
    return {
        (line.person_id, column): (block.scope, cell)
        for block in grid.teams
        for line in block.lines
        for column, cell in enumerate(line.cells)
        if not cell.outside
    }


def _whose(move: Move, moves: Sequence[Move]) -> int:
    """Whose shift it is: that of whoever gives it away in the same request, else one's own."""
    if move.more < 0:
        return move.person_id
    shift = (move.day, move.code)
    given = (
        one.person_id
        for one in moves
        if one.more < 0 and (one.day, one.code) == shift and one.person_id != move.person_id
    )
    return next(given, move.person_id)


def _of_move(move: Move, cell: RosterCell) -> Change:
    """What a move adds before and after to those who are at work now."""
    if move.more > 0:
        comes_back = not move.leave or _opened_by(move, cell)
        return (0, 1) if comes_back else (0, 0)
    if cell.uncovered and move.leave and _opened_by(move, cell):
        return 1, 0
    return (0, -1) if at_work(cell) and cell.code == move.code else (0, 0)


def _opened_by(move: Move, cell: RosterCell) -> bool:
    return cell.away and cell.leave is not None and cell.leave.leave_no == move.leave


def _cells(
    shifts: Sequence[ShiftRow],
    counts: Mapping[str, int],
    changes: Mapping[str, Change],
    needed: Mapping[str, int],
) -> Iterator[CoverCell]:
    for shift in shifts:
        code = shift.code
        now = counts.get(code, 0)
        before, after = changes.get(code, (0, 0))
        if now or before or after or code in needed or code in changes:
            yield CoverCell(code, now + before, max(now + after, 0), needed.get(code))
