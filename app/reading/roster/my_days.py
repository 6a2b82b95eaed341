"""One's own days, to be carried about: as a calendar file, on paper."""

from __future__ import annotations

from datetime import date

from app.context import Context
from app.errors import NotAllowed
from app.queries.roster.my_days import my_days
from app.rules.my_days import MyDays
from app.rules.vocabulary import msg


def load_my_days(ctx: Context, first: date, last: date) -> MyDays:
    """What the actor works from `first` to `last`. NotAllowed for an account without a person."""
    me = ctx.actor.person_id
    if me is None:
        raise NotAllowed(msg("Not allowed"), msg("This account stands on no roster."))
    with ctx.read() as session:
        (found,) = my_days(session, [me], first, last, ctx.time)
    return found
