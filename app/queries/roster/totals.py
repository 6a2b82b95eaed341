"""The foot of the grid: who works each shift on each day, against what is needed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from operator import attrgetter

from app.queries.roster.rows import (
    EVERYBODY,
    DayHead,
    Lent,
    RosterFilter,
    ShiftRow,
    ShiftTotal,
    TeamBlock,
)
from app.queries.roster.seats import at_work, counted
from app.rules.rostering.demand import CentreNeeds, Demands
from app.rules.rostering.needs import Needing


def shift_totals(
    shifts: Sequence[ShiftRow],
    teams: Sequence[TeamBlock],
    demands: Sequence[Demands],
    lent: Iterable[Lent] = (),
) -> tuple[ShiftTotal, ...]:
    """One line for each shift that is worked, needed or not retired, in the shifts' order.

    `demands`: what those who are shown need, for each column.
    """
    lent = tuple(lent)
    counts = count_columns(teams, len(demands), lent)
    of_jobs = job_columns(teams, demands, lent)
    totals = (
        ShiftTotal(
            shift.code,
            tuple(column[shift.code] for column in counts),
            tuple(demand.get(shift.code) for demand in demands),
            tuple(column.get(shift.code, {}) for column in of_jobs),
        )
        for shift in shifts
    )
    retired = {shift.code for shift in shifts if shift.retired}
    return tuple(total for total in totals if total.code not in retired or any(total.counts))


_code, _leave, _outside = attrgetter("code"), attrgetter("leave"), attrgetter("outside")


def count_columns(
    teams: Sequence[TeamBlock], width: int, lent: Iterable[Lent] = ()
) -> Sequence[Counter[str]]:
    """People at work by shift code, one counter for each column: each where the shift is needed."""
    lines = [line.cells for team in teams for line in team.lines]
    columns = zip(*lines, strict=True) if lines else [()] * width
    counts = [Counter(map(_code, column)) for column in columns]
    for line in lines:
        if any(map(_leave, line)) or any(map(_outside, line)):
            for counter, cell in zip(counts, line, strict=True):
                counter[cell.code] -= not at_work(cell)
    return counted(counts, lent, [team.scope for team in teams])


def job_columns(
    teams: Sequence[TeamBlock], demands: Sequence[Demands], lent: Iterable[Lent] = ()
) -> Sequence[Mapping[str, Counter[str]]]:
    """For each column shift code -> people at work of each job type that is needed."""
    wanted = {job for day in demands for demand in day.values() for job in demand.of_jobs}
    found: dict[str, Sequence[Counter[str]]] = {}
    for job in wanted:
        alike = [_of_job(team, job) for team in teams]
        found[job] = count_columns(alike, len(demands), [o for o in lent if o.job_type == job])
    codes = {code for day in demands for code in day}
    return [
        {code: Counter({job: found[job][at][code] for job in wanted}) for code in codes}
        for at in range(len(demands) if wanted else 0)
    ]


def _of_job(team: TeamBlock, job: str) -> TeamBlock:
    return replace(team, lines=tuple(line for line in team.lines if line.job_type == job))


def demands_of(
    needs: CentreNeeds, parts: Sequence[Needing], heads: Sequence[DayHead]
) -> list[Demands]:
    """What these parts of the centre need together, for each column."""
    return [needs.on(parts, head.day, head.staffed_as) for head in heads]


def parts_shown(teams: Sequence[TeamBlock], wanted: RosterFilter) -> list[Needing]:
    """Whose needs count where these teams are shown: the centre's, some departments', or theirs."""
    if wanted == EVERYBODY:
        return [Needing("")]
    if wanted == RosterFilter(departments=wanted.departments):
        return [Needing(name) for name in dict.fromkeys(team.department for team in teams) if name]
    return [part_of(team) for team in teams if team.team]


def part_of(team: TeamBlock) -> Needing:
    """Whose needs count for a block of the grid."""
    return Needing(team.department, team.team)
