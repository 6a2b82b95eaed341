"""How many of a team work a shift against what is needed, and what that leaves of an offer."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from app.context import Context
from app.queries import facts
from app.queries.reference import reference
from app.queries.roster import grid as roster
from app.queries.roster.findings import judged_cells
from app.queries.roster.offers import OfferRow, offers
from app.queries.roster.rows import RosterFilter
from app.reading import permission
from app.rules.facts import Place
from app.rules.offers import Crew
from app.rules.permissions import Action
from app.rules.vocabulary import OfferKind


def read_crew(ctx: Context, place: Place, day: date, code: str) -> Crew:
    """What whoever drafts the team's roster is told before they let people off: less what is on
    offer already."""
    with ctx.read() as session:
        permission.require(ctx, session, Action.DRAFT_ROSTER, place)
        assert place.team is not None
        crew = crew_on(ctx, session, place.team, day, code)
        asked = places_open(session, OfferKind.OFF, place.team, day, code)
        return Crew(crew.working - asked, crew.needed)


def crew_on(ctx: Context, session: Session, team_id: int, day: date, code: str) -> Crew:
    """Who works the published shift, wherever they are from."""
    wanted = RosterFilter(teams=frozenset({team_id}))
    grid = roster.month(session, day, day, ctx.today(), wanted)
    total = next((one for one in grid.totals if one.code == code), None)
    return Crew(total.counts[0], total.needed[0]) if total is not None else Crew(0)


def places_open(session: Session, kind: OfferKind, team_id: int, day: date, code: str) -> int:
    """How many places of a shift are on offer that nobody has yet."""
    return sum(
        row.left
        for row in offers(session, day)
        if (row.kind, row.team_id, row.day, row.code) == (kind, team_id, day, code)
    )


def room(ctx: Context, session: Session, row: OfferRow) -> int:
    """How many places of an offer may still be given, by the roster as it stands."""
    if row.absent_id is not None:
        return row.left if _is_open(ctx, session, row, row.absent_id) else 0
    if row.kind is OfferKind.TAKE:
        if row.above is None:
            return row.left
        crew = crew_on(ctx, session, row.team_id, row.day, row.code)
        return min(row.left, crew.room(row.above))
    if row.below_reason:
        return row.left
    spare = crew_on(ctx, session, row.team_id, row.day, row.code).spare
    return row.left if spare is None else min(row.left, spare)


def _is_open(ctx: Context, session: Session, row: OfferRow, absent_id: int) -> bool:
    """Whether the shift that a leave opened still lacks somebody."""
    absent = reference(session).person(absent_id)
    if absent is None:
        return False
    cell, policy = (absent.no, row.day), facts.policies(session).at(ctx.now())
    judged = judged_cells(session, [cell], {absent.no: absent_id}, ctx.time, policy, draft=False)
    return judged.cells[cell].uncovered
