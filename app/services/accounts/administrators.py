"""The rule that somebody can look after the accounts, for every change that could break it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session

from app.context import Context
from app.errors import NotAllowed
from app.queries.accounts import rows
from app.rules.administrators import unkept
from app.rules.vocabulary import msg


@contextmanager
def keeping_an_administrator(ctx: Context, session: Session) -> Iterator[None]:
    """Refuse the change made within, if on some day from today on it leaves nobody to look after
    the accounts where there was somebody. NotAllowed says who was the last, and until when."""
    before = rows.keepers(session)
    yield
    session.flush()
    lost = unkept(before, rows.keepers(session), ctx.today())
    if lost is not None:
        raise NotAllowed(
            msg("The last administrator"),
            msg(
                "From {day} on nobody could look after accounts: until then it is {names}."
                " First appoint another administrator with an account, from {day} on at the"
                " latest.",
                day=lost.day,
                names=", ".join(keeper.name for keeper in lost.last),
            ),
        )
