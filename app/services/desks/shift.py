"""One shift of a department that people are placed for."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.context import Context
from app.errors import BadInput, Conflict, NotFound
from app.models import Seat, ShiftType
from app.queries.desks.rows import SeatRow, desks_of, seats_around
from app.queries.reference import Reference, reference
from app.reading import permission
from app.rules.books import Seat as SeatFact
from app.rules.deeds import Deed
from app.rules.facts import Person
from app.rules.permissions import Action
from app.rules.vocabulary import msg
from app.services.desks.earlier import refuse_broken_releases
from app.services.desks.scene import department_place, minute, subject


@dataclass(slots=True)
class Shift:
    """One shift of a department that people are placed for."""

    ctx: Context
    session: Session
    known: Reference
    department_id: int
    day: date
    code: str
    desks: frozenset[str]
    around: list[SeatRow]
    shift_id: int
    interval: tuple[datetime, datetime]
    placed: list[Seat] = field(default_factory=list)

    def refuse_taken(self, desk: str, but: int | None = None) -> None:
        """Conflict where somebody else has the desk in a shift that overlaps this one."""
        start, end = self.interval
        for other in self.around:
            if other.desk == desk and other.id != but and other.overlaps(start, end):
                raise Conflict(
                    msg("The desk is taken"),
                    msg("{name} has desk {desk} until {end}.", name=other.name, desk=desk,
                        end=other.end),
                )  # fmt: skip
        for row in self.placed:
            if row.desk == desk:
                raise Conflict(msg("The desk is taken"), msg("Desk {desk} is filled.", desk=desk))

    def refuse_elsewhere(self, person: Person) -> None:
        """Conflict where they have a desk already, in this shift or in one that overlaps it."""
        start, end = self.interval
        for other in self.around:
            overlaps = other.start < end and start < other.end and other.released_at is None
            if overlaps and other.person_id == person.id:
                raise Conflict(
                    msg("Seated already"),
                    msg("{name} has desk {desk}. Move them there instead.", name=person.name,
                        desk=other.desk),
                )  # fmt: skip
        if any(row.person_id == person.id for row in self.placed):
            raise Conflict(msg("Seated already"), msg("{name} is placed twice.", name=person.name))


def shift_of(ctx: Context, session: Session, department_id: int, day: date, code: str) -> Shift:
    """The shift, for who arranges the desks of the department; BadInput once it is over."""
    permission.require(ctx, session, Action.KEEP_DESKS, department_place(department_id))
    shift_id = session.scalar(select(ShiftType.id).where(ShiftType.code == code))
    if shift_id is None:
        raise NotFound(msg("No such shift"), msg("There is no shift {code}.", code=code))
    known = reference(session)
    interval = ctx.time.interval(known.shifts[code], day)
    refuse_over(interval[1], minute(ctx))
    return Shift(
        ctx=ctx,
        session=session,
        known=known,
        department_id=department_id,
        day=day,
        code=code,
        desks=frozenset(row.name for row in desks_of(session, department_id)),
        around=seats_around(session, ctx.time, day),
        shift_id=shift_id,
        interval=interval,
    )


def refuse_over(end: datetime, now: datetime) -> None:
    """BadInput once a shift has ended: its seating is a record then (DUTY-4)."""
    if end <= now:
        raise BadInput(
            msg("This shift is over"), msg("Who sat where then is on record, and stays so.")
        )


def place(at: Shift, person: Person, desk: str) -> Seat:
    """Seat somebody; the refusal says why not."""
    ctx = at.ctx
    if desk not in at.desks:
        raise NotFound(msg("No such desk"), msg("Desk {desk} is not on the plan.", desk=desk))
    at.refuse_taken(desk)
    at.refuse_elsewhere(person)
    added = SeatFact(day=at.day, shift=at.code, desk=desk, person=person.no)
    refuse_broken_releases(ctx, at.session, at.day, at.interval[0], [desk], [added])
    row = Seat(day=at.day, shift_id=at.shift_id, desk=desk, person_id=person.id)
    at.session.add(row)
    at.session.flush()
    at.placed.append(row)
    after = {"shift": at.code, "person": person.no}
    ctx.audit(at.session, Deed.SEAT_PLACE, subject(row), None, after)
    return row
