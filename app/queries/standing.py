"""What was decided and stands on the roster: effective swaps and approved leaves, judged as
`check` judges them, for some people only."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app import models as m
from app.queries import facts
from app.queries.swap_scene import ids, worked_from
from app.rules.calendar import CentreTime
from app.rules.check import check
from app.rules.facts import CentreFacts
from app.rules.findings import Finding
from app.rules.vocabulary import LeaveStatus, Level, SwapStatus

_REACH = timedelta(days=45)
"""How far from an edited day a swap or a leave is looked for that it may touch."""

Faults = Mapping[tuple[str, str, str, date], Finding]
"""Breaches by their key."""


def bound_people(session: Session, people: Collection[int], first: date, last: date) -> set[int]:
    """Those of `people` (ids) with an effective swap or an approved leave about these days."""
    early, late = first - _REACH, last + _REACH
    swap, leave = m.Swap, m.Leave
    parties = session.execute(
        select(swap.requester_id, swap.counterpart_id).where(
            swap.status == SwapStatus.EFFECTIVE,
            or_(
                swap.requester_date.between(early, late),
                swap.counterpart_date.between(early, late),
            ),
        )
    )
    away = session.scalars(
        select(leave.person_id).where(
            leave.status == LeaveStatus.APPROVED,
            leave.first_date <= last,
            leave.last_date >= first,
        )
    )
    return {*(person for row in parties for person in row), *away} & set(people)


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
