"""Who sits where for a shift (DUTY-4): placed one by one, or as in the last shift that was alike.

A desk has one person at a time, also where shifts overlap, and a person one desk.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.context import Context
from app.errors import AppError, BadInput, Conflict, NotFound
from app.models import Seat
from app.queries.desks.crew import SeatCrewRow, crew, shifts_worked
from app.queries.desks.like import last_like
from app.queries.desks.rows import SeatRow, desks_of
from app.queries.known import ids
from app.queries.reference import reference
from app.reading import permission
from app.rules.deeds import Deed
from app.rules.desks.relief import DeskAction, DeskState
from app.rules.facts import Person
from app.rules.permissions import Action
from app.rules.vocabulary import Message, Role, msg
from app.services.desks.earlier import refuse_broken_releases
from app.services.desks.scene import (
    Scene,
    department_place,
    refuse_other_version,
    scene_of,
    subject,
    told,
)
from app.services.desks.shift import Shift, place, refuse_over, shift_of


@dataclass(frozen=True, slots=True)
class Copied:
    """What came of copying a seating: from which day, how many sit now, and who of the shift is
    still without a desk, with the reason."""

    day: date | None
    seated: int = 0
    left_out: tuple[Message, ...] = ()


def seat(
    ctx: Context, department_id: int, day: date, shift: str, places: Sequence[tuple[str, str]]
) -> int:
    """Place people (pairs of desk and employee number) for a shift; how many.

    None of them is placed where one cannot be: the desk is taken, they sit elsewhere, or they do
    not work this shift.
    """
    with ctx.write() as session:
        at = shift_of(ctx, session, department_id, day, shift)
        for desk, no in places:
            place(at, _working(at, no), desk)
        return len(places)


def move(ctx: Context, seat_id: int, desk: str, version: int | None = None) -> None:
    """Put somebody at another desk of the plan; who sits there for the same shift changes places.

    Both keep what was recorded: when they checked in. A desk that was let go stays as it is.
    """
    with ctx.write() as session:
        scene = _kept(ctx, session, seat_id, version)
        department = _department(scene)
        at = shift_of(ctx, session, department, scene.seat.day, scene.seat.shift)
        if desk not in at.desks:
            raise NotFound(msg("No such desk"), msg("Desk {desk} is not on the plan.", desk=desk))
        other = next((one for one in at.around if _same_shift(one, scene.seat, desk)), None)
        if other is not None and other.id == seat_id:
            return
        if other is not None:
            _swap(ctx, session, scene, other)
        else:
            at.refuse_taken(desk, seat_id)
            _put(ctx, session, scene.row, desk)
        both = (scene.seat.desk, desk)
        refuse_broken_releases(ctx, session, scene.seat.day, scene.seat.start, both)


def strike(ctx: Context, seat_id: int, version: int | None = None) -> None:
    """Take somebody off a desk before they have come."""
    with ctx.write() as session:
        scene = _kept(ctx, session, seat_id, version)
        refuse_over(scene.seat.end, scene.now)
        if not scene.may(DeskAction.STRIKE):
            raise Conflict(
                msg("Already checked in"),
                msg("{name} is at desk {desk}; the seat can be moved, or let go.",
                    name=scene.seat.name, desk=scene.seat.desk),
            )  # fmt: skip
        before = told(scene.row, reference(session))
        ctx.audit(session, Deed.SEAT_STRIKE, subject(scene.seat), before, None)
        session.delete(scene.row)


def copy_last(ctx: Context, department_id: int, day: date, shift: str) -> Copied:
    """Seat the shift as the last one that was alike: the same shift on the same kind of day, or
    else the last of that shift. Whoever of this shift has no desk then is said, and why.
    """
    with ctx.write() as session:
        at = shift_of(ctx, session, department_id, day, shift)
        names = [row.name for row in desks_of(session, department_id)]
        model = last_like(session, ctx.time, day, shift, names)
        here = [one for one in at.around if (one.day, one.shift) == (day, shift)]
        seats = {one.person_id for one in here}
        if not model:
            return Copied(None)
        loose = {
            one.person_id: one
            for one in crew(session, department_id, day, shift)
            if one.person_id not in seats
        }
        seated, kept_out = _seat_as(at, [row for row in model if row.person_id in loose])
        left = [one for key, one in loose.items() if key not in seated and _sits(one)]
        had_none = [
            msg("{name}: had no desk then", name=one.name)
            for one in left
            if one.person_id not in kept_out
        ]
        return Copied(model[0].day, len(seated), (*kept_out.values(), *had_none))


def _seat_as(at: Shift, model: Sequence[SeatRow]) -> tuple[set[int], dict[int, Message]]:
    """Who sits now as they did then, and why others cannot, by the people's ids."""
    seated, kept_out = set(), {}
    for row in model:
        try:
            place(at, _person(at, row.person_id), row.desk)
        except AppError as error:
            kept_out[row.person_id] = _kept_out(row, error)
        else:
            seated.add(row.person_id)
    return seated, kept_out


