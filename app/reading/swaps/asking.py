"""What an agent looks at before asking: their own shifts, a colleague's, and the verdict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.context import Context
from app.errors import NotFound
from app.models import Assignment, Person
from app.queries.people.rows import name_of
from app.queries.roster import grid as roster
from app.queries.roster.load import shift_rows
from app.queries.roster.rows import PersonMonth, ShiftRow
from app.queries.swaps.rows import swaps_of
from app.queries.work import worked
from app.reading import permission
from app.reading.requests.discretion import Discretion
from app.reading.swaps.judging import Asked, judge
from app.rules.permissions import Action
from app.rules.swap_states import CONSENTING
from app.rules.verdict import Verdict
from app.rules.vocabulary import msg

WEEKS = 5
MOST_WEEKS = 26
"""How far ahead one looks for a shift to give or to take."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class OwnShifts:
    """The actor's coming days, and the centre's shift types. `asked`: the days whose shift is in
    a request that waits for somebody, with its number."""

    days: PersonMonth | None
    shifts: tuple[ShiftRow, ...]
    asked: Mapping[date, str]


@dataclass(frozen=True, slots=True)
class Considered:
    """The verdict on a swap that is being thought of. `names`: number -> name of whoever it says.

    `counterpart_id` is what filing it takes.
    """

    counterpart_id: int
    verdict: Verdict
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody to ask, with the codes of their coming shifts by date."""

    no: str
    name: str
    shifts: Mapping[date, str]


def own_shifts(ctx: Context, weeks: int = WEEKS) -> OwnShifts:
    """What the actor works from today on, as published, swaps applied."""
    with ctx.read() as session:
        _require(ctx, session)
        first = ctx.today()
        last = max(_last(first, weeks), _published_until(session, ctx.actor.person_id, first))
        days = roster.person_month(session, ctx.actor.name, first, last, first)
        return OwnShifts(days, tuple(shift_rows(session)), _asked(session, ctx.actor.person_id))


def colleague(ctx: Context, no: str, weeks: int = WEEKS) -> Colleague:
    """What a colleague of the department works in the coming weeks: what a swap needs, no more."""
    with ctx.read() as session:
        _require(ctx, session)
        first = ctx.today()
        key = _person_id(session, no)
        permission.require_colleague(ctx, session, key)
        last = max(_last(first, weeks), _published_until(session, ctx.actor.person_id, first))
        shifts = worked(session, [key], first, last).shifts(no)
        row = name_of(session, key)
        assert row is not None
        return Colleague(
            no, row.name, {day: code for day, code in shifts.items() if first <= day <= last}
        )


def consider(ctx: Context, gives: date, counterpart: str, takes: date) -> Considered:
    """The verdict on giving one's shift on `gives` for the colleague's on `takes`; writes nothing.

    NotAllowed for somebody of another department, about whom nothing is told.
    What concerns a colleague's leave is told without its kind (CONF-1).
    """
    with ctx.read() as session:
        _require(ctx, session)
        assert ctx.actor.person_id is not None
        other = _person_id(session, counterpart)
        seen = permission.require_colleague(ctx, session, other)
        judged = judge(ctx, session, Asked(ctx.actor.person_id, gives, other, takes))
        names = {no: person.name for no, person in judged.people.items()}
        return Considered(other, Discretion(session, seen).verdict(judged.verdict), names)


def _asked(session: Session, person_id: int | None) -> dict[date, str]:
    """SWAP-11: the shifts of a person that they cannot offer once more, and the request."""
    return {
        day: row.no
        for row in swaps_of(session, person_id or 0)
        if row.status in CONSENTING or (row.undecided and row.requester.person_id == person_id)
        for owner, day in row.legs
        if owner == person_id
    }


def _require(ctx: Context, session: Session) -> None:
    permission.require_for(ctx, session, Action.FILE_SWAP, ctx.actor.person_id or 0)


def _person_id(session: Session, no: str) -> int:
    key = session.scalar(select(Person.id).where(Person.employee_no == no))
    if key is None:
        raise NotFound(msg("Nobody has this number"), msg("There is no employee {no}.", no=no))
    return key


def _published_until(session: Session, person_id: int | None, first: date) -> date:
    """The last day for which the person's roster is published."""
    row = Assignment
    last = session.scalar(select(func.max(row.day)).where(row.person_id == person_id))
    return min(last or first, first + MOST_WEEKS * 7 * _DAY)


def _last(first: date, weeks: int) -> date:
    return first + weeks * 7 * _DAY - _DAY
