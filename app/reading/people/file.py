"""Opening one person's file: only what the permission table lets the actor see."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from app.context import Context
from app.errors import NotFound
from app.models import Person
from app.queries.people import rows as people
from app.queries.people.person import PersonFile, Seen, person_file
from app.reading import permission
from app.rules.permissions import Action
from app.rules.vocabulary import msg


def open_file(ctx: Context, no: str, month: date | None = None) -> PersonFile:
    """The file of the person with the number `no` for a month (this one).

    Raises NotFound for a number that nobody has, NotAllowed where no part of it may be seen.
    """
    today = ctx.today()
    with ctx.read() as session:
        key = session.scalar(select(Person.id).where(Person.employee_no == no))
        row = people.person(session, key, today) if key is not None else None
        if row is None:
            raise NotFound(
                msg("Nobody has this number"),
                msg("There is no employee {no}. Look for the name on the People page.", no=no),
            )
        mine, place = permission.standing(ctx, session), row.post.place
        seen = Seen(
            roster=mine.may(Action.SEE_ROSTER, place, row.id),
            posts=mine.may(Action.SEE_PEOPLE, place, row.id),
            registers=mine.may(Action.SEE_REGISTERS, place, row.id),
            inspections=mine.may(Action.READ_INSPECTIONS, place, row.id),
        )
        if seen.nothing:
            raise permission.refusal(session, Action.SEE_PEOPLE, place)
        return person_file(session, row, month or today, seen, ctx.time, ctx.now())
