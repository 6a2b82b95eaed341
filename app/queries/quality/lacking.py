"""Who still lacks an inspection of the month (QA-1), and how many days are left for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from app.queries.quality.worked import agents, inspected
from app.queries.reference import reference
from app.queries.roster.load import month_range
from app.queries.roster.rows import EVERYBODY, RosterFilter
from app.rules.calendar import CentreTime

_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Lacking:
    """An agent who has worked in the month and has fewer than QA-1's `least` inspections in it."""

    person_id: int
    no: str
    name: str
    team: str
    inspections: int
    least: int
    days_left: int
    """Days of the month that are left, today among them; 0 once it is over."""


def lacking(
    session: Session,
    month: date,
    now: datetime,
    time: CentreTime,
    wanted: RosterFilter = EVERYBODY,
) -> tuple[Lacking, ...]:
    """Those of `wanted` who have worked by `now` in the month of `month` and still lack one: those
    with the fewest first. Of one department: `RosterFilter(departments=frozenset({id}))`."""
    first, last = month_range(month)
    today = time.local_date(now)
    if today < first:
        return ()
    least = (
        reference(session).policies.at(min(now, time.day_end(last) - _MINUTE)).qa_min_inspections
    )
    left = max((last - today).days + 1, 0)
    counted = inspected(session, first, last, time)
    found = (
        Lacking(
            one.person.id, one.person.no, one.person.name, one.post.team,
            len(counted.get(one.person.no, ())), least, left,
        )
        for one in agents(session, first, min(today, last), wanted)
    )  # fmt: skip
    return tuple(
        sorted(
            (one for one in found if one.inspections < least),
            key=lambda one: (one.inspections, one.team, one.no),
        )
    )
