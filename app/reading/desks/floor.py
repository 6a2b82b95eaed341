"""One reading of a department's floor for a shift, for the page, off the GUI thread.

Who leads the department or stands above it sees everybody. An agent sees which desks are taken,
the own desk with whoever sits there before and after, and their own place in the queue (CONF-1).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Protocol, TypeVar

from sqlalchemy.orm import Session

from app.context import Context
from app.queries.desks.crew import SeatCrewRow, crew
from app.queries.desks.rows import (
    DeskRow,
    OffRow,
    SeatRow,
    StopRow,
    WaitRow,
    desks_of,
    off_floor,
    seats_around,
    standing_orders,
    waiting,
)
from app.queries.desks.standing import Standing, held_before, standing_of
from app.queries.people.rows import DepartmentRow, departments
from app.queries.reference import Reference, reference
from app.queries.roster.load import shift_rows
from app.queries.roster.rows import ShiftRow
from app.reading import permission
from app.reading.desks.moment import FloorAsked, own_shift, shown_shift
from app.rules.facts import Place
from app.rules.permissions import Action, Scope
from app.rules.sight import Standing as Mine
from app.rules.vocabulary import Role

SEATED_BEFORE = timedelta(hours=12)
"""How long before a shift somebody begins to ask for their desk."""


class _OfPerson(Protocol):
    @property
    def person_id(self) -> int: ...


R = TypeVar("R", bound=_OfPerson)


@dataclass(frozen=True, slots=True)
class Spot:
    """One desk of the plan in one shift. `now` None: nobody is placed there.

    `before`: who has it from the shift before and has not let it go. `taken`: who sits there in
    another shift that overlaps this one: nobody can be placed. `off`: the sitter, off the floor.
    `stopped`: the order that they stop working.
    """

    desk: DeskRow
    now: Standing | None = None
    before: SeatRow | None = None
    taken: SeatRow | None = None
    off: OffRow | None = None
    stopped: StopRow | None = None
    mine: bool = False

    @property
    def free(self) -> bool:
        """Whether somebody can be placed there for this shift."""
        return self.now is None and self.taken is None

    @property
    def relief(self) -> SeatRow | None:
        """Who sits there next."""
        return self.now.reliefs[0] if self.now is not None and self.now.reliefs else None


@dataclass(frozen=True, slots=True)
class OwnShift:
    """A shift of one's own, of yesterday to tomorrow, that is not over."""

    day: date
    code: str
    start: datetime

    def is_near(self, now: datetime) -> bool:
        """Whether a desk for it is to be expected by now."""
        return self.start - SEATED_BEFORE <= now


@dataclass(frozen=True, slots=True)
class FloorReading:
    """A department's floor. `department` None: there is none that one may see.

    `keep`: whether the desks may be arranged here; `sees_all`: whether names are shown.
    `queue_place`: how many of the team wait before the actor.
    """

    departments: Sequence[DepartmentRow]
    department: DepartmentRow | None
    day: date
    shift: str
    shifts: Sequence[ShiftRow]
    now: datetime
    keep: bool = False
    sees_all: bool = False
    is_head: bool = False
    over: bool = False
    limit_minutes: int = 0
    at_once: int = 0
    spots: Sequence[Spot] = ()
    elsewhere: Sequence[Standing] = ()
    """Seats of the department's people at desks that are on no plan of it."""
    loose: Sequence[SeatCrewRow] = ()
    """Who works the shift and has no desk."""
    workers: Sequence[SeatCrewRow] = ()
    off: Sequence[OffRow] = ()
    queue: Sequence[WaitRow] = ()
    stops: Sequence[StopRow] = ()
    mine: Standing | None = None
    """The actor's own seat."""
    my_next: OwnShift | None = None
    """The shift that the actor works, or the next one."""
    my_off: OffRow | None = None
    my_wait: WaitRow | None = None
    queue_place: int = 0


