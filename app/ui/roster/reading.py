"""One reading of the store for the grid: the rows that may be seen, and what the rules say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.context import Context
from app.queries import facts
from app.queries.roster import grid as roster
from app.queries.roster.findings import month_findings
from app.queries.roster.months import latest_rostered
from app.queries.roster.rows import RosterFilter, RosterMonthRows, TeamBlock
from app.queries.roster.totals import Needs, read_needs
from app.rules.findings import Finding
from app.rules.permissions import Action, Place, Scope
from app.ui.roster.spans import Span
from app.ui.shell.me import Me


@dataclass(frozen=True, slots=True)
class Reading:
    """What the grid shows of a span."""

    span: Span
    rows: RosterMonthRows
    findings: Mapping[tuple[str, date], Sequence[Finding]]
    latest: date | None
    """The last month with a roster, wherever it is; None: there is none yet."""


def read(ctx: Context, me: Me, span: Span, wanted: RosterFilter, *, draft: bool) -> Reading:
    """The rows and findings of `span` as `me` may see them, in one transaction."""
    with ctx.read() as session:
        rows = roster.month(session, span.first, span.last, ctx.today(), wanted, draft)
        policy = facts.policies(session).at(ctx.now())
        found = month_findings(session, span.first, span.last, ctx.time, policy, draft)
        latest = latest_rostered(session, wanted, draft=draft)
    teams = tuple(_discreet(block, me) for block in rows.teams)
    return Reading(span, replace(rows, teams=teams), found, latest)


def _discreet(block: TeamBlock, me: Me) -> TeamBlock:
    """The team without the kinds of leave of people whose registers are not for `me` (CONF-1)."""
    if me.may(Action.SEE_REGISTERS, Place(block.department_id, block.team_id)):
        return block
    lines = (
        line
        if line.person_id == me.person_id
        else replace(line, cells=tuple(cell.discreet() for cell in line.cells))
        for line in block.lines
    )
    return replace(block, lines=tuple(lines))


def needs_of(ctx: Context, team_id: int) -> Needs:
    """What one team needs, by shift and weekday."""
    with ctx.read() as session:
        return read_needs(session, frozenset({team_id}))


def visible_to(me: Me) -> RosterFilter | None:
    """The part of the centre whose roster `me` may see; None for no part of it."""
    scope, place = me.scope(Action.SEE_ROSTER), me.place
    if scope is Scope.CENTRE:
        return RosterFilter()
    if scope is Scope.DEPARTMENT and place.department is not None:
        return RosterFilter(departments=frozenset({place.department}))
    if scope in (Scope.TEAM, Scope.DEPARTMENT) and place.team is not None:
        return RosterFilter(teams=frozenset({place.team}))
    return None


def may_edit(me: Me, place: Place, *, draft: bool) -> bool:
    """Whether `me` may edit the draft, or what is published, of people at `place`."""
    return me.may(Action.DRAFT_ROSTER if draft else Action.PUBLISH_ROSTER, place)
