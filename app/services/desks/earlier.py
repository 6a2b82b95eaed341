"""Placing people must not break what was right: a desk that was let go stays rightly let go.

Whoever is placed at a desk for the shift that follows is somebody to be waited for (HAND-2), also
where the desk was let go before they were placed there.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.context import Context
from app.errors import RuleViolated
from app.queries.desks.rows import SeatRow, seats_around
from app.queries.desks.standing import reliefs_of
from app.queries.known import ids
from app.queries.reference import reference
from app.rules.books import Seat as SeatFact
from app.rules.desks.release import Release, judge_release
from app.rules.findings import Finding
from app.rules.vocabulary import msg
from app.services.desks.scene import leads, subject


def refuse_broken_releases(
    ctx: Context,
    session: Session,
    day: date,
    start: datetime,
    desks: Collection[str],
    added: Sequence[SeatFact] = (),
) -> None:
    """RuleViolated where, as people are placed now, somebody let one of `desks` go too early who
    had not when they did. `start`: of the shift for which somebody was placed, on `day`; `added`:
    who is about to be."""
    around = seats_around(session, ctx.time, day)
    for seat in around:
        if seat.desk in desks and seat.end == start and seat.released_at is not None:
            reliefs = [*(one.fact for one in reliefs_of(seat, around)), *added]
            led = _overridden(session, seat)
            figures = judge_release(
                Release(seat.fact, seat.released_at, reliefs, overrider_leads=led)
            )
            if figures is not None:
                raise RuleViolated(
                    msg("Desk {desk} was let go already", desk=seat.desk),
                    msg(
                        "{name} let desk {desk} go at {at} as nobody followed there. Choose "
                        "another desk.",
                        name=seat.name, desk=seat.desk, at=seat.released_at,
                    ),
                    [Finding(subject(seat), seat.no, seat.day, figures)],
                )  # fmt: skip


def _overridden(session: Session, seat: SeatRow) -> bool:
    if not seat.override_by:
        return False
    known = reference(session)
    person = known.person(seat.person_id)
    by = ids(session, numbers=[seat.override_by]).get(seat.override_by)
    return person is not None and leads(known, by, person, seat.day)
