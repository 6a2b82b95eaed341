"""A year of the centre's calendar, and whether the actor may change it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.context import Context
from app.queries.keeping import calendar as rows
from app.queries.keeping.calendar import CalendarDayRow
from app.reading import permission
from app.reading.keeping.published import known_days
from app.rules.permissions import Action
from app.rules.vocabulary import Message


@dataclass(frozen=True, slots=True)
class YearRows:
    """One year's marked days, whether more of it is known, and who may change it."""

    today: date
    days: Sequence[CalendarDayRow]
    known: int
    may_edit: bool
    who: Message


def load_year(ctx: Context, year: int | None) -> YearRows:
    """Read a year (None: this one)."""
    today = ctx.today()
    year = year or today.year
    with ctx.read() as session:
        return YearRows(
            today,
            rows.days(session, date(year, 1, 1), date(year, 12, 31)),
            len(known_days(year)),
            permission.standing(ctx, session).may(Action.EDIT_CALENDAR),
            permission.who_may_do(session, Action.EDIT_CALENDAR),
        )