def _sits(one: SeatCrewRow) -> bool:
    """Whether they need a desk: those who lead have one if they had one."""
    return one.role is Role.AGENT


def _working(at: Shift, no: str) -> Person:
    """The person with that number; BadInput for whom the shift is not theirs."""
    person_id = ids(at.session, numbers=[no]).get(no)
    if person_id is None:
        raise NotFound(msg("Unknown person"), msg("Nobody has the employee number {no}.", no=no))
    person = _person(at, person_id)
    theirs = person.place_on(at.day).department
    works = shifts_worked(at.session, [person], at.day).get(person_id)
    if works != at.code or theirs != at.department_id:
        raise BadInput(
            msg("Does not work this shift"),
            msg("{name} does not work shift {shift} of this department on {day}.",
                name=person.name, shift=at.code, day=at.day),
        )  # fmt: skip
    return person


def _kept_out(row: SeatRow, error: AppError) -> Message:
    return msg("{desk}, {name}: {why}", desk=row.desk, name=row.name, why=error.message)


def _person(at: Shift, person_id: int) -> Person:
    person = at.known.person(person_id)
    assert person is not None
    return person


def _kept(ctx: Context, session: Session, seat_id: int, version: int | None) -> Scene:
    """A seat that is still to be moved, by who arranges the desks of its department."""
    scene = scene_of(ctx, session, seat_id)
    permission.require(ctx, session, Action.KEEP_DESKS, department_place(_department(scene)))
    refuse_other_version(version, scene.row)
    if scene.standing.scene.state is DeskState.RELEASED:
        raise Conflict(
            msg("Already let go"),
            msg("Desk {desk} was let go at {at}.", desk=scene.seat.desk,
                at=scene.seat.released_at),
        )  # fmt: skip
    return scene


def _department(scene: Scene) -> int:
    department = scene.sitter.place_on(scene.seat.day).department
    if department is None:
        raise BadInput(
            msg("No department"), msg("{name} belongs to no department.", name=scene.seat.name)
        )
    return department


def _same_shift(one: SeatRow, seat: SeatRow, desk: str) -> bool:
    return one.desk == desk and one.day == seat.day and one.shift == seat.shift


def _swap(ctx: Context, session: Session, scene: Scene, other: SeatRow) -> None:
    """Two who sit in one shift change places; the desk in between belongs to nobody."""
    if other.released_at is not None:
        raise Conflict(
            msg("Already let go"),
            msg("Desk {desk} was let go at {at}.", desk=other.desk, at=other.released_at),
        )
    here, there = scene.row, session.get_one(Seat, other.id)
    desk = here.desk
    before, theirs = told(here, reference(session)), told(there, reference(session))
    here.desk = f"@{here.id}"
    session.flush()
    there.desk = desk
    session.flush()
    here.desk = other.desk
    session.flush()
    known = reference(session)
    ctx.audit(session, Deed.SEAT_MOVE, subject(here), before, told(here, known))
    ctx.audit(session, Deed.SEAT_MOVE, subject(there), theirs, told(there, known))


def _put(ctx: Context, session: Session, row: Seat, desk: str) -> None:
    before = told(row, reference(session))
    row.desk = desk
    session.flush()
    ctx.audit(session, Deed.SEAT_MOVE, subject(row), before, told(row, reference(session)))
