"""Whoever works by a published roster is told of it: that it is out, and what changes in it.

One notice for each person and publication. A cover, an offer and a swap tell of their own shifts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.context import Context
from app.models import Assignment
from app.queries.people.rows import name_of
from app.queries.roster import load
from app.queries.roster.load import month_range
from app.services.requests.ledger import Letter, tell_each
from app.services.roster.versions import ChangedCell

_SHOWN = 3
"""The days that a notice names one by one; it counts them all."""


def tell_changed(ctx: Context, session: Session, cells: Iterable[ChangedCell], reason: str) -> None:
    """Tell each person which of their published shifts became what, why and by whom."""
    codes = {id_: shift.code for id_, shift in load.shifts_by_id(session).items()}
    mine: dict[int, list[tuple[date, str, str]]] = defaultdict(list)
    for person, day, was, now in cells:
        mine[person].append((day, codes.get(was or 0, ""), codes.get(now or 0, "")))
    by = _by(ctx, session)
    letters = []
    for person, changes in mine.items():
        changes.sort()
        words = {"changes": changes[:_SHOWN], "n": len(changes), "by": by, "reason": reason}
        letters.append(Letter(person, f"roster:{changes[0][0]}", words))
    tell_each(ctx, session, letters, "roster.changed")


def tell_out(
    ctx: Context, session: Session, people: Collection[int], month: date, reason: str
) -> None:
    """Tell people that `month` is published for the first time, and how many shifts are theirs.

    Nobody is told of a month that is over, nor who has no shift in it.
    """
    first, last = month_range(month)
    if last < ctx.today() or not people:
        return
    row = Assignment
    counted = session.execute(
        select(row.person_id, func.count(), func.min(row.day))
        .where(row.day.between(first, last))
        .group_by(row.person_id)
    )
    by = _by(ctx, session)
    letters = [
        Letter(person, f"roster:{day}", {"month": first, "n": n, "by": by, "reason": reason})
        for person, n, day in counted
        if person in people
    ]
    tell_each(ctx, session, letters, "roster.out")


def _by(ctx: Context, session: Session) -> str:
    mine = ctx.actor.person_id
    known = name_of(session, mine) if mine is not None else None
    return known.name if known is not None else ctx.actor.name
