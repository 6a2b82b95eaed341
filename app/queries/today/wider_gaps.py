"""Coming shifts that lack people of a job type, or that a whole department lacks people for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import groupby

from app.queries.roster.rows import RosterMonthRows, TeamBlock
from app.queries.roster.shortages import Shortage, shortages
from app.queries.roster.totals import demands_of, part_of
from app.queries.today.shifts import Gap, shift_fact
from app.rules.calendar import CentreTime
from app.rules.rostering.needs import Needing

Published = Collection[tuple[str, date]]
"""The (scope, month) of rosters that are out: of the others nobody can tell what they lack."""


def wider_gaps(
    grid: RosterMonthRows, time: CentreTime, now: datetime, out: Published, *, whole: bool
) -> Iterator[Gap]:
    """Of shifts that are not over. `whole`: the grid has departments with all of their people."""
    for department, blocks in groupby(grid.teams, key=lambda block: block.department):
        teams = list(blocks)
        for block in teams:
            yield from _gaps(grid, block, _of_job_types(grid, block, out), time, now)
        if whole and department:
            together = replace(teams[0], team="", team_id=None)
            yield from _gaps(grid, together, _of_department(grid, teams, out), time, now)


def _of_job_types(grid: RosterMonthRows, block: TeamBlock, out: Published) -> Iterator[Shortage]:
    asked = demands_of(grid.needs, [part_of(block)], grid.days) if block.team else []
    for one in shortages(grid, [block], asked, grid.first) if any(asked) else ():
        if one.job_type and _is_out([block], one.day, out):
            yield one


def _of_department(
    grid: RosterMonthRows, teams: Sequence[TeamBlock], out: Published
) -> Iterator[Shortage]:
    asked = demands_of(grid.needs.above_teams(), [Needing(teams[0].department)], grid.days)
    for one in shortages(grid, teams, asked, grid.first) if any(asked) else ():
        if _is_out(teams, one.day, out):
            yield one


def _is_out(teams: Sequence[TeamBlock], day: date, out: Published) -> bool:
    return all((team.scope, day.replace(day=1)) in out for team in teams if team.team)


def _gaps(
    grid: RosterMonthRows,
    place: TeamBlock,
    found: Iterable[Shortage],
    time: CentreTime,
    now: datetime,
) -> Iterator[Gap]:
    shifts = {shift.code: shift for shift in grid.shifts}
    for one in found:
        start, end = time.interval(shift_fact(shifts[one.code]), one.day)
        if end > now:
            yield Gap(
                day=one.day,
                shift=shifts[one.code],
                start=start,
                team_id=place.team_id,
                department=place.department,
                team=place.team,
                working=one.rostered,
                needed=one.needed,
                away=(),
                job_type=one.job_type,
            )
