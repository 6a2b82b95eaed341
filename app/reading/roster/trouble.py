"""What is wrong with a draft before it is published: shifts below their need, and broken rules."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from app.context import Context
from app.queries.roster.load import month_range
from app.queries.roster.rows import PersonLine, RosterMonthRows, TeamBlock
from app.queries.roster.shortages import Shortage, shortages
from app.queries.roster.totals import demands_of, part_of
from app.reading import permission
from app.reading.roster.month import GridReading, read_grid, visible_to
from app.rules.findings import Finding
from app.rules.rostering.needs import Needing
from app.rules.vocabulary import Level


@dataclass(frozen=True, slots=True)
class Breach:
    """What the rules say against somebody's drafted day."""

    day: date
    no: str
    name: str
    finding: Finding


@dataclass(frozen=True, slots=True)
class TeamTrouble:
    """What is wrong in one team's draft from today on, each list by day.

    `needs` False: nobody has said how many people it needs, so that no shift can be short.
    """

    scope: str
    name: str
    needs: bool
    short: tuple[Shortage, ...]
    breaches: tuple[Breach, ...]


def draft_trouble(ctx: Context, scopes: Collection[str], month: date) -> list[TeamTrouble]:
    """Of each of `scopes` that has people in `month`, in the grid's order; and after the teams of a
    department what that as a whole is short of, where all of it is in sight."""
    first, last = month_range(month)
    read, today = read_grid(ctx, first, last, draft=True), ctx.today()
    with ctx.read() as session:
        whole = visible_to(permission.standing(ctx, session))
    found = []
    for department, blocks in groupby(read.rows.teams, key=lambda block: block.department):
        teams = list(blocks)
        mine = [block for block in teams if block.scope in scopes]
        above = _of_department(read.rows, department, teams, today) if mine else None
        found += [_of_team(read, block, today, known=above is not None) for block in mine]
        if above is not None and above.short and whole is not None and not whole.teams:
            found.append(above)
    return found


def _of_team(read: GridReading, block: TeamBlock, today: date, *, known: bool) -> TeamTrouble:
    """`known`: it is laid down what the whole department needs."""
    breaches = [
        breach for line in block.lines for breach in _broken(read, line) if breach.day >= today
    ]
    demands = demands_of(read.rows.needs, [part_of(block)], read.rows.days) if block.team else []
    return TeamTrouble(
        block.scope,
        block.team or block.department,
        known or any(demands),
        tuple(shortages(read.rows, [block], demands, today)) if demands else (),
        tuple(sorted(breaches, key=lambda one: (one.day, one.no))),
    )


def _of_department(
    rows: RosterMonthRows, department: str, blocks: Sequence[TeamBlock], today: date
) -> TeamTrouble | None:
    """What the department as a whole lacks; None where only its teams say what they need."""
    demands = demands_of(rows.needs.above_teams(), [Needing(department)], rows.days)
    if not department or not any(demands):
        return None
    scope = f"department:{blocks[0].department_id}"
    short = tuple(shortages(rows, blocks, demands, today))
    return TeamTrouble(scope, department, True, short, ())


def _broken(read: GridReading, line: PersonLine) -> list[Breach]:
    return [
        Breach(head.day, line.no, line.name, finding)
        for head, cell in zip(read.rows.days, line.cells, strict=True)
        if not cell.outside
        for finding in read.findings.get((line.no, head.day), ())
        if finding.level is not Level.NOTE
    ]
