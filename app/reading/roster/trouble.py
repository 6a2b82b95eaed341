"""What is wrong with a draft before it is published: shifts below their need, and broken rules."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from app.context import Context
from app.queries.roster.load import month_range
from app.queries.roster.rows import Lent, PersonLine, RosterMonthRows, TeamBlock
from app.queries.roster.totals import Needs, count_columns, need_day, read_needs
from app.reading.roster.month import GridReading, read_grid
from app.rules.findings import Finding
from app.rules.vocabulary import Level


@dataclass(frozen=True, slots=True)
class Shortage:
    """A shift that fewer people work than are needed."""

    day: date
    code: str
    rostered: int
    needed: int


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
    """Of each of `scopes` that has people in `month`, in the grid's order."""
    first, last = month_range(month)
    read = read_grid(ctx, first, last, draft=True)
    blocks = [block for block in read.rows.teams if block.scope in scopes]
    with ctx.read() as session:
        needs: Mapping[str, Needs] = {
            block.scope: read_needs(session, frozenset({block.team_id}))
            if block.team_id is not None
            else {}
            for block in blocks
        }
    today = ctx.today()
    return [_of_team(read, block, needs[block.scope], today) for block in blocks]


def _of_team(read: GridReading, block: TeamBlock, needs: Needs, today: date) -> TeamTrouble:
    lent = [one for one in read.rows.lent if block.scope in (one.needed_at, one.at_home)]
    breaches = [
        breach for line in block.lines for breach in _broken(read, line) if breach.day >= today
    ]
    return TeamTrouble(
        block.scope,
        block.team or block.department,
        bool(needs),
        tuple(one for one in _short(read.rows, block, needs, lent) if one.day >= today),
        tuple(sorted(breaches, key=lambda one: (one.day, one.no))),
    )


def _short(
    rows: RosterMonthRows, block: TeamBlock, needs: Needs, lent: Collection[Lent]
) -> list[Shortage]:
    counts = count_columns([block], len(rows.days), lent)
    return [
        Shortage(head.day, shift.code, counted[shift.code], needed)
        for head, counted in zip(rows.days, counts, strict=True)
        for shift in rows.shifts
        if (needed := needs.get((shift.code, need_day(head)), 0)) > counted[shift.code]
    ]


def _broken(read: GridReading, line: PersonLine) -> list[Breach]:
    return [
        Breach(head.day, line.no, line.name, finding)
        for head, cell in zip(read.rows.days, line.cells, strict=True)
        if not cell.outside
        for finding in read.findings.get((line.no, head.day), ())
        if finding.level is not Level.NOTE
    ]
