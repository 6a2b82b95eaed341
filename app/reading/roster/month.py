"""The roster as far as one may see it: the grid with what the rules say, and the month on paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from app.context import Context
from app.queries import facts
from app.queries.keeping.centre import centre_name
from app.queries.keeping.trail import trail_head
from app.queries.roster import grid as roster
from app.queries.roster.findings import month_findings
from app.queries.roster.load import month_range
from app.queries.roster.months import latest_rostered
from app.queries.roster.rows import RosterFilter, RosterMonthRows, TeamBlock
from app.reading import permission
from app.rules.facts import Place
from app.rules.figures.roster import ShiftOnLeave
from app.rules.findings import Finding
from app.rules.permissions import Action, Scope
from app.rules.sight import Standing


@dataclass(frozen=True, slots=True)
class GridReading:
    """What the grid shows from `first` to `last`."""

    rows: RosterMonthRows
    findings: Mapping[tuple[str, date], Sequence[Finding]]
    latest: date | None
    """The last month with a roster, wherever it is; None: there is none yet."""


@dataclass(frozen=True, slots=True)
class RosterPaper:
    """What is printed. `head` anchors the audit trail outside the store."""

    rows: RosterMonthRows
    centre: str
    head: str
    printed_at: datetime
    printed_by: str


def read_grid(ctx: Context, first: date, last: date, *, draft: bool) -> GridReading:
    """The rows and findings of the days that the actor may see, in one transaction."""
    with ctx.read() as session:
        mine = permission.standing(ctx, session)
        wanted = _required(ctx, session, mine)
        rows = roster.month(session, first, last, ctx.today(), wanted, draft)
        policy = facts.policies(session).at(ctx.now())
        found = month_findings(session, first, last, ctx.time, policy, draft)
        latest = latest_rostered(session, wanted, draft=draft)
    return GridReading(_discreet(rows, mine), _shown(found, rows, mine), latest)


def _shown(
    found: Mapping[tuple[str, date], Sequence[Finding]], rows: RosterMonthRows, mine: Standing
) -> dict[tuple[str, date], Sequence[Finding]]:
    """What the rules say of the people in these rows; of leaves only where those are in sight: that
    a shift is open is seen in its cell."""
    told = {
        line.no: mine.may(Action.SEE_LEAVES, _place(block), line.person_id)
        for block in rows.teams
        for line in block.lines
    }
    return {
        cell: said
        for cell, all_said in found.items()
        if cell[0] in told
        and (
            said := [
                one
                for one in all_said
                if told[cell[0]] or not isinstance(one.figures, ShiftOnLeave)
            ]
        )
    }


def _place(block: TeamBlock) -> Place:
    return Place(block.department_id, block.team_id)


def read_paper(ctx: Context, month: date, *, draft: bool) -> RosterPaper:
    """The month of everybody whom the actor may see, as published or as drafted."""
    first, last = month_range(month)
    with ctx.read() as session:
        mine = permission.standing(ctx, session)
        wanted = _required(ctx, session, mine)
        rows = roster.month(session, first, last, ctx.today(), wanted, draft)
        return RosterPaper(
            _discreet(rows, mine),
            centre_name(session),
            trail_head(session),
            ctx.now(),
            ctx.actor.name,
        )


def _required(ctx: Context, session: Session, mine: Standing) -> RosterFilter:
    wanted = visible_to(mine)
    if wanted is None:
        permission.require_part(mine)
        raise permission.refusal(session, Action.SEE_ROSTER)
    return wanted


def _discreet(rows: RosterMonthRows, mine: Standing) -> RosterMonthRows:
    return replace(rows, teams=tuple(_block(block, mine) for block in rows.teams))


def _block(block: TeamBlock, mine: Standing) -> TeamBlock:
    """The team without the kinds of leave of people whose leaves are not for the actor (CONF-1).

    A line stands in the team of its days: so it is the post of the very day that counts.
    """
    place = _place(block)
    lines = (
        line
        if mine.may(Action.SEE_LEAVES, place, line.person_id)
        else replace(line, cells=tuple(cell.discreet() for cell in line.cells))
        for line in block.lines
    )
    return replace(block, lines=tuple(lines))


def days_before(
    ctx: Context, first: date, days: int, scope: str
) -> Mapping[str, Sequence[str | None]]:
    """What each person of a unit has on the `days` before `first`, drafts included, by number:
    "" is a day off, None a day elsewhere."""
    with ctx.read() as session:
        mine = permission.standing(ctx, session)
        wanted = _required(ctx, session, mine)
        begin = first - timedelta(days=days)
        rows = roster.month(session, begin, first - timedelta(days=1), ctx.today(), wanted, True)
    return {
        line.no: [None if cell.outside else cell.code for cell in line.cells]
        for block in rows.teams
        if block.scope == scope
        for line in block.lines
    }


def visible_to(mine: Standing) -> RosterFilter | None:
    """The part of the centre whose roster a standing shows; None for no part of it."""
    scope, place = mine.scope(Action.SEE_ROSTER), mine.place
    if scope is Scope.CENTRE:
        return RosterFilter()
    if scope is Scope.DEPARTMENT and place.department is not None:
        return RosterFilter(departments=frozenset({place.department}))
    if scope in (Scope.TEAM, Scope.DEPARTMENT) and place.team is not None:
        return RosterFilter(teams=frozenset({place.team}))
    return None
