"""The facts that judge some departments' people as the whole centre's facts would."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from app import models as m
from app.queries import facts
from app.queries.books import books
from app.rules.calendar import CentreTime
from app.rules.facts import CentreFacts, Inspection


def near(
    session: Session, time: CentreTime, departments: Collection[int], person_id: int | None
) -> CentreFacts:
    """The facts of whoever is or was in one of `departments` (ids), and of that person.

    A sheet of roll call counts by its team's rows, a swap by all that its parties have swapped
    before: so whole departments are read, and whoever the swaps lead on to from there.
    """
    people = _people(session, departments, person_id)
    found = facts.centre(session, people)
    inspections = _inspections(session, people)
    others = _of_others(session, time, found.months - _inspected(inspections, time))
    return replace(found, inspections=(*inspections, *others), books=books(session))


def _people(
    session: Session, departments: Collection[int], person_id: int | None
) -> frozenset[int]:
    known = facts.persons(session)
    wanted = {
        one.id
        for one in known.values()
        if one.id == person_id or any(post.place.department in departments for post in one.posts)
    }
    reached: set[int] = set()
    while wanted != reached:
        reached = wanted
        swaps = facts.swaps(session, reached)
        parties = {known[no].id for swap in swaps for no in (swap.requester, swap.counterpart)}
        wanted = reached | parties
    return frozenset(reached)


def _inspections(session: Session, people: Collection[int]) -> tuple[Inspection, ...]:
    """Of them as agents, and by them as inspectors."""
    row = m.Inspection
    return facts.inspections_where(
        session, or_(row.agent_id.in_(people), row.inspector_id.in_(people))
    )


def _inspected(inspections: Collection[Inspection], time: CentreTime) -> frozenset[tuple[int, int]]:
    days = (time.local_date(one.inspected_at) for one in inspections if not one.calibration)
    return frozenset((day.year, day.month) for day in days)


def _of_others(
    session: Session, time: CentreTime, months: Collection[tuple[int, int]]
) -> list[Inspection]:
    """One of somebody else's in each of `months`, where there is any: what an agent lacks is asked
    of the months in which the centre inspected at all."""
    row, found = m.Inspection, list[Inspection]()
    for year, month in sorted(months):
        first = date(year, month, 1)
        following = (first + timedelta(days=31)).replace(day=1)
        one = select(func.min(row.id)).where(
            row.inspected_at >= time.instant(first),
            row.inspected_at < time.instant(following),
            func.coalesce(row.calibration_no, "") == "",
        )
        found.extend(facts.inspections_where(session, row.id == one.scalar_subquery()))
    return found
