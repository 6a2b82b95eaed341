"""Whether anything can be said of the coming days: where nothing is laid down nothing lacks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.queries.roster.rows import RosterMonthRows
from app.queries.roster.seats import at_work
from app.queries.roster.totals import demands_of, part_of
from app.rules.rostering.needs import Needing


@dataclass(frozen=True, slots=True)
class Ahead:
    """`needs`: some are laid down for these teams; `rostered`: somebody of them works on one of the
    days at least; `bare_from`: the first day that has needs, and nobody on it."""

    needs: bool = False
    rostered: bool = False
    bare_from: date | None = None


NOTHING_AHEAD = Ahead()


def ahead(grid: RosterMonthRows, first: date, team: int | None) -> Ahead:
    """Of the days of `grid` from `first` on; of one `team`, or of all that are in it."""
    blocks = [block for block in grid.teams if team is None or block.team_id == team]
    parts = {part for block in blocks for part in (part_of(block), Needing(block.department))}
    if team is not None:
        parts = {part for part in parts if part.team}
    asked = demands_of(grid.needs, sorted(part for part in parts if part.department), grid.days)
    worked = {
        head.day: any(at_work(line.cells[column]) for block in blocks for line in block.lines)
        for column, head in enumerate(grid.days)
        if head.day >= first
    }
    needed = [any(demand.least for demand in day.values()) for day in asked]
    bare = (
        head.day
        for head, needs in zip(grid.days, needed, strict=True)
        if needs and not worked.get(head.day, True)
    )
    return Ahead(any(needed), any(worked.values()), next(bare, None))
