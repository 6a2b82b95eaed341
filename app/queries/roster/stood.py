"""The roster as it stood at an instant that has gone by: what was published then, under the swaps
that were in effect then."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from app.models import Person, RosterChange, RosterVersion, ShiftType
from app.queries import work
from app.rules.facts import Roster
from app.rules.work import Cell, RosterLedger


def stood(
    session: Session, people: Collection[int], first: date, last: date, instant: datetime
) -> RosterLedger:
    """What `people` held from `first` to `last` at `instant`."""
    found = work.chains_at(session, people, first, last, instant)
    roster = work.rostered(session, people, first, last, found)
    days = [first, last, *(day for _, day in found.others)]
    whose = {*people, *(person for person, _ in found.others)}
    before = _undone(session, whose, (min(days), max(days)), instant)
    return RosterLedger.at(_with(roster, before), found.register(), instant)


def _undone(
    session: Session, people: Collection[int], days: tuple[date, date], instant: datetime
) -> Mapping[Cell, str]:
    """What stood in each cell of these people and days that a version after `instant` changed,
    before the first of them; "" : nothing."""
    change, version, was = RosterChange, RosterVersion, aliased(ShiftType)
    query = (
        select(Person.employee_no, change.day, was.code)
        .join(version, version.id == change.version_id)
        .join(Person, Person.id == change.person_id)
        .outerjoin(was, was.id == change.before_id)
        .where(version.made_at > instant)
        .where(change.person_id.in_(people), change.day.between(*days))
        .order_by(version.id.desc())
    )
    return {(no, day): code or "" for no, day, code in session.execute(query)}


def _with(roster: Roster, before: Mapping[Cell, str]) -> Roster:
    """`roster` with what stood in these cells; of people and days beside it nothing is known."""
    stood = {no: dict(days) for no, days in roster.items()}
    for (no, day), code in before.items():
        stood.setdefault(no, {})[day] = code
        if not code:
            del stood[no][day]
    return stood
