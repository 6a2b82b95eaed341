"""What somebody has not read yet of what is for them, and by when it is to be read."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from sqlalchemy.orm import Session

from app.context import Context
from app.queries import facts, work
from app.queries.bulletins.rows import BulletinRow, news, read_by
from app.queries.reference import reference
from app.reading import permission
from app.rules.bulletins.audience import (
    OwnShift,
    OwnShifts,
    due_shift,
    is_for,
    readership,
    reads,
)
from app.rules.facts import Leave, Person
from app.rules.work import working

_AHEAD = timedelta(days=45)
"""How far ahead the shift before which something is to be read is looked for."""


def bulletins_unread(ctx: Context) -> int:
    """How many bulletins the actor has still to read."""
    with ctx.read() as session:
        if not permission.has_say(ctx, session):
            return 0
        return len(unread_of(ctx, session))


def unread_of(ctx: Context, session: Session) -> list[BulletinRow]:
    """What is for the actor and news today, and they have not read; the oldest first."""
    me = ctx.actor.person_id
    person = reference(session).person(me) if me is not None else None
    if person is None:
        return []
    read, today = read_by(session, person.id), ctx.today()
    return [
        row
        for row in news(session, today)
        if row.id not in read and is_mine(ctx, row, person, today)
    ]


def is_mine(ctx: Context, row: BulletinRow, person: Person, day: date) -> bool:
    published = ctx.time.local_date(row.fact.published_at)
    return bool(person.posts) and is_for(row.fact, person, published, day)


def due_of(
    ctx: Context, session: Session, person: Person, rows: Collection[BulletinRow]
) -> dict[int, OwnShift]:
    """Bulletin's id -> the shift by whose start `person` is to have read it, where the roster
    has one."""
    if not rows:
        return {}
    first = ctx.time.local_date(min(row.fact.published_at for row in rows))
    days = _worked(ctx, session, person, first, ctx.today() + _AHEAD)
    due = {
        row.id: due_shift(
            row.fact,
            days.where(lambda day, row=row: reads(readership(row.fact), person.post_on(day))),  # type: ignore[misc]
        )
        for row in rows
    }
    return {key: shift for key, shift in due.items() if shift is not None}


def _worked(ctx: Context, session: Session, person: Person, first: date, last: date) -> OwnShifts:
    ledger = work.sources(session, (person.id,), first, last).ledger()
    leaves: Sequence[Leave] = facts.live_leaves(session, (person.id,), first, last)
    shifts = facts.shift_types(session)
    return OwnShifts.of(
        OwnShift(ctx.time.interval(shifts[code], day)[0], day, code)
        for day in ledger.shifts(person.no)
        if (code := working(ledger, person, day, leaves)) is not None
    )
