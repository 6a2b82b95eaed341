"""By whose post a shift counts that somebody works for another team: as the roster's foot does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Cover
from app.queries.known import ids as ids_of
from app.queries.known import known
from app.queries.planning.parts import units
from app.queries.planning.rostered import AskedScene, RosterRead
from app.queries.roster.cells import CellMaker
from app.queries.roster.lines import stays
from app.queries.roster.load import Days
from app.queries.roster.offered import taken_offers
from app.queries.roster.seats import lent_shifts
from app.rules.facts import Person, Place, Post
from app.rules.rostering.scene import Seat


def lent_posts(
    session: Session, read: RosterRead, people: Mapping[str, Person], first: date, last: date
) -> dict[Seat, Post]:
    """The shifts of `people`, all of whom were read, that count in another team than theirs."""
    layers, offered = read.layers, taken_offers(session, read.days)
    if not (layers.moved or layers.covers or offered):
        return {}
    staff = stays(session, first, last)
    parts = {unit.scope: unit for unit in units(session)}
    found: dict[Seat, Post] = {}
    for one in lent_shifts(layers, CellMaker(layers), staff, offered):
        day = read.days.all[one.column]
        if one.no in people and first <= day <= last:
            part = parts[one.needed_at]
            found[one.no, day, one.cell.code] = replace(
                people[one.no].post_on(day),
                department=part.department,
                team=part.team,
                place=Place(part.department_id, part.team_id),
            )
    return found


def helpers(session: Session, asked: AskedScene, read: RosterRead, days: Days) -> dict[str, Person]:
    """Those who were not read and work shifts of the teams that are asked for, or whose shifts the
    people of these teams work."""
    if asked.is_whole:
        return {}
    mine = set(read.ids)
    query = select(Cover.absent_id, Cover.by_id).where(
        Cover.day.between(days.first, days.last),
        Cover.absent_id.in_(mine) | Cover.by_id.in_(mine),
    )
    ids = {one for both in session.execute(query) for one in both}
    offers = taken_offers(session, days).items()
    ids |= {person for (person, _column), scope in offers if scope in (asked.scopes or ())}
    given = {moved.given_to for (one, _), moved in read.layers.moved.items() if one in mine}
    names = given - {"", *read.numbers.values()}
    ids |= set(ids_of(session, numbers=names).values())
    return {one.no: one for one in known(session, ids - mine) if one.posts}
