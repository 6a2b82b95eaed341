"""Desks, seats, who is off the floor, who waits to leave it, and stop-work orders, row by row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from app.models import Desk, FloorWait, OffPost, Seat, ShiftType, StopOrder
from app.queries.reference import Reference, reference
from app.rules.books import Seat as SeatFact
from app.rules.calendar import CentreTime
from app.rules.facts import Person

_DAY = timedelta(days=1)
FORGOTTEN = _DAY
"""After how long somebody who is not back no longer takes a place of those off the floor."""


@dataclass(frozen=True, slots=True)
class DeskRow:
    """One desk of a plan: the row it stands in, and its place there, both from 0."""

    id: int
    name: str
    line: int
    place: int
    retired: bool
    version: int


@dataclass(frozen=True, slots=True)
class SeatRow:
    """Who sits at a desk for one shift; `start` and `end` are that shift's."""

    id: int
    day: date
    shift: str
    desk: str
    person_id: int
    no: str
    name: str
    start: datetime
    end: datetime
    checked_in_at: datetime | None
    released_at: datetime | None
    override_by: str
    override_reason: str
    version: int

    @property
    def is_open(self) -> bool:
        """Checked in and not let go."""
        return self.checked_in_at is not None and self.released_at is None

    def overlaps(self, start: datetime, end: datetime) -> bool:
        """Whether the desk is somebody's during part of that time; not once it was let go."""
        let_go = self.released_at is not None and self.released_at <= start
        return self.start < end and start < self.end and not let_go

    @property
    def fact(self) -> SeatFact:
        """The row as the rules know it."""
        return SeatFact(
            day=self.day,
            shift=self.shift,
            desk=self.desk,
            person=self.no,
            checked_in_at=self.checked_in_at,
            released_at=self.released_at,
            override_by=self.override_by,
            override_reason=self.override_reason,
        )


@dataclass(frozen=True, slots=True)
class OffRow:
    """Somebody off the floor; `due_back` None: without a limit."""

    id: int
    person_id: int
    no: str
    name: str
    left_at: datetime
    due_back: datetime | None
    allowed_by: str
    reason: str


@dataclass(frozen=True, slots=True)
class WaitRow:
    """Somebody who waits to leave the floor, the first asked first.

    `allowed_by` "": nobody has decided; `turn_at`: a place is free for them since then.
    """

    person_id: int
    no: str
    name: str
    asked_at: datetime
    reason: str
    allowed_by: str
    limit_minutes: int | None
    turn_at: datetime | None


@dataclass(frozen=True, slots=True)
class StopRow:
    """A stop-work order. `seen_at` None: no head has taken note of it; `ended_at` None: stands."""

    id: int
    person_id: int
    no: str
    name: str
    ordered_by: str
    ordered_at: datetime
    reason: str
    seen_at: datetime | None
    ended_at: datetime | None


def desks_of(session: Session, department_id: int) -> list[DeskRow]:
    """The desks of a department's plan, in its order; retired ones are not on it."""
    query = (
        select(Desk)
        .where(Desk.department_id == department_id, ~Desk.retired)
        .order_by(Desk.line, Desk.place, Desk.name)
    )
    return [
        DeskRow(row.id, row.name, row.line, row.place, row.retired, row.version)
        for row in session.scalars(query)
    ]


def seats_around(session: Session, time: CentreTime, day: date) -> list[SeatRow]:
    """All seats of `day`, of the day before it and of the day after it."""
    return seats(session, time, Seat.day.between(day - _DAY, day + _DAY))


def seats(session: Session, time: CentreTime, *where: ColumnElement[bool]) -> list[SeatRow]:
    """The seats for which that holds, by the start of the shift and the desk."""
    known = reference(session)
    query = select(Seat, ShiftType.code).join(ShiftType, ShiftType.id == Seat.shift_id)
    found = session.execute(query.where(*where)).all()
    people = _people(
        known, [key for row, _ in found for key in (row.person_id, row.override_by_id)]
    )
    rows = [_seat(row, code, time, known, people) for row, code in found]
    return sorted(rows, key=lambda row: (row.start, row.desk))


def _seat(
    row: Seat, code: str, time: CentreTime, known: Reference, people: Mapping[int, Person]
) -> SeatRow:
    person = people[row.person_id]
    start, end = time.interval(known.shifts[code], row.day)
    return SeatRow(
        id=row.id,
        day=row.day,
        shift=code,
        desk=row.desk,
        person_id=row.person_id,
        no=person.no,
        name=person.name,
        start=start,
        end=end,
        checked_in_at=row.checked_in_at,
        released_at=row.released_at,
        override_by=people[row.override_by_id].no if row.override_by_id else "",
        override_reason=row.override_reason,
        version=row.version,
    )


def off_floor(session: Session, now: datetime) -> list[OffRow]:
    """Everybody who is off the floor, who left first, first; of the last day alone."""
    query = (
        select(OffPost)
        .where(OffPost.back_at.is_(None), OffPost.left_at >= now - FORGOTTEN)
        .order_by(OffPost.left_at, OffPost.id)
    )
    found = session.scalars(query).all()
    people = _people(reference(session), [k for r in found for k in (r.person_id, r.allowed_by_id)])
    return [
        OffRow(
            id=row.id,
            person_id=row.person_id,
            no=people[row.person_id].no,
            name=people[row.person_id].name,
            left_at=row.left_at,
            due_back=(
                None
                if row.limit_minutes is None
                else row.left_at + timedelta(minutes=row.limit_minutes)
            ),
            allowed_by=people[row.allowed_by_id].no if row.allowed_by_id else "",
            reason=row.reason,
        )
        for row in found
    ]


def waiting(session: Session) -> list[WaitRow]:
    """Everybody who waits to leave the floor, in the order of asking."""
    found = session.scalars(
        select(FloorWait).order_by(FloorWait.asked_at, FloorWait.person_id)
    ).all()
    people = _people(reference(session), [k for r in found for k in (r.person_id, r.allowed_by_id)])
    return [
        WaitRow(
            person_id=row.person_id,
            no=people[row.person_id].no,
            name=people[row.person_id].name,
            asked_at=row.asked_at,
            reason=row.reason,
            allowed_by=people[row.allowed_by_id].no if row.allowed_by_id else "",
            limit_minutes=row.limit_minutes,
            turn_at=row.turn_at,
        )
        for row in found
    ]


def stop_orders(session: Session, *where: ColumnElement[bool]) -> list[StopRow]:
    """The orders for which that holds, the latest first."""
    query = select(StopOrder).where(*where).order_by(StopOrder.id.desc())
    found = session.scalars(query).all()
    people = _people(reference(session), [k for r in found for k in (r.person_id, r.ordered_by_id)])
    return [
        StopRow(
            id=row.id,
            person_id=row.person_id,
            no=people[row.person_id].no,
            name=people[row.person_id].name,
            ordered_by=people[row.ordered_by_id].no,
            ordered_at=row.ordered_at,
            reason=row.reason,
            seen_at=row.seen_at,
            ended_at=row.ended_at,
        )
        for row in found
    ]


def standing_orders(session: Session) -> list[StopRow]:
    """The stop-work orders that stand."""
    return stop_orders(session, StopOrder.ended_at.is_(None))


def _people(known: Reference, keys: Sequence[int | None]) -> dict[int, Person]:
    wanted = {key for key in keys if key is not None}
    return {one.id: one for one in known.people(wanted).values()}
