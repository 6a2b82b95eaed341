"""The cells of a scene that no solver changes."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import FixedCell, Person
from app.queries.planning.rostered import AskedScene, RosterRead, is_on
from app.queries.roster.findings import LIVE
from app.queries.roster.load import Days
from app.queries.work import bound_swaps
from app.rules.calendar import CentreTime
from app.rules.rostering.scene import RosterScene
from app.rules.work import Cell


def fixed_cells(
    session: Session, people: Collection[int], first: date, last: date
) -> frozenset[Cell]:
    """The cells of `people` (ids) that somebody fixed."""
    row = FixedCell
    query = (
        select(Person.employee_no, row.day)
        .join(Person, Person.id == row.person_id)
        .where(row.person_id.in_(people), row.day.between(first, last))
    )
    return frozenset((no, day) for no, day in session.execute(query))


def unchanging(
    session: Session, asked: AskedScene, scene: RosterScene, read: RosterRead, time: CentreTime
) -> set[Cell]:
    """Those of the month that stay as they are for a reason other than that somebody fixed them:
    before now, bound by a swap, or on another roster."""
    return {*_swapped(session, read, scene), *_gone_by(scene, time), *_others(asked, scene)}


def _swapped(session: Session, read: RosterRead, scene: RosterScene) -> Iterator[Cell]:
    """What an effective swap moved, and all four cells of a live one: the shift must be there to
    be given, and its receiver free to take it."""
    days = read.days.all
    for person, column in read.layers.moved:
        if person in read.numbers and scene.first <= days[column] <= scene.last:
            yield read.numbers[person], days[column]
    for swap in bound_swaps(session, read.ids, scene.first, scene.last, LIVE):
        for person, day in swap.spots:
            if person in read.numbers and scene.first <= day <= scene.last:
                yield read.numbers[person], day


def _gone_by(scene: RosterScene, time: CentreTime) -> Iterator[Cell]:
    """The cells before today, and those of today whose shift has begun."""
    assert scene.now is not None
    today = time.local_date(scene.now)
    if today < scene.first:
        return
    for no in scene.people:
        for day in Days.of(scene.first, min(scene.last, today)).all:
            code = scene.roster.get(no, {}).get(day, "")
            if day < today or (code and time.interval(scene.shifts[code], day)[0] <= scene.now):
                yield no, day


def _others(asked: AskedScene, scene: RosterScene) -> Iterator[Cell]:
    """The days on which somebody is on another roster, or on none."""
    for no, person in scene.people.items():
        for day in Days.of(scene.first, scene.last).all:
            if person.employed_on(day) and not is_on(person, day, asked.scopes):
                yield no, day
