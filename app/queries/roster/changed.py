"""Which of somebody's published days changed without their having looked since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import RosterChange, RosterVersion
from app.queries.requests.notices import unread_of

_ONE_GO = timedelta(minutes=1)
"""A version and the notice that tells of it are written in one transaction."""


@dataclass(frozen=True, slots=True)
class Unseen:
    """`days` changed; `notices` (ids) tell of it and are not read."""

    days: frozenset[date] = frozenset()
    notices: tuple[int, ...] = ()


ALL_SEEN = Unseen()


def unseen_days(session: Session, person_id: int, first: date, last: date) -> Unseen:
    """Of the days from `first` to `last`, what unread notices tell of."""
    told = unread_of(session, person_id, ("roster.changed",))
    if not told:
        return ALL_SEEN
    change, version = RosterChange, RosterVersion
    query = (
        select(version.made_at, change.day)
        .join(version, version.id == change.version_id)
        .where(
            change.person_id == person_id,
            change.day.between(first, last),
            version.made_at >= min(one.at for one in told) - _ONE_GO,
        )
    )
    found = [
        (day, one.id)
        for made_at, day in session.execute(query)
        for one in told
        if made_at <= one.at <= made_at + _ONE_GO
    ]
    notices = dict.fromkeys(key for _day, key in found)
    return Unseen(frozenset(day for day, _key in found), tuple(notices))
