"""What was decided and stands on the roster: effective swaps and approved leaves, judged as
`check` judges them, for some people only."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Date, bindparam, exists, or_, select, union_all
from sqlalchemy.orm import Session

from app import models as m
from app.queries import facts
from app.queries.known import ids
from app.queries.swaps.scene import worked_from
from app.rules.calendar import CentreTime
from app.rules.check import check
from app.rules.facts import CentreFacts
from app.rules.findings import Finding
from app.rules.vocabulary import LeaveStatus, Level, SwapStatus

_REACH = timedelta(days=45)
"""How far from an edited day a swap or a leave is looked for that it may touch."""

Cell = tuple[int, date]
"""Person id and business date."""
Faults = Mapping[tuple[str, str, str, date], Finding]
"""Breaches by their key."""


def reached_people(session: Session, cells: Collection[Cell]) -> set[int]:
    """Of the people of `cells` (ids), those whose effective swap or approved leave a change of
    the published shifts there could make break a rule. Asked before they change.

    A leave counts the shifts of its own days; a swap those of its two dates and, of each party,
    the ones directly before and after the one received. These may have moved with other swaps,
    but none lies beyond the nearest shift that no swap has touched: changes behind that do not
    matter.
    """
    changed: dict[int, list[date]] = defaultdict(list)
    for person, day in sorted(cells):
        changed[person].append(day)
    about = _about(changed)
    sides = session.execute(_sides_query(), about).all()
    leaves = session.execute(_leaves_query(), about).all()
    if any(day in changed[person] for person, *dates, _, _ in sides for day in dates):
        # A swap of nothing gets its shift: who works it then, by which swaps, is not followed.
        return {row[0] for row in (*sides, *leaves)}
    between = [(person, *neighbours) for person, _, _, *neighbours in sides]
    return {
        person
        for person, first, last in (*between, *leaves)
        if _any_within(changed[person], first or date.min, last or date.max)
    }


def _about(changed: Mapping[int, Sequence[date]]) -> dict[str, Any]:
    """The people with a changed day, the range of these days, and the wider one around it."""
    days = [day for own in changed.values() for day in own]
    first, last = min(days), max(days)
    wide = {"early": first - _REACH, "late": last + _REACH}
    return {"people": list(changed), "first": first, "last": last, **wide}


def _any_within(days: Sequence[date], first: date, last: date) -> bool:
    """Whether one of `days`, sorted, lies between `first` and `last` (inclusive)."""
    at = bisect_left(days, first)
    return at < len(days) and days[at] <= last


@cache
def _sides_query() -> Any:
    """Each side of the effective swaps about some days: the person, the dates given and received,
    and the nearest shifts before and after the latter that no swap has touched.

    Built once, as the other: putting a query together takes longer than running it.
    """
    swap = m.Swap
    parties = (
        (swap.requester_id, swap.requester_date, swap.counterpart_date),
        (swap.counterpart_id, swap.counterpart_date, swap.requester_date),
    )
    early, late = bindparam("early", type_=Date), bindparam("late", type_=Date)
    side = union_all(
        *(
            select(party.label("person"), gives.label("gives"), receives.label("receives")).where(
                swap.status == SwapStatus.EFFECTIVE,
                party.in_(bindparam("people", expanding=True)),
                or_(gives.between(early, late), receives.between(early, late)),
            )
            for party, gives, receives in parties
        )
    ).subquery()
    day = m.Assignment.day
    return select(
        side,
        _untouched(side, day < side.c.receives, day.desc()),
        _untouched(side, day > side.c.receives, day),
    )


def _untouched(side: Any, where: Any, order: Any) -> Any:
    """The first day, of those `where` says, of a published shift that no swap has touched."""
    shift, swap = m.Assignment, m.Swap
    touched = exists().where(
        swap.status == SwapStatus.EFFECTIVE,
        or_(swap.requester_id == shift.person_id, swap.counterpart_id == shift.person_id),
        or_(swap.requester_date == shift.day, swap.counterpart_date == shift.day),
    )
    own = select(shift.day).where(shift.person_id == side.c.person, where, ~touched)
    return own.order_by(order).limit(1).correlate(side).scalar_subquery()


@cache
def _leaves_query() -> Any:
    """Each approved leave about some days: the person, the first and the last date."""
    leave = m.Leave
    return select(leave.person_id, leave.first_date, leave.last_date).where(
        leave.status == LeaveStatus.APPROVED,
        leave.person_id.in_(bindparam("people", expanding=True)),
        leave.first_date <= bindparam("last"),
        leave.last_date >= bindparam("first"),
    )


def standing_faults(
    session: Session,
    time: CentreTime,
    people: Collection[int],
    now: datetime,
    first: date,
    last: date,
) -> Faults:
    """What `check` would find now against the swaps and leaves of `people` (ids), who signed
    what left aside; with the shifts about `first` to `last` alone, which is enough to compare."""
    swaps, roster = worked_from(session, people, first - _REACH, last + _REACH)
    numbers = set(ids(session, people))
    parties = {no for swap in swaps for no in (swap.requester, swap.counterpart)}
    centre = CentreFacts(
        people=facts.persons(session, [*ids(session, numbers=numbers | parties).values()]),
        shifts=facts.shift_types(session),
        holidays=facts.holidays(session),
        roster=roster,
        months=frozenset(),
        swaps=tuple(swaps),
        leaves=facts.leaves(session, people),
        kinds=facts.own_kinds(session),
    )
    return {
        finding.key: finding
        for finding in check(centre, facts.policies(session), time, now)
        if finding.person in numbers and finding.level is Level.BREACH
    }
