"""What the roster has where a file of the centre's own would write."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Person
from app.queries import work
from app.queries.known import ids
from app.queries.roster import load
from app.queries.roster.lines import Stay, stays_of
from app.queries.roster.load import Days
from app.queries.roster.scopes import month_rows
from app.rules.bringing.matching import KnownPerson
from app.rules.bringing.meanings import KnownShift
from app.rules.work import Cell


@dataclass(frozen=True, slots=True)
class Stand:
    """`held`: what the draft has now, or else what is published; days off are not in it.
    `published`: cells of published months; `bound`: those that an effective swap holds."""

    held: dict[Cell, str]
    published: frozenset[Cell]
    bound: dict[Cell, str]
    stays: tuple[Stay, ...]


def known_people(session: Session) -> list[KnownPerson]:
    """Everybody, in the order of numbers."""
    columns = select(Person.employee_no, Person.name, Person.hired_on, Person.left_on)
    rows = session.execute(columns.order_by(Person.employee_no))
    return [KnownPerson(row.employee_no, row.name, row.hired_on, row.left_on) for row in rows]


def known_shifts(session: Session) -> list[KnownShift]:
    """The shifts that may be assigned."""
    rows = [row for row in load.shift_rows(session) if not row.retired]
    return [KnownShift(row.code, row.name, row.start, row.end) for row in rows]


def stand(session: Session, numbers: Collection[str], first: date, last: date) -> Stand:
    """What stands for these people from `first` to `last`."""
    people = {person: number for number, person in ids(session, numbers=numbers).items()}
    days = Days.of(first, last)
    codes = {id_: shift.code for id_, shift in load.shifts_by_id(session).items()}
    held: dict[Cell, str] = {}
    for sheet in (load.published_sheet, load.draft_sheet):
        for person, line in sheet(session, days, set(people)).items():
            for day, shift in zip(days.all, line, strict=True):
                if shift > 0:
                    held[people[person], day] = codes[shift]
                elif shift != load.SAME:
                    held.pop((people[person], day), None)
    moved = work.moved(session, people.keys(), first, last) if people else {}
    stays = tuple(stays_of(session, numbers, first, last))
    bound = {cell: one.swap_no for cell, one in moved.items()}
    return Stand(held, _published(session, days, stays), bound, stays)


def _published(session: Session, days: Days, stays: Collection[Stay]) -> frozenset[Cell]:
    scopes = {(stay.unit.scope, month) for stay in stays for month in days.months}
    rows = month_rows(session, scopes)
    out = {scope for scope, row in rows.items() if row.version > 0}
    return frozenset(
        (stay.no, day)
        for stay in stays
        for day in days.all
        if stay.first <= day <= stay.last and (stay.unit.scope, day.replace(day=1)) in out
    )