def read_floor(ctx: Context, asked: FloorAsked) -> FloorReading:
    """The floor of the department asked for, of one's own, or of the first that may be seen."""
    with ctx.read() as session:
        known = reference(session)
        mine = permission.standing(ctx, session, known=known)
        permission.require_part(mine)
        seen = _departments(ctx, session, mine)
        shifts = [row for row in shift_rows(session) if not row.retired]
        chosen = _chosen(seen, asked.department_id, mine)
        if chosen is None or not shifts:
            day = asked.day or ctx.today()
            return FloorReading(seen, None, day, "", shifts, ctx.now())
        day, code = shown_shift(ctx, session, known, mine, chosen.id, asked, shifts)
        bare = FloorReading(seen, chosen, day, code, shifts, ctx.now())
        return _filled(ctx, session, known, mine, bare)


def _departments(ctx: Context, session: Session, mine: Mine) -> list[DepartmentRow]:
    return [
        row
        for row in departments(session, ctx.today())
        if mine.may(Action.SEE_DESKS, Place(row.id, None))
        or (mine.scope(Action.SEE_DESKS) is Scope.OWN and mine.place.department == row.id)
    ]


def _chosen(
    seen: Sequence[DepartmentRow], department_id: int | None, mine: Mine
) -> DepartmentRow | None:
    by_id = {row.id: row for row in seen}
    own = by_id.get(mine.place.department or 0)
    return by_id.get(department_id or 0) or own or (seen[0] if seen else None)


def _filled(
    ctx: Context, session: Session, known: Reference, mine: Mine, bare: FloorReading
) -> FloorReading:
    """The desks with who sits there, and who is off the floor, waits, or is told to stop."""
    assert bare.department is not None
    place, policy = Place(bare.department.id, None), known.policies.at(bare.now)
    sees_all = mine.may(Action.SEE_DESKS, place)
    around = seats_around(session, ctx.time, bare.day)
    off, queue = off_floor(session, bare.now), waiting(session)
    away = {row.person_id for row in off}
    stops = standing_orders(session)
    standings = [
        standing_of(row, around, away, bare.now)
        for row in around
        if (row.day, row.shift) == (bare.day, bare.shift)
    ]
    desks = desks_of(session, bare.department.id)
    workers = crew(session, bare.department.id, bare.day, bare.shift)
    span = ctx.time.interval(known.shifts[bare.shift], bare.day)
    spots = _spots(desks, standings, around, span, off, stops, bare.now)
    filled = replace(
        bare,
        keep=mine.may(Action.KEEP_DESKS, place),
        sees_all=sees_all,
        is_head=mine.may(Action.KEEP_DESKS, place) and mine.role is Role.DEPARTMENT_HEAD,
        over=span[1] <= bare.now,
        limit_minutes=policy.off_post_limit_minutes,
        at_once=policy.off_post_at_once,
        spots=spots,
        mine=_mine(mine, around, away, bare),
        my_next=_next(ctx, session, known, mine, bare.shifts),
    )
    if not sees_all:
        return _own_view(filled, mine, known, off, queue, ctx.today())
    theirs = _of_department(known, bare.department.id, ctx.today())
    names = {row.name for row in desks}
    seated = {one.seat.person_id for one in standings}
    return replace(
        filled,
        elsewhere=[
            one for one in standings if one.seat.desk not in names and theirs(one.seat.person_id)
        ],
        loose=[one for one in workers if one.person_id not in seated],
        workers=workers,
        off=[row for row in off if theirs(row.person_id)],
        queue=[row for row in queue if theirs(row.person_id)],
        stops=[row for row in stops if theirs(row.person_id)],
        my_off=_first(off, mine.person_id),
        my_wait=_first(queue, mine.person_id),
    )


def _spots(
    desks: Iterable[DeskRow],
    standings: Sequence[Standing],
    around: Sequence[SeatRow],
    span: tuple[datetime, datetime],
    off: Sequence[OffRow],
    stops: Sequence[StopRow],
    now: datetime,
) -> list[Spot]:
    by_desk = {one.seat.desk: one for one in standings}
    start, end = span
    held = {row.desk: row for row in around if row.is_open and row.end <= max(now, start)}
    overlapping = [row for row in around if row.overlaps(start, end)]
    overlapping.sort(key=lambda row: (row.end <= now, row.start), reverse=True)
    taken = {row.desk: row for row in overlapping}  # of several, who sits there now or first
    return [
        _spot(desk, by_desk[desk.name], around, held.get(desk.name), off, stops)
        if desk.name in by_desk
        else Spot(desk, before=held.get(desk.name), taken=taken.get(desk.name))
        for desk in desks
    ]


