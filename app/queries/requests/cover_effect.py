"""What a request does to the cover of its days: who works each shift, before and after."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.queries.people.rows import post_on
from app.queries.roster import grid as roster
from app.queries.roster.rows import (
    EVERYBODY,
    DayHead,
    RosterFilter,
    RosterMonthRows,
    ShiftRow,
    TeamBlock,
)
from app.queries.roster.totals import count_columns, need_day, read_needs


@dataclass(frozen=True, slots=True)
class Move:
    """Somebody who comes to a shift (`more` 1) or goes from it (-1)."""

    person_id: int
    day: date
    code: str
    more: int


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
    def short(self) -> bool:
        """Whether a shift that loses somebody has too few people afterwards."""
        return any(c.short and c.after < c.before for day in self.days for c in day.cells)


NOTHING = CoverEffect((), ())


def cover_effect(session: Session, moves: Sequence[Move], today: date) -> CoverEffect:
    """What `moves` do to the published roster's cover (open shifts do not count as covered)."""
    if not moves:
        return NOTHING
    days = [move.day for move in moves]
    grid = roster.month(session, min(days), max(days), today, _wanted(session, moves))
    found = [day for block in grid.teams for day in _days(session, grid, block, moves)]
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


def _days(
    session: Session, grid: RosterMonthRows, block: TeamBlock, moves: Sequence[Move]
) -> Iterator[CoverDay]:
    changes = _changes(grid, block, moves)
    if not changes:
        return
    counts = count_columns([block], len(grid.days))
    team = block.team_id
    needs = read_needs(session, frozenset({team})) if team is not None else {}
    for column in sorted(changes):
        head = grid.days[column]
        needed = {
            code: n for (code, weekday), n in needs.items() if weekday == need_day(head) and n
        }
        cells = tuple(_cells(grid.shifts, counts[column], changes[column], needed))
        yield CoverDay(head, block.department, block.team, cells)


def _changes(
    grid: RosterMonthRows, block: TeamBlock, moves: Sequence[Move]
) -> dict[int, Counter[str]]:
    """Column -> shift -> people more, of the moves of those who belong here on the day."""
    lines = {line.person_id: line for line in block.lines}
    found: dict[int, Counter[str]] = defaultdict(Counter)
    for move in moves:
        column = (move.day - grid.first).days
        line = lines.get(move.person_id)
        if line is not None and not line.cells[column].outside:
            found[column][move.code] += move.more
    return found


def _cells(
    shifts: Sequence[ShiftRow],
    counts: Mapping[str, int],
    changes: Mapping[str, int],
    needed: Mapping[str, int],
) -> Iterator[CoverCell]:
    for shift in shifts:
        code = shift.code
        before, more = counts.get(code, 0), changes.get(code, 0)
        if before or more or code in needed or code in changes:
            yield CoverCell(code, before, max(before + more, 0), needed.get(code))
