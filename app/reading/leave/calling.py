"""Which shift somebody misses who calls in sick now."""

from __future__ import annotations

from datetime import date, timedelta

from app.context import Context
from app.queries.reference import reference
from app.queries.work import worked
from app.reading import permission

_AHEAD = timedelta(days=2)
"""Whoever calls in for a later shift has the time to say for which."""


def missed_on(ctx: Context, person_id: int) -> date | None:
    """The date of their first shift that has not begun (LEAVE-5: one calls before it), today or in
    the next two days; None where there is none, or none that the actor may see."""
    with ctx.read() as session:
        known, today = reference(session), ctx.today()
        person, mine = known.person(person_id), permission.sight(ctx, session)
        if person is None:
            return None
        held = worked(session, [person_id], today, today + _AHEAD).shifts(person.no)
        for day, code in sorted(held.items()):
            begins = ctx.time.interval(known.shifts[code], day)[0]
            if begins > ctx.now() and mine.roster(person_id, day):
                return day
        return None