def _spot(
    desk: DeskRow,
    here: Standing,
    around: Sequence[SeatRow],
    left: SeatRow | None,
    off: Sequence[OffRow],
    stops: Sequence[StopRow],
) -> Spot:
    """`left`: somebody whose shift is over, or will be by then, and who has the desk still."""
    before = held_before(here.seat, around)
    other = left if left is not None and left.id != here.seat.id else None
    return Spot(
        desk,
        here,
        before=before[0] if before else other,
        off=_first(off, here.seat.person_id),
        stopped=_first(stops, here.seat.person_id),
    )


def _mine(
    mine: Mine, around: Sequence[SeatRow], away: Collection[int], bare: FloorReading
) -> Standing | None:
    """One's own seat: the one that is not let go yet, or the next, or that of the shift shown."""
    own = [row for row in around if row.person_id == mine.person_id]
    shown = [row for row in own if (row.day, row.shift) == (bare.day, bare.shift)]
    held = [row for row in own if row.is_open]
    ahead = [row for row in own if row.end > bare.now and row.released_at is None]
    for row in (*held, *ahead, *shown):
        return standing_of(row, around, away, bare.now)
    return None


def _next(
    ctx: Context, session: Session, known: Reference, mine: Mine, shifts: Sequence[ShiftRow]
) -> OwnShift | None:
    found = own_shift(ctx, session, known, mine, shifts)
    if found is None:
        return None
    day, code = found
    return OwnShift(day, code, ctx.time.interval(known.shifts[code], day)[0])


def _own_view(
    filled: FloorReading,
    mine: Mine,
    known: Reference,
    off: Sequence[OffRow],
    queue: Sequence[WaitRow],
    today: date,
) -> FloorReading:
    """What an agent sees: the desks, the own one with its neighbours in time, the own place."""
    team = _team_of(known, mine.person_id, today)
    before = []
    for row in queue:
        if row.person_id == mine.person_id:
            break
        if _team_of(known, row.person_id, today) == team:
            before.append(row)
    wait = _first(queue, mine.person_id)
    return replace(
        filled,
        spots=[_own_spot(spot, filled.mine) for spot in filled.spots],
        my_off=_first(off, mine.person_id),
        my_wait=wait,
        queue_place=len(before) if wait else 0,
    )


def _own_spot(spot: Spot, mine: Standing | None) -> Spot:
    """The own seat with all that belongs to it; of who sits at that desk before and after, who
    they are and nothing more; of others, that the desk is taken."""
    if mine is None or spot.desk.name != mine.seat.desk:
        return _nameless(spot)
    if spot.now is None or spot.now.seat.id == mine.seat.id:
        return replace(spot, mine=True)
    seat = spot.now.seat
    if mine.seat.end == seat.start or seat.end == mine.seat.start:
        return Spot(spot.desk, Standing(seat, spot.now.scene, ()), mine=True)
    return _nameless(spot)


def _nameless(spot: Spot) -> Spot:
    """That a desk is taken, not by whom."""
    if spot.now is None:
        return Spot(spot.desk, taken=_blank(spot.taken) if spot.taken else None)
    return Spot(spot.desk, Standing(_blank(spot.now.seat), spot.now.scene, ()))


def _blank(seat: SeatRow) -> SeatRow:
    return replace(seat, person_id=0, no="", name="", override_by="", override_reason="")


def _team_of(known: Reference, person_id: int | None, today: date) -> tuple[str, str] | None:
    person = known.person(person_id) if person_id is not None else None
    return person.post_on(today).team_key if person is not None and person.posts else None


def _of_department(known: Reference, department_id: int, today: date) -> Callable[[int], bool]:
    return lambda person_id: known.place_of(person_id, today).department == department_id


def _first(rows: Iterable[R], person_id: int | None) -> R | None:
    return next((row for row in rows if row.person_id == person_id), None)
