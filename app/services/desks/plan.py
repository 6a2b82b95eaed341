"""A department's floor plan: which desks there are, and where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.context import Context
from app.errors import BadInput, NotFound
from app.models import Desk, Seat
from app.queries.desks.rows import SeatRow, seats
from app.reading import permission
from app.rules.deeds import Deed
from app.rules.permissions import Action
from app.rules.plaintext import identifier
from app.rules.vocabulary import msg
from app.services.desks.scene import department_place, minute, refuse_other_version
from app.services.people.places import department_name
from app.services.typed import tidied

LINES, PLACES = 40, 60
"""How large a plan may be."""
_LONGEST = 12
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the plan: a row from the front, a place from the left, both from 0."""

    line: int
    place: int


def add_desk(ctx: Context, department_id: int, name: str, spot: Spot) -> int:
    """Put a new desk on the plan, or one that was taken off it back; its id."""
    with ctx.write() as session:
        _require(ctx, session, department_id)
        department_name(session, department_id)
        return _add(ctx, session, department_id, name, spot)


def add_row(ctx: Context, department_id: int, first_name: str, count: int, line: int) -> list[int]:
    """Put a whole row of desks on the plan, named on from the first: "A1", "A2", and so on."""
    with ctx.write() as session:
        _require(ctx, session, department_id)
        department_name(session, department_id)
        names = enumerate(names_from(first_name, count))
        return [_add(ctx, session, department_id, name, Spot(line, place)) for place, name in names]


def _add(ctx: Context, session: Session, department_id: int, name: str, spot: Spot) -> int:
    name = _named(name)
    _refuse_off_plan(spot)
    _refuse_taken_spot(session, department_id, spot)
    row = session.scalar(select(Desk).where(Desk.name == name))
    if row is not None:
        _refuse_used_name(row, department_id)
        row.retired, row.line, row.place = False, spot.line, spot.place
    else:
        row = Desk(department_id=department_id, name=name, line=spot.line, place=spot.place)
        session.add(row)
    session.flush()
    ctx.audit(session, Deed.DESK_ADD, f"desk:{name}", None, _told(row))
    return row.id


def names_from(first: str, count: int) -> list[str]:
    """ "A08" and 3 -> A08, A09, A10; a name without a number at its end gets one."""
    first = identifier(tidied(first))
    stem = first.rstrip("0123456789")
    digits = first[len(stem) :] or "1"
    return [f"{stem}{int(digits) + step:0{len(digits)}}" for step in range(count)]


def move_desk(ctx: Context, desk_id: int, spot: Spot, version: int | None = None) -> None:
    """Put a desk elsewhere on its plan; who stands there already changes places with it."""
    with ctx.write() as session:
        row = _desk(ctx, session, desk_id, version)
        _refuse_off_plan(spot)
        other = _at(session, row.department_id, spot)
        before = _told(row)
        if other is not None and other.id != row.id:
            swapped = _told(other)
            other.line, other.place = row.line, row.place
            session.flush()
            ctx.audit(session, Deed.DESK_EDIT, f"desk:{other.name}", swapped, _told(other))
        row.line, row.place = spot.line, spot.place
        session.flush()
        ctx.audit(session, Deed.DESK_EDIT, f"desk:{row.name}", before, _told(row))


def rename_desk(ctx: Context, desk_id: int, name: str, version: int | None = None) -> None:
    """Call a desk something else, from the shift that runs on: so its relief still finds it."""
    with ctx.write() as session:
        row = _desk(ctx, session, desk_id, version)
        name = _named(name)
        if name == row.name:
            return
        other = session.scalar(select(Desk).where(Desk.name == name))
        if other is not None:
            raise _name_used(name)
        before = _told(row)
        for held in _held(ctx, session, row.name):
            seat = session.get_one(Seat, held.id)
            _refuse_seat_of_that_name(session, seat, name)
            seat.desk = name
        row.name = name
        session.flush()
        ctx.audit(session, Deed.DESK_EDIT, f"desk:{name}", before, _told(row))


def retire_desk(ctx: Context, desk_id: int, version: int | None = None) -> None:
    """Take a desk off the plan; who sat there stays on record. BadInput while somebody is placed
    at it today or later."""
    with ctx.write() as session:
        row = _desk(ctx, session, desk_id, version)
        for seat in _held(ctx, session, row.name):
            raise BadInput(
                msg("Somebody is placed there"),
                msg("{name} sits at desk {desk} on {day}. Move them first.",
                    name=seat.name, desk=row.name, day=seat.day),
            )  # fmt: skip
        before = _told(row)
        row.retired = True
        session.flush()
        ctx.audit(session, Deed.DESK_RETIRE, f"desk:{row.name}", before, None)


def _held(ctx: Context, session: Session, desk: str) -> list[SeatRow]:
    """Who is at the desk, or still to come to it; not who never came in a shift that is over."""
    now = minute(ctx)
    since = ctx.time.local_date(now) - _DAY
    found = seats(session, ctx.time, Seat.desk == desk, Seat.day >= since)
    return [one for one in found if one.released_at is None and (one.is_open or one.end > now)]


def _refuse_seat_of_that_name(session: Session, seat: Seat, name: str) -> None:
    """A workbook may have brought a seat at a desk that is on no plan."""
    same = (Seat.day == seat.day, Seat.shift_id == seat.shift_id, Seat.desk == name)
    if session.scalar(select(Seat.id).where(*same)) is not None:
        raise _name_used(name)


def _require(ctx: Context, session: Session, department_id: int) -> None:
    permission.require(ctx, session, Action.KEEP_DESKS, department_place(department_id))


def _desk(ctx: Context, session: Session, desk_id: int, version: int | None) -> Desk:
    row = session.get(Desk, desk_id)
    if row is None or row.retired:
        raise NotFound(msg("No such desk"), msg("Somebody has taken it off the plan."))
    _require(ctx, session, row.department_id)
    refuse_other_version(version, row)
    return row


def _at(session: Session, department_id: int, spot: Spot) -> Desk | None:
    return session.scalar(
        select(Desk).where(
            Desk.department_id == department_id,
            Desk.line == spot.line,
            Desk.place == spot.place,
            ~Desk.retired,
        )
    )


def _refuse_taken_spot(session: Session, department_id: int, spot: Spot) -> None:
    other = _at(session, department_id, spot)
    if other is not None:
        raise BadInput(
            msg("A desk stands there"), msg("Desk {desk} has that place.", desk=other.name)
        )


def _refuse_off_plan(spot: Spot) -> None:
    if not (0 <= spot.line < LINES and 0 <= spot.place < PLACES):
        raise BadInput(
            msg("Outside the plan"),
            msg("A plan has up to {lines} rows of {places} desks.", lines=LINES, places=PLACES),
        )


def _named(name: str) -> str:
    """In its one form, as a workbook has it: `Ａ１` is A1."""
    name = identifier(tidied(name))
    if not name.isprintable() or not 0 < len(name) <= _LONGEST or "@" in name:
        raise BadInput(
            msg("A desk needs a short name"),
            msg("Give up to {n} characters, such as A01.", n=_LONGEST),
        )
    return name


def _refuse_used_name(row: Desk, department_id: int) -> None:
    if not row.retired or row.department_id != department_id:
        raise _name_used(row.name)


def _name_used(name: str) -> BadInput:
    return BadInput(
        msg("That name is taken"),
        msg("There is a desk {desk} in the centre already; no two share a name.", desk=name),
    )


def _told(row: Desk) -> dict[str, object]:
    return {"desk": row.name, "line": row.line + 1, "place": row.place + 1}
