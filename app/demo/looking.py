"""Looking into the demo as its maker, for the tour's walks."""

from __future__ import annotations

from datetime import date, timedelta

from app.context import Context
from app.queries.known import ids
from app.queries.roster.grid import person_month
from app.queries.roster.rows import PersonDay

_DAY = timedelta(days=1)


def days_of(
    ctx: Context, no: str, first: int, last: int, origin: date | None = None
) -> tuple[PersonDay, ...]:
    """Somebody's days, counted from `origin` (today)."""
    today = ctx.today()
    start = origin or today
    with ctx.read() as session:
        found = person_month(session, no, start + first * _DAY, start + last * _DAY, today)
    return found.days if found else ()


def id_of(ctx: Context, no: str) -> int:
    """The key in the store of the person with this number."""
    with ctx.read() as session:
        return ids(session, numbers=[no])[no]
