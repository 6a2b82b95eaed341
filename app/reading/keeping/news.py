"""What was done to the store lately, by whoever it was: of what kind, not what it was."""

from __future__ import annotations

from dataclasses import dataclass

from app.context import Context, Written
from app.queries.keeping import trail
from app.queries.requests.notices import last_notice
from app.rules.deeds import Deed, known


@dataclass(frozen=True, slots=True)
class News:
    """The audit trail's last number, and what came after the one that was asked from."""

    last: int
    written: tuple[Written, ...]
    notice: int = 0
    """The id of the actor's latest notice, in a store that is shared: whether it concerns them."""


def news(ctx: Context, seen: int) -> News:
    """What was recorded after the entry number `seen`.

    A trail that is shorter than that is another store's, gone back to: all may have changed. So
    may it with a deed that only another version of the program knows.
    """
    with ctx.read() as session:
        found = trail.since(session, seen)
        if not found:  # not even the one that was seen
            return _another_trail(trail.last(session), seen)
        me = ctx.actor.person_id
        notice = last_notice(session, me) if ctx.store.shared and me is not None else 0
    new = tuple(_written(number, action) for number, action in found if number > seen)
    return News(found[-1][0], new, notice)


def _written(number: int, action: str) -> Written:
    return Written(number, known(action) or Deed.STORE_RESTORE)


def _another_trail(last: int, seen: int) -> News:
    return News(last, (Written(last, Deed.STORE_RESTORE),) if seen else ())
