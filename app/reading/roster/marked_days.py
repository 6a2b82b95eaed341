"""What a calendar to choose a day from marks: holidays, and one's own shifts and leave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.context import Context
from app.queries.roster import grid, load
from app.queries.roster.load import Days
from app.queries.roster.rows import DayHead, PersonDay, PersonMonth, ShiftRow


@dataclass(frozen=True, slots=True)
class MarkedDays:
    """Some days. `month` None: only holidays were asked for, or the account is nobody's."""

    heads: Mapping[date, DayHead]
    mine: Mapping[date, PersonDay]
    shifts: Sequence[ShiftRow]
    month: PersonMonth | None


def load_marked_days(ctx: Context, first: date, last: date, *, own: bool) -> MarkedDays:
    """The days from `first` to `last`; with `own` the actor's shifts, swaps and leave on them."""
    today = ctx.today()
    with ctx.read() as session:
        heads = load.day_heads(session, Days.of(first, last), today)
        month = None
        if own and ctx.actor.person_id is not None:
            month = grid.person_month(session, ctx.actor.name, first, last, today)
        days = month.days if month is not None else ()
        return MarkedDays(
            {head.day: head for head in heads},
            {day.head.day: day for day in days},
            load.shift_rows(session) if month is not None else (),
            month,
        )
