"""Whether anything can be said of the coming days: where nothing is laid down nothing lacks."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import ShiftNeed
from app.queries.roster.rows import RosterMonthRows
from app.queries.roster.seats import at_work
from app.rules.roster import need_weekday
from app.rules.vocabulary import DayKind


@dataclass(frozen=True, slots=True)
class Ahead:
    """`needs`: some are laid down for these teams; `rostered`: somebody of them works on one of the
    days at least; `bare_from`: the first day that has needs, and nobody on it."""

    needs: bool = False
    rostered: bool = False
    bare_from: date | None = None


NOTHING_AHEAD = Ahead()


def ahead(session: Session, grid: RosterMonthRows, first: date, team: int | None) -> Ahead:
    """Of the days of `grid` from `first` on; of one `team`, or of all that are in it."""
    blocks = [block for block in grid.teams if team is None or block.team_id == team]
    weekdays = _needed(session, {block.team_id for block in blocks if block.team_id})
    worked = {
        head.day: any(at_work(line.cells[column]) for block in blocks for line in block.lines)
        for column, head in enumerate(grid.days)
        if head.day >= first
    }
    bare = (
        head.day
        for head in grid.days
        if not worked.get(head.day, True)
        and need_weekday(head.day, head.kind is DayKind.HOLIDAY) in weekdays
    )
    return Ahead(bool(weekdays), any(worked.values()), next(bare, None))


def _needed(session: Session, teams: Collection[int]) -> set[int]:
    """The weekdays on which anybody is needed."""
    query = select(ShiftNeed.weekday).where(ShiftNeed.team_id.in_(teams), ShiftNeed.needed > 0)
    return set(session.scalars(query.distinct()))
