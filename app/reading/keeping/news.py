"""What was done to the store lately, by whoever it was: of what kind, not what it was."""

from __future__ import annotations

from dataclasses import dataclass

from app.context import Context, Written
from app.queries.keeping import trail
from app.rules.deeds import Deed


@dataclass(frozen=True, slots=True)
class News:
    """The audit trail's last number, and what came after the one that was asked from."""

    last: int
    written: tuple[Written, ...]


def news(ctx: Context, seen: int) -> News:
    """What was recorded after the entry number `seen`.

    A trail that is shorter than that is another store's, gone back to: all may have changed. So
    may it with a deed that only another version of the program knows.
    """
    with ctx.read() as session:
        found = trail.after(session, seen)
        if found:
            return News(found[-1][0], tuple(_written(*one) for one in found))
        last = trail.last(session)
    return News(last, _everything(last) if last < seen else ())


def _written(number: int, action: str) -> Written:
    known = action in Deed._value2member_map_
    return Written(number, Deed(action) if known else Deed.STORE_RESTORE)


def _everything(number: int) -> tuple[Written, ...]:
    return (Written(number, Deed.STORE_RESTORE),)
