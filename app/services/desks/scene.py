"""What every step at a desk stands on, read under the lock: the seat, its neighbours, who acts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.context import Context
from app.errors import Conflict, NotFound
from app.models import Desk, Seat
from app.queries.desks.rows import SeatRow, off_floor, seats_around
from app.queries.desks.standing import Standing, standing_of
from app.queries.reference import Reference, reference
from app.reading import permission
from app.rules.desks.relief import WHO, DeskAction, DeskPart, possible
from app.rules.facts import Person, Place
from app.rules.ground import LEADING
from app.rules.permissions import Action
from app.rules.vocabulary import msg


@dataclass(frozen=True, slots=True)
class Scene:
    """One seat as it stands now, and who acts upon it."""

    row: Seat
    """The row itself, for whoever changes it."""
    standing: Standing
    around: tuple[SeatRow, ...]
    """Every seat of its day and of the days beside it."""
    sitter: Person
    parts: frozenset[DeskPart]
    """What the actor is to the desk."""
    now: datetime

    @property
    def seat(self) -> SeatRow:
        return self.standing.seat

    def may(self, action: DeskAction) -> bool:
        return possible(self.standing.scene, action) and not WHO[action].isdisjoint(self.parts)


def minute(ctx: Context) -> datetime:
    """Now, to the minute, as all times of the daily books are."""
    return ctx.now().replace(second=0, microsecond=0)


def department_place(department_id: int | None) -> Place:
    return Place(department_id, None)


def scene_of(ctx: Context, session: Session, seat_id: int) -> Scene:
    """The seat with this id; NotFound where somebody has taken it off, NotAllowed for whom it is
    neither the own desk nor one of the own department."""
    row = session.get(Seat, seat_id)
    if row is None:
        raise NotFound(
            msg("No longer placed there"), msg("Somebody has changed the seating meanwhile.")
        )
    known, now = reference(session), minute(ctx)
    around = tuple(seats_around(session, ctx.time, row.day))
    seat = next(one for one in around if one.id == seat_id)
    away = {one.person_id for one in off_floor(session, now)}
    sitter = known.person(seat.person_id)
    assert sitter is not None
    parts = _parts(ctx, session, known, sitter, row.day)
    return Scene(row, standing_of(seat, around, away, now), around, sitter, parts, now)


def _parts(
    ctx: Context, session: Session, known: Reference, sitter: Person, day: date
) -> frozenset[DeskPart]:
    """The sitter, or one who leads; NotAllowed for anybody else."""
    mine = permission.standing(ctx, session, known=known)
    permission.require_part(mine)
    if mine.person_id == sitter.id:
        return frozenset({DeskPart.SITTER})
    place = department_place(sitter.place_on(day).department)
    permission.require(ctx, session, Action.KEEP_DESKS, place, known=known)
    return frozenset({DeskPart.LEADER})


def leads(known: Reference, actor_id: int | None, person: Person, day: date) -> bool:
    """Whether the actor leads the department of the person's post, both on `day`."""
    actor = known.person(actor_id) if actor_id is not None else None
    if actor is None or not actor.posts:
        return False
    post, theirs = actor.post_on(day), person.post_on(day)
    return post.role in LEADING and bool(theirs.department) and post.department == theirs.department


def refuse_other_version(version: int | None, row: Seat | Desk) -> None:
    """Conflict where the row is no longer the one that was shown; None: nothing was."""
    if version is not None and row.version != version:
        raise Conflict(
            msg("Somebody else changed this first."),
            msg("Look at the desk as it stands now, and do it once more."),
        )


def told(row: Seat, known: Reference) -> Mapping[str, object]:
    """A seat as the audit trail keeps it."""
    return {
        "desk": row.desk,
        "person": known.number(row.person_id),
        "checked_in_at": row.checked_in_at,
        "released_at": row.released_at,
    }


def subject(seat: SeatRow | Seat) -> str:
    return f"desk:{seat.desk}@{seat.day}"
